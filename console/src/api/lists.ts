import { queryOptions } from '@tanstack/react-query';
import { unwrap } from '../../../client/src/client.ts';
import { LARGEST_PAGE } from '../parts/serviceNumbers.ts';
import { luna } from './send.ts';

export interface ListRow {
  readonly id: string;
  readonly list_data: string;
  readonly count: number;
}

export interface Lists {
  readonly people: readonly ListRow[];
  readonly faces: readonly ListRow[];
}

const { lists: MOST } = LARGEST_PAGE;
/** Pages that are read at most. */
const PAGES = 20;

/** All lists of the account. */
async function readLists(signal: AbortSignal): Promise<Lists> {
  const people: ListRow[] = [];
  const faces: ListRow[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const query = { page, page_size: MOST };
    const { lists } = await unwrap(luna.GET('/4/storage/lists', { params: { query }, signal }));
    people.push(...lists.person_lists);
    faces.push(...lists.descriptor_lists);
    if (lists.person_lists.length < MOST && lists.descriptor_lists.length < MOST) break;
  }
  return { people, faces };
}

export const listsQuery = queryOptions({ queryKey: ['lists'], queryFn: ({ signal }) => readLists(signal) });

export async function createList(type: 'persons' | 'descriptors', data: string): Promise<string> {
  const params = { query: { type } };
  const { list_id: id } = await unwrap(luna.POST('/4/storage/lists', { params, body: { list_data: data } }));
  return id;
}

export async function renameList(id: string, data: string): Promise<void> {
  const params = { path: { list_id: id } };
  await unwrap(luna.PATCH('/4/storage/lists/{list_id}', { params, body: { list_data: data } }));
}

export async function deleteList(id: string): Promise<void> {
  await unwrap(luna.DELETE('/4/storage/lists/{list_id}', { params: { path: { list_id: id } } }));
}
