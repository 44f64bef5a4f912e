import { createHash } from 'node:crypto';
import type { OldAccount, OldDescriptor, OldList, OldPerson } from './oldState.ts';

export interface OldRequest {
  readonly method: string;
  /** Behind the prefix. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly account: OldAccount;
  /** Logged in by password, and not by a token. */
  readonly basic: boolean;
}

export interface OldAnswer {
  readonly status: number;
  readonly json?: unknown;
  readonly jpeg?: Buffer;
}

const LARGEST_PAGE = 100;
const ID = '([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})';

export const fail = (status: number, error_code: number, detail: string): OldAnswer => ({
  status,
  json: { error_code, detail },
});
const NO_PAGE = fail(404, 12013, 'Page not found');
const LINKED = { status: 204 };

type Route = readonly [method: string, path: RegExp, run: (request: OldRequest, id: string) => OldAnswer];

/** Out of range is clamped, never an error; newest first. */
function page<Item>(all: Iterable<Item>, query: URLSearchParams): Item[] {
  const size = Math.min(LARGEST_PAGE, Math.max(1, Number(query.get('page_size') ?? 10)));
  const number = Math.max(1, Number(query.get('page') ?? 1));
  return [...all].reverse().slice((number - 1) * size, number * size);
}

const personOf = (account: OldAccount, person: OldPerson) => ({ ...person, lists: account.listsOf(person.id) });
const descriptorOf = (account: OldAccount, { id, last_update }: OldDescriptor) => ({
  id,
  last_update,
  person_id: account.ownerOf(id)?.id ?? null,
  lists: account.listsOf(id),
});
const listOf = ({ id, list_data, members }: OldList) => ({ id, list_data, count: members.size });

const basicOnly =
  (run: Route[2]): Route[2] =>
  (request, id) =>
    request.basic ? run(request, id) : fail(401, 12010, 'This resource need "Authorization" authorization headers');

const readJson = (body: Buffer) => {
  try {
    return (JSON.parse(body.toString()) ?? {}) as Record<string, string | null>;
  } catch {
    return {};
  }
};

function membersOf(account: OldAccount, list: OldList, query: URLSearchParams): OldAnswer {
  const about = { count: list.members.size, list_data: list.list_data };
  const among = <Item extends { id: string }>(all: Map<string, Item>) =>
    page(
      [...all.values()].filter(({ id }) => list.members.has(id)),
      query,
    );
  if (list.kind === 'persons') {
    return { status: 200, json: { persons: among(account.persons).map((each) => personOf(account, each)), ...about } };
  }
  const found = among(account.descriptors).map((each) => descriptorOf(account, each));
  return { status: 200, json: { descriptors: found, ...about } };
}

function linkList({ account, query }: OldRequest, member: string): OldAnswer {
  const list = account.lists.get(query.get('list_id') ?? '');
  if (!list) return fail(400, 22003, 'List not found');
  // The last LUNA PLATFORM 3 took members of the wrong kind, too.
  if (query.get('do') === 'attach') list.members.add(member);
  else list.members.delete(member);
  return LINKED;
}

