import { HANDLER_KINDS } from '../../../../domain/handlerKind.ts';
import { parseId } from '../../../../domain/ids.ts';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import type { DescriptorEntry, HandlerEntry, Inventory, ListEntry, PersonEntry, Problem } from '../inventory.ts';
import { timeOf } from '../old/timeOf.ts';
import { unfitness } from '../old/unfitness.ts';
import { NoSuchTable, type Row, type SeedDatabase } from './seedDatabase.ts';

const PAGE = 1000;
/** Oracle takes a thousand in one list. */
const AT_ONCE = 500;

export interface Seed {
  readonly account: Row;
  readonly inventory: Inventory;
}

/**
 * Reads the tables of Backport 3 (contract 90): `account`, `account_token`, `descriptors_list`, `persons_list`, `person`, `list_person`,
 * `person_face`, `handler`. Columns that only some versions have are used where they are.
 * @param who e-mail or id of the account; undefined: there is one only
 * @throws CommandFailed
 */
export async function readSeed(database: SeedDatabase, who: string | undefined): Promise<Seed> {
  try {
    const account = await findAccount(database, who);
    const accountId = String(account.account_id);
    const problems: Problem[] = [];
    const tokens = await readTokens(database, accountId, problems);
    const lists = await readLists(database, accountId, problems);
    const persons = await readPersons(database, accountId, lists, problems);
    const descriptors = new Map<string, DescriptorEntry>();
    for (const { descriptors: owned, createTime } of persons.values()) {
      for (const id of owned) descriptors.set(id, { lastUpdate: createTime, lists: [] });
    }
    const handlers = await readHandlers(database, accountId);
    return { account, inventory: { tokens, lists, persons, descriptors, handlers, problems, unsteady: false } };
  } catch (error) {
    if (error instanceof CommandFailed) throw error;
    const what = error instanceof NoSuchTable ? 'it is no database of Backport 3' : 'the database failed';
    throw new CommandFailed(`${what}: ${(error as Error).message}`, EXIT.database);
  }
}

