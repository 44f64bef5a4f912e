import { Type } from 'typebox';
import type { ListId } from '../../domain/ids.ts';
import { AdminError } from '../adminError.ts';
import { adminOperation } from '../operation.ts';
import { Count, ListIdText } from '../schemas.ts';

export const describeList = adminOperation({
  method: 'GET',
  path: '/lists/:list_id',
  tag: 'lists',
  summary: 'A list of any account: its kind, and how many it holds',
  params: Type.Object({ list_id: ListIdText }),
  answer: {
    status: 200,
    schema: Type.Object({
      list_id: Type.String(),
      kind: Type.Enum(['persons', 'descriptors']),
      count: Count,
      model: Type.String({ description: 'Descriptors of this model are compared' }),
    }),
  },
  async run({ listPairs, params: { list_id: listId } }) {
    const list = await listPairs.describe(listId);
    if (!list) throw noList(listId);
    return { list_id: listId, ...list, model: listPairs.modelId };
  },
});

export function noList(listId: ListId): AdminError {
  return new AdminError('not-found', `there is no list ${listId}`);
}
