import type { TokenId } from '../../domain/ids.ts';
import { idList, json, requiredMember } from '../jsonBody.ts';
import { operation } from '../operation.ts';

/** DELETE /account/tokens (contract 10): deleted tokens stop authenticating at once. */
export const deleteTokens = operation({
  method: 'DELETE',
  path: '/account/tokens',
  tag: 'tokens',
  summary: 'Delete several tokens',
  access: 'basic',
  body: json({ tokens: requiredMember(idList<TokenId>()) }),
  answer: { status: 204 },
  run: ({ accountId, body, tokens }) => tokens.deleteMany(accountId, body.tokens),
});
