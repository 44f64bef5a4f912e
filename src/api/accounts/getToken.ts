import { Type } from 'typebox';
import type { TokenId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** GET /account/tokens/{token_id} (contract 10). */
export const getToken = operation({
  method: 'GET',
  path: '/account/tokens/:token_id',
  tag: 'tokens',
  operationId: 'getToken',
  summary: 'One token',
  description: 'Shows the note of a token, as it was given when the token was created or changed.',
  errors: ['tokenNotFound'],
  example: { params: { token_id: EXAMPLE_ID.token }, answer: { token_data: 'door 1' } },
  access: 'basic',
  tokenInLp3: true,
  params: { token_id: pathId<TokenId>('Token') },
  answer: { status: 200, schema: Type.Object({ token_data: Type.String() }) },
  async run({ accountId, params, tokens }) {
    const { tokenData } = await tokens.get(accountId, params.token_id);
    return { token_data: tokenData };
  },
});
