import type { ListId } from '../../domain/ids.ts';
import { dataText, json, requiredMember } from '../jsonBody.ts';
import { operation } from '../operation.ts';
import { pathId } from '../pathParameters.ts';

/** PATCH /storage/lists/{list_id} (contract 40). */
export const updateList = operation({
  method: 'PATCH',
  path: '/storage/lists/:list_id',
  tag: 'lists',
  summary: 'Change the data of a list',
  access: 'account',
  params: { list_id: pathId<ListId>('List') },
  body: json({ list_data: requiredMember(dataText) }),
  answer: { status: 204 },
  run: ({ accountId, params, body, lists }) => lists.setData(accountId, params.list_id, body.list_data),
});
