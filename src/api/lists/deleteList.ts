import type { ListId } from '../../domain/ids.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** DELETE /storage/lists/{list_id} (contract 40). */
export const deleteList = operation({
  method: 'DELETE',
  path: '/storage/lists/:list_id',
  tag: 'lists',
  operationId: 'deleteList',
  summary: 'Delete a list; its members stay',
  description: 'Deletes a list. Its members stay.',
  errors: ['listTargetNotFound'],
  example: { params: { list_id: EXAMPLE_ID.personsList } },
  access: 'account',
  params: { list_id: pathId<ListId>('List') },
  answer: { status: 204 },
  run: ({ accountId, params, lists }) => lists.delete(accountId, params.list_id),
});
