import type { TokenId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { json } from '../wire/body/jsonBody.ts';
import { idList, requiredMember } from '../wire/body/members.ts';

/** DELETE /account/tokens (contract 10): deleted tokens stop authenticating at once. */
export const deleteTokens = operation({
  method: 'DELETE',
  path: '/account/tokens',
  tag: 'tokens',
  operationId: 'deleteTokens',
  summary: 'Delete several tokens',
  description:
    'Deletes the tokens that are listed; ids that the account does not have are ignored. Requests with a deleted token are refused from then on.',
  errors: ['fieldMissing', 'fieldType', 'badIdInJson'],
  example: { body: { tokens: [EXAMPLE_ID.token] } },
  access: 'basic',
  body: json({ tokens: requiredMember(idList<TokenId>()) }),
  answer: { status: 204 },
  run: ({ accountId, body, tokens }) => tokens.deleteMany(accountId, body.tokens),
});
