import { parseId } from '../../../domain/ids.ts';
import { LARGEST_PAGE } from '../../../domain/pages.ts';
import type { Sender } from '../remote/patientSender.ts';
import { keyOf } from './enrol/idempotencyKey.ts';

/** Persons lists of the account by what names them. */
export interface PersonsLists {
  /** The id; a list that is named by its text and is not there is made. */
  idOf(nameOrId: string): Promise<string>;
}

interface ListEntry {
  readonly id: string;
  readonly list_data: string;
}

/** Every server takes it: LUNA PLATFORM 3 has the smaller bound. */
const PAGE = LARGEST_PAGE.lp3;

/** Lists are read once, all of them. */
export async function readPersonsLists(sender: Sender, run: string): Promise<PersonsLists> {
  const byText = new Map<string, Promise<string>>();
  for (let page = 1; ; page++) {
    const { lists } = await sender.json({ method: 'GET', path: `/storage/lists?page=${page}&page_size=${PAGE}` });
    const { person_lists: found } = lists as { person_lists: readonly ListEntry[] };
    for (const { id, list_data } of found) if (!byText.has(list_data)) byText.set(list_data, Promise.resolve(id));
    if (found.length < PAGE) break;
  }
  return {
    idOf(nameOrId) {
      const id = parseId(nameOrId);
      if (id) return Promise.resolve(id);
      const known = byText.get(nameOrId);
      if (known) return known;
      const made = make(nameOrId);
      byText.set(nameOrId, made);
      return made;
    },
  };

  async function make(listData: string): Promise<string> {
    const made = await sender.json({
      method: 'POST',
      path: '/storage/lists?type=persons',
      type: 'application/json',
      body: Buffer.from(JSON.stringify({ list_data: listData })),
      key: keyOf(run, 'list', listData),
    });
    return String(made.list_id);
  }
}
