import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { AccountIdText, TokenIdText } from '../schemas.ts';
import { PermissionsBody, permissionsOf } from './tokenObject.ts';

export const setTokenPermissions = adminOperation({
  method: 'PATCH',
  path: '/accounts/:account_id/tokens/:token_id',
  tag: 'tokens',
  summary: 'Change what a token may do, in which lists and until when; at once and on every node',
  params: Type.Object({ account_id: AccountIdText, token_id: TokenIdText }),
  body: PermissionsBody,
  answer: { status: 204 },
  run: ({ tokens, params, body }) => tokens.setPermissions(params.account_id, params.token_id, permissionsOf(body)),
});
