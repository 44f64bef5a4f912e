import type { Client } from '../acceptance/support/client.ts';
import type { Descriptor, ListEntry, Person } from '../acceptance/support/objects.ts';
import type { Ledger } from './ledger.ts';

const PAGE = 100;

async function collect<Item>(read: (page: number) => Promise<readonly Item[]>): Promise<Item[]> {
  const all: Item[] = [];
  for (let page = 1; ; page++) {
    const items = await read(page);
    all.push(...items);
    if (items.length < PAGE) {
      return all;
    }
  }
}

async function readPage<Body>(client: Client, path: string, page: number): Promise<Body> {
  const answer = await client.get(path, { query: { page, page_size: PAGE } });
  if (answer.status !== 200) {
    throw new Error(`${path}: ${answer.status} ${answer.text}`);
  }
  return answer.json<Body>();
}

/**
 * What the ledger says and the server does not have, in words; empty when every acknowledged write is there and no
 * object is half written.
 */
export async function audit(api: Client, basic: Client, ledger: Ledger): Promise<string[]> {
  const persons = new Map(
    (await collect(async (page) => (await readPage<{ persons: Person[] }>(api, '/storage/persons', page)).persons)).map(
      (person) => [person.id, person],
    ),
  );
  const lists = new Map(
    (
      await collect(
        async (page) =>
          (
            await readPage<{ lists: { person_lists: ListEntry[] } }>(api, '/storage/lists', page)
          ).lists.person_lists,
      )
    ).map((list) => [list.id, list.list_data]),
  );
  const tokens = new Map(
    (
      await collect(
        async (page) =>
          (
            await readPage<{ tokens: { id: string; token_data: string }[] }>(basic, '/account/tokens', page)
          ).tokens,
      )
    ).map((token) => [token.id, token.token_data]),
  );
  const descriptors = new Map(
    (
      await collect(
        async (page) => (await readPage<{ descriptors: Descriptor[] }>(api, '/storage/descriptors', page)).descriptors,
      )
    ).map((descriptor) => [descriptor.id, descriptor]),
  );

  const lost: string[] = [];
  const require = (holds: boolean, what: string) => {
    if (!holds) {
      lost.push(what);
    }
  };
  for (const [id, text] of ledger.persons) {
    require(persons.get(id)?.user_data === text || ledger.undecided.has(id), `person ${id}`);
  }
  for (const id of ledger.deletedPersons) {
    require(!persons.has(id), `deletion of person ${id}`);
  }
  for (const [id, text] of ledger.lists) {
    require(lists.get(id) === text, `list ${id}`);
  }
  for (const [id, text] of ledger.tokens) {
    require(tokens.get(id) === text, `token ${id}`);
  }
  for (const [person, list] of ledger.memberships) {
    require(persons.get(person)?.lists.includes(list) ||
      ledger.undecided.has(person), `person ${person} in list ${list}`);
  }
  for (const id of ledger.descriptors) {
    require(descriptors.has(id), `descriptor ${id}`);
  }
  for (const [descriptor, person] of ledger.owners) {
    require(descriptors.get(descriptor)?.person_id === person ||
      ledger.undecided.has(person), `descriptor ${descriptor} of ${person}`);
  }
  for (const id of descriptors.keys()) {
    const { status } = await api.get(`/storage/portraits/${id}`);
    require(status === 200, `portrait of descriptor ${id}`);
  }
  return lost;
}