/** Backport 3 calls them e-mail, and later login. */
export function loginOf({ email, login }: Row): string | undefined {
  const found = email ?? login;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

async function findAccount(database: SeedDatabase, who: string | undefined): Promise<Row> {
  const accounts = await all(database, 'account', 'account_id', '', []);
  const wanted = who?.toLowerCase();
  const found = accounts.filter(
    (account) =>
      wanted === undefined ||
      String(account.account_id).toLowerCase() === wanted ||
      loginOf(account)?.toLowerCase() === wanted,
  );
  const [account] = found;
  if (account && found.length === 1) return account;
  const why = found.length === 0 ? `there is no account ${who ?? ''}` : `there are ${found.length} accounts`;
  throw new CommandFailed(`${why}: --db-account names one by its e-mail or id`, EXIT.usage);
}

async function readTokens(
  database: SeedDatabase,
  accountId: string,
  problems: Problem[],
): Promise<Map<string, string>> {
  const rows = await all(database, 'account_token', 'token_id', 'account_id = ?', [accountId]);
  const tokens = new Map<string, string>();
  for (const { token_id, token, token_data, description } of rows) {
    // What clients send: in some versions the id is the value.
    const value = parseId(String(token ?? '').toLowerCase()) ?? String(token_id).toLowerCase();
    keep(tokens, 'token', value, textOf(token_data ?? description), problems, { token_data });
  }
  return tokens;
}

async function readLists(
  database: SeedDatabase,
  accountId: string,
  problems: Problem[],
): Promise<Map<string, ListEntry>> {
  const lists = new Map<string, ListEntry>();
  for (const kind of ['persons', 'descriptors'] as const) {
    const rows = await all(database, `${kind}_list`, 'list_id', 'account_id = ?', [accountId]);
    for (const row of newestFirst(rows)) {
      const id = String(row.list_id).toLowerCase();
      const text = row.list_data ?? row.user_data;
      const problem = (reason: string) => problems.push({ kind: 'list', id, reason });
      if (!('list_data' in row) && !('user_data' in row)) problem('its text is in another database, and stays behind');
      if (kind === 'descriptors') problem('its members are in another database: it is empty here');
      keep(lists, 'list', id, { kind, listData: textOf(text), count: 0 }, problems, { list_data: text });
    }
  }
  return lists;
}

async function readPersons(
  database: SeedDatabase,
  accountId: string,
  lists: ReadonlyMap<string, ListEntry>,
  problems: Problem[],
): Promise<Map<string, PersonEntry>> {
  const rows = await all(database, 'person', 'person_id', 'account_id = ?', [accountId]);
  const ids = rows.map(({ person_id }) => String(person_id));
  const inLists = await linksOf(database, 'list_person', 'list_id', ids);
  const faces = await linksOf(database, 'person_face', 'face_id', ids);
  const persons = new Map<string, PersonEntry>();
  for (const row of newestFirst(rows)) {
    const id = String(row.person_id);
    const { user_data, external_id } = row;
    const person = {
      userData: textOf(user_data),
      externalId: external_id === null || external_id === undefined ? null : String(external_id),
      createTime: timeOf(row.create_time_text),
      descriptors: (faces.get(id) ?? []).filter((face) => parseId(face) !== undefined),
      // Of persons lists only: the last LUNA PLATFORM 3 took others, too.
      lists: (inLists.get(id) ?? []).filter((listId) => lists.get(listId)?.kind === 'persons'),
    };
    keep(persons, 'person', id.toLowerCase(), person, problems, { user_data, external_id });
  }
  return persons;
}

async function readHandlers(database: SeedDatabase, accountId: string): Promise<readonly HandlerEntry[]> {
  const rows = await all(database, 'handler', 'handler_id', 'account_id = ?', [accountId]).catch((error: unknown) => {
    // LUNA PLATFORM 3 has none.
    if (error instanceof NoSuchTable) return [];
    throw error;
  });
  return rows.flatMap(({ handler_id, type, policies, version }) => {
    const handlerId = parseId(String(handler_id).toLowerCase());
    const kind = HANDLER_KINDS[Number(type)];
    const read = typeof policies === 'string' ? (JSON.parse(policies) as unknown) : policies;
    if (!handlerId || !kind || typeof read !== 'object' || read === null) return [];
    return [{ handlerId, kind, version: Number(version), policies: read as HandlerEntry['policies'] }];
  });
}

/** All rows of a table by pages of its key, so that no statement holds all of them. */
async function all(
  database: SeedDatabase,
  table: string,
  key: string,
  where: string,
  binds: readonly unknown[],
): Promise<Row[]> {
  const rows: Row[] = [];
  const hasTime = table === 'person' || table.endsWith('_list');
  const time = hasTime ? `, ${database.timeText('t.create_time')} as create_time_text` : '';
  let last = '';
  for (;;) {
    // Keys are never empty, and Oracle takes an empty text for NULL.
    const conditions = [...(where === '' ? [] : [`t.${where}`]), ...(last === '' ? [] : [`t.${key} > ?`])];
    const condition = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    const sql = database.first(`select t.*${time} from ${table} t${condition} order by t.${key}`, PAGE);
    const page = await database.query(sql, [...binds, ...(last === '' ? [] : [last])]);
    rows.push(...page);
    if (page.length < PAGE) return rows;
    last = String(page.at(-1)?.[key]);
  }
}

/** What each person is linked to, by their ids as they are written there. */
async function linksOf(
  database: SeedDatabase,
  table: string,
  column: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const links = new Map<string, string[]>();
  for (let from = 0; from < personIds.length; from += AT_ONCE) {
    const some = personIds.slice(from, from + AT_ONCE);
    const marks = some.map(() => '?').join(', ');
    const sql = `select person_id, ${column} from ${table} where person_id in (${marks}) order by ${column}`;
    for (const row of await database.query(sql, some)) {
      const id = String(row.person_id);
      const known = links.get(id);
      const other = String(row[column]).toLowerCase();
      if (known) known.push(other);
      else links.set(id, [other]);
    }
  }
  return links;
}

function keep<Entry>(
  kept: Map<string, Entry>,
  kind: string,
  id: string,
  entry: Entry,
  problems: Problem[],
  texts: Readonly<Record<string, unknown>>,
): void {
  const reason = unfitness(id, texts);
  if (reason === undefined) kept.set(id, entry);
  else problems.push({ kind, id, reason });
}

function newestFirst(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => (String(a.create_time_text) < String(b.create_time_text) ? 1 : -1));
}

/** Oracle has no empty texts. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
