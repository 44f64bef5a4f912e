import type { TokenId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** DELETE /account/tokens/{token_id} (contract 10). */
export const deleteToken = operation({
  method: 'DELETE',
  path: '/account/tokens/:token_id',
  tag: 'tokens',
  operationId: 'deleteToken',
  summary: 'Delete a token',
  description: 'Deletes a token. Requests with it are refused from then on.',
  errors: ['tokenNotFound'],
  example: { params: { token_id: EXAMPLE_ID.token } },
  access: 'basic',
  tokenInLp3: true,
  params: { token_id: pathId<TokenId>('Token') },
  answer: { status: 204 },
  run: ({ accountId, params, tokens }) => tokens.delete(accountId, params.token_id),
});
