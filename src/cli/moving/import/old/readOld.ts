import { HANDLER_KINDS } from '../../../../domain/handlerKind.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Json } from '../../remote/outcome.ts';
import { Refused, type Sender } from '../../remote/patientSender.ts';
import type { DescriptorEntry, HandlerEntry, Inventory, ListEntry, PersonEntry, Problem } from '../inventory.ts';
import { timeOf } from './timeOf.ts';
import { unfitness } from './unfitness.ts';
import { type Paged, walk } from './walk.ts';

/**
 * Reads everything but portraits that the public API of a LUNA PLATFORM 3, a Backport 3 or another instance of ours shows of an
 * account. What breaks the rules here is a problem, and is not in the inventory.
 * @param withAccount logged in by password: tokens can be read
 */
export async function readOld(
  sender: Sender,
  withAccount: boolean,
  onStep: (what: string) => void,
): Promise<Inventory> {
  const problems: Problem[] = [];
  let shifted = false;
  const steady = async (kind: string, path: string, read: (answer: Json) => Paged) => {
    onStep(`reading ${kind}`);
    const { items, unsteady } = await walk(sender, path, read);
    if (unsteady) problems.push({ kind, id: '', reason: 'they changed while they were read: run it once more' });
    shifted ||= unsteady;
    return keptOf(items, kind, problems);
  };
  const tokens = withAccount ? await steady('tokens', '/account/tokens', pageOf('tokens')) : new Map<string, Json>();
  const lists = new Map([
    ...toLists(
      await steady('persons lists', '/storage/lists', listsOf('person_lists', 'persons_list_count')),
      'persons',
    ),
    ...toLists(
      await steady('descriptors lists', '/storage/lists', listsOf('descriptor_lists', 'descriptors_list_count')),
      'descriptors',
    ),
  ]);
  const persons = toPersons(await steady('persons', '/storage/persons', pageOf('persons')), lists, problems);
  const listed = await steady('descriptors', '/storage/descriptors', pageOf('descriptors'));
  onStep('reading handlers');
  return {
    tokens: new Map([...tokens].map(([id, { token_data }]) => [id, String(token_data ?? '')])),
    lists,
    persons,
    descriptors: toDescriptors(listed, persons, lists, problems),
    handlers: await readHandlers(sender),
    problems,
    unsteady: shifted,
  };
}

const pageOf = (member: string) => (answer: Json) => ({
  items: answer[member] as readonly Json[],
  count: Number(answer.count),
});

const listsOf = (member: string, count: string) => (answer: Json) => ({
  items: (answer.lists as Readonly<Record<string, readonly Json[]>>)[member] ?? [],
  count: Number(answer[count]),
});

/** Ids that cannot be kept and texts that no column here holds. */
function keptOf(items: ReadonlyMap<string, Json>, kind: string, problems: Problem[]): Map<string, Json> {
  return new Map(
    [...items].filter(([id, item]) => {
      const reason = unfitness(id, item);
      if (reason !== undefined) problems.push({ kind, id, reason });
      return reason === undefined;
    }),
  );
}

function toLists(items: ReadonlyMap<string, Json>, kind: ListEntry['kind']): [string, ListEntry][] {
  return [...items].map(([id, { list_data, count }]) => [
    id,
    { kind, listData: String(list_data ?? ''), count: Number(count) },
  ]);
}

function toPersons(
  items: ReadonlyMap<string, Json>,
  lists: ReadonlyMap<string, ListEntry>,
  problems: Problem[],
): Map<string, PersonEntry> {
  const persons = [...items].map(([id, item]): [string, PersonEntry] => [
    id,
    {
      userData: String(item.user_data ?? ''),
      externalId: item.external_id === null || item.external_id === undefined ? null : String(item.external_id),
      createTime: timeOf(item.create_time),
      descriptors: idsOf(item.descriptors),
      lists: ofKind('persons', 'person', id, idsOf(item.lists), lists, problems),
    },
  ]);
  return new Map(persons);
}

/** Those that persons own are there, too, should the walk have missed them. */
function toDescriptors(
  items: ReadonlyMap<string, Json>,
  persons: ReadonlyMap<string, PersonEntry>,
  lists: ReadonlyMap<string, ListEntry>,
  problems: Problem[],
): Map<string, DescriptorEntry> {
  const descriptors = new Map(
    [...items].map(([id, item]): [string, DescriptorEntry] => [
      id,
      {
        lastUpdate: timeOf(item.last_update),
        lists: ofKind('descriptors', 'descriptor', id, idsOf(item.lists), lists, problems),
      },
    ]),
  );
  for (const { descriptors: owned, createTime } of persons.values()) {
    for (const id of owned) if (!descriptors.has(id)) descriptors.set(id, { lastUpdate: createTime, lists: [] });
  }
  return descriptors;
}

/** The last LUNA PLATFORM 3 took members of the wrong kind: their links stay behind. */
function ofKind(
  kind: ListEntry['kind'],
  what: string,
  id: string,
  members: readonly string[],
  lists: ReadonlyMap<string, ListEntry>,
  problems: Problem[],
): readonly string[] {
  return members.filter((listId) => {
    const list = lists.get(listId);
    if (list && list.kind !== kind) {
      problems.push({ kind: what, id, reason: `is in ${listId}, a list of ${list.kind}: that link stays behind` });
    }
    return list?.kind === kind;
  });
}

function idsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? [...new Set(value.map((id) => String(id).toLowerCase()))] : [];
}

/** LUNA PLATFORM 3 has none: there it is an unknown page. */
async function readHandlers(sender: Sender): Promise<readonly HandlerEntry[]> {
  const handlers: HandlerEntry[] = [];
  for (const kind of HANDLER_KINDS) {
    try {
      const { handler_id, version, policies } = await sender.json({ method: 'GET', path: `/handlers/${kind}` });
      const handlerId = parseId(String(handler_id));
      if (!handlerId || typeof policies !== 'object') continue;
      handlers.push({ handlerId, kind, version: Number(version), policies: policies as HandlerEntry['policies'] });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  return handlers;
}