const ROUTES: readonly Route[] = [
  [
    'GET',
    /^\/account$/,
    basicOnly(({ account: { email, organizationName: organization_name, suspended } }) => ({
      status: 200,
      json: { email, organization_name, suspended },
    })),
  ],
  [
    'GET',
    /^\/account\/tokens$/,
    basicOnly(({ account: { tokens }, query }) => ({
      status: 200,
      json: { tokens: page(tokens, query).map(([id, token_data]) => ({ id, token_data })), count: tokens.size },
    })),
  ],
  [
    'GET',
    /^\/storage\/persons$/,
    ({ account, query }) => {
      const externalId = query.get('external_id');
      const found = [...account.persons.values()].filter((each) => !externalId || each.external_id === externalId);
      return {
        status: 200,
        json: { persons: page(found, query).map((each) => personOf(account, each)), count: found.length },
      };
    },
  ],
  [
    'POST',
    /^\/storage\/persons$/,
    ({ account, body }) => {
      const { user_data, external_id = null } = readJson(body);
      return { status: 201, json: { person_id: account.addPerson(user_data ?? '', external_id).id } };
    },
  ],
  [
    'GET',
    new RegExp(`^/storage/persons/${ID}$`),
    ({ account }, id) => {
      const person = account.persons.get(id);
      return person ? { status: 200, json: personOf(account, person) } : fail(404, 22007, 'Person not found');
    },
  ],
  [
    'PATCH',
    new RegExp(`^/storage/persons/${ID}/linked_descriptors$`),
    ({ account, query }, id) => {
      const descriptorId = query.get('descriptor_id') ?? '';
      if (!account.descriptors.has(descriptorId)) return fail(400, 11018, 'Descriptor not found');
      if (account.ownerOf(descriptorId))
        return fail(409, 11016, 'This descriptor is already attached to the person or list');
      account.persons.get(id)?.descriptors.push(descriptorId);
      return LINKED;
    },
  ],
  ['PATCH', new RegExp(`^/storage/(?:persons|descriptors)/${ID}/linked_lists$`), linkList],
  [
    'GET',
    /^\/storage\/descriptors$/,
    ({ account, query }) => ({
      status: 200,
      json: {
        descriptors: page(account.descriptors.values(), query).map((each) => descriptorOf(account, each)),
        count: account.descriptors.size,
      },
    }),
  ],
  [
    'POST',
    /^\/storage\/descriptors$/,
    ({ account, body }) => {
      if (body.includes('no face')) return fail(500, 4003, 'No faces found. Detail: No faces found.');
      const { id } = account.addDescriptor(body, createHash('sha256').update(body).digest('hex'));
      return { status: 201, json: { faces: [{ id, rect: { x: 0, y: 0, width: 50, height: 50 }, score: 0.9 }] } };
    },
  ],
  [
    'GET',
    new RegExp(`^/storage/descriptors/${ID}$`),
    ({ account }, id) => {
      const found = account.descriptors.get(id);
      return found ? { status: 200, json: descriptorOf(account, found) } : fail(404, 22002, 'Face not found');
    },
  ],
  [
    'GET',
    new RegExp(`^/storage/portraits/${ID}$`),
    ({ account }, id) => {
      const portrait = account.descriptors.get(id)?.portrait;
      return portrait ? { status: 200, jpeg: portrait } : fail(404, 13003, 'Image not found');
    },
  ],
  [
    'GET',
    /^\/storage\/lists$/,
    ({ account, query }) => {
      const of = (kind: OldList['kind']) => [...account.lists.values()].filter((list) => list.kind === kind);
      const [persons, descriptors] = [of('persons'), of('descriptors')];
      return {
        status: 200,
        json: {
          lists: {
            person_lists: page(persons, query).map(listOf),
            descriptor_lists: page(descriptors, query).map(listOf),
          },
          persons_list_count: persons.length,
          descriptors_list_count: descriptors.length,
        },
      };
    },
  ],
  [
    'POST',
    /^\/storage\/lists$/,
    ({ account, query, body }) => {
      const kind = query.get('type') === 'descriptors' ? 'descriptors' : 'persons';
      return { status: 201, json: { list_id: account.addList(kind, readJson(body).list_data ?? '').id } };
    },
  ],
  [
    'GET',
    new RegExp(`^/storage/lists/${ID}$`),
    ({ account, query }, id) => {
      const list = account.lists.get(id);
      return list ? membersOf(account, list, query) : fail(404, 22003, 'List not found');
    },
  ],
];

/** One request of the API of LUNA PLATFORM 3, as docs/contract has it. */
export function answer(request: OldRequest): OldAnswer {
  for (const [method, path, run] of ROUTES) {
    const found = path.exec(request.path);
    if (found && method === request.method) return run(request, found[1] ?? '');
  }
  return NO_PAGE;
}
