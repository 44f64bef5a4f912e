import type { ListId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { repeatRolledBack } from './repeatRolledBack.ts';
import { UniqueViolation } from './storeErrors.ts';

/**
 * Runs several statements as one: in the transaction that is open, or in one of its own. The latter is repeated when
 * the server undid it (deadlock), so the work may be called several times and must change nothing but the database.
 */
export function atomically<Result>(
  context: StoreContext,
  work: (tx: StoreContext) => Promise<Result>,
): Promise<Result> {
  const { db, dialect, listIndex, hints, workingModel, sealing } = context;
  if (db.isTransaction) return work(context);
  return repeatRolledBack(async () => {
    const changedLists = new Set<ListId>();
    const result = await db
      .transaction()
      .execute((tx) => work({ db: tx, dialect, listIndex, workingModel, sealing, changedLists }));
    if (changedLists.size > 0) hints?.announce(changedLists);
    return result;
  });
}

/** Reads by ids in as many statements as the dialect needs; results in one array. An empty list asks nothing. */
export async function inChunks<Id extends string, Row>(
  ids: readonly Id[],
  size: number,
  read: (chunk: readonly Id[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < ids.length; from += size) {
    for (const row of await read(ids.slice(from, from + size))) rows.push(row);
  }
  return rows;
}

/** Links of lists, each list with its members, in the order in which both came. */
export function byList<Member extends string>(
  links: readonly { readonly list_id: string; readonly member: string }[],
): ReadonlyMap<ListId, readonly Member[]> {
  const members = new Map<ListId, Member[]>();
  for (const { list_id, member } of links) {
    const known = members.get(list_id as ListId);
    if (known) known.push(member as Member);
    else members.set(list_id as ListId, [member as Member]);
  }
  return members;
}

/** Rows before the page. Larger than any table where the page number is beyond all sense, and still an integer. */
export function offsetOf({ page, size }: Page): number {
  return Math.min((page - 1) * size, Number.MAX_SAFE_INTEGER);
}

/** Puts a page together; counts only when the page itself does not show how many there are. */
export async function paged<Item>(
  items: readonly Item[],
  page: Page,
  countAll: () => Promise<number>,
): Promise<Paged<Item>> {
  const isLast = items.length < page.size && (items.length > 0 || page.page === 1);
  return { items, count: isLast ? offsetOf(page) + items.length : await countAll() };
}

/** The texts that `Dialect.joinedIds` joined. */
export function splitIds<Id extends string>(joined: string | null): Id[] {
  return joined ? (joined.split(',') as Id[]) : [];
}

/** Runs a write; a violation of that constraint becomes the given error. */
export async function orConflict<Result>(
  write: Promise<Result>,
  constraint: string,
  conflict: () => Error,
): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    // Oracle gives names in capitals.
    if (error instanceof UniqueViolation && error.constraint.toLowerCase() === constraint) throw conflict();
    throw error;
  }
}

/** Runs an INSERT outside of any transaction; undefined, and nothing inserted, when a row with the key is there already. */
export async function unlessThere<Result>(write: Promise<Result>): Promise<Result | undefined> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    return undefined;
  }
}
