import type { ListId } from '../../domain/ids.ts';
import { idList, json, requiredMember } from '../jsonBody.ts';
import { operation } from '../operation.ts';

/** DELETE /storage/lists (contract 40). */
export const deleteLists = operation({
  method: 'DELETE',
  path: '/storage/lists',
  tag: 'lists',
  summary: 'Delete several lists; their members stay',
  access: 'account',
  body: json({ lists: requiredMember(idList<ListId>()) }),
  answer: { status: 204 },
  run: ({ accountId, body, lists }) => lists.deleteMany(accountId, body.lists),
});
