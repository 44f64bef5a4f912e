import { Type } from 'typebox';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { UNLIMITED } from '../../domain/tokens/tokenPermissions.ts';
import { adminOperation } from '../operation.ts';
import { AccountPath, TokenIdText, text } from '../schemas.ts';
import { permissionMembers, permissionsOf } from './tokenObject.ts';

export const createToken = adminOperation({
  method: 'POST',
  path: '/accounts/:account_id/tokens',
  tag: 'tokens',
  summary: 'Create a token of an account',
  params: AccountPath,
  body: Type.Object(
    { token_data: Type.Optional(text(TEXT_LENGTH.data)), ...permissionMembers },
    { additionalProperties: false },
  ),
  answer: { status: 201, schema: Type.Object({ token: TokenIdText }) },
  async run({ accounts, tokens, params, body }) {
    const { accountId } = await accounts.get(params.account_id);
    const permissions = { ...UNLIMITED, ...permissionsOf(body) };
    return { token: await tokens.create(accountId, body.token_data ?? '', permissions) };
  },
});
