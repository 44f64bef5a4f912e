import type { ListId } from '../../domain/ids.ts';
import { TEXT_LENGTH } from '../../domain/textLengths.ts';
import { EXAMPLE_ID } from '../documented/exampleObjects.ts';
import { operation } from '../operations/operation.ts';
import { json } from '../wire/body/jsonBody.ts';
import { dataText, requiredMember } from '../wire/body/members.ts';
import { pathId } from '../wire/query/pathParameters.ts';

/** PATCH /storage/lists/{list_id} (contract 40). */
export const updateList = operation({
  method: 'PATCH',
  path: '/storage/lists/:list_id',
  tag: 'lists',
  operationId: 'updateList',
  summary: 'Change the data of a list',
  description: `Replaces the note of a list. It holds up to ${TEXT_LENGTH.data} characters.`,
  errors: ['listTargetNotFound', 'fieldMissing', 'fieldType', 'userDataTooLong', 'schemaViolation'],
  example: { params: { list_id: EXAMPLE_ID.personsList }, body: { list_data: 'Staff, ground floor' } },
  access: 'account',
  params: { list_id: pathId<ListId>('List') },
  body: json({ list_data: requiredMember(dataText) }),
  answer: { status: 204 },
  run: ({ accountId, params, body, lists }) => lists.setData(accountId, params.list_id, body.list_data),
});
