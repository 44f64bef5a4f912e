import type { ListId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { json } from '../wire/body/jsonBody.ts';
import { idList, requiredMember } from '../wire/body/members.ts';

/** DELETE /storage/lists (contract 40). */
export const deleteLists = operation({
  method: 'DELETE',
  path: '/storage/lists',
  tag: 'lists',
  operationId: 'deleteLists',
  summary: 'Delete several lists; their members stay',
  description: 'Deletes the lists that are given; ids that the account does not have are ignored. The members stay.',
  errors: ['fieldMissing', 'fieldType', 'badIdInJson'],
  example: { body: { lists: [EXAMPLE_ID.personsList] } },
  access: 'account',
  body: json({ lists: requiredMember(idList<ListId>()) }),
  answer: { status: 204 },
  run: ({ accountId, body, lists }) => lists.deleteMany(accountId, body.lists),
});
