import type { TokenId } from '../../domain/ids.ts';
import { operation } from '../operation.ts';
import { pathId } from '../pathParameters.ts';

/** DELETE /account/tokens/{token_id} (contract 10). */
export const deleteToken = operation({
  method: 'DELETE',
  path: '/account/tokens/:token_id',
  tag: 'tokens',
  summary: 'Delete a token',
  access: 'basic',
  tokenInLp3: true,
  params: { token_id: pathId<TokenId>('Token') },
  answer: { status: 204 },
  run: ({ accountId, params, tokens }) => tokens.delete(accountId, params.token_id),
});
