import { Type } from 'typebox';
import { adminOperation } from '../operation.ts';
import { AccountIdText, TokenIdText } from '../schemas.ts';

export const deleteToken = adminOperation({
  method: 'DELETE',
  path: '/accounts/:account_id/tokens/:token_id',
  tag: 'tokens',
  summary: 'Delete a token; it opens nothing any more, at once and on every node',
  params: Type.Object({ account_id: AccountIdText, token_id: TokenIdText }),
  answer: { status: 204 },
  run: ({ tokens, params }) => tokens.delete(params.account_id, params.token_id),
});
