import { sql } from 'kysely';
import type { ListKind } from '../../domain/errors.ts';
import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import { LIST_KINDS, LIST_TABLES } from '../lists/listTables.ts';
import { ownRows, readVectors, readVectorsOfPersons } from '../people/vectors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically } from '../sql/context.ts';
import { locking } from '../sql/lockRows.ts';
import { putRows } from './indexRows.ts';
import { withIndex } from './indexTables.ts';
import { applyChanges } from './indexWriter.ts';
import type { VectorIndex, VectorType } from './vectorIndex.ts';

/** Members or changes of one step: it locks the list, and holds PGlite's only connection. */
const STEP = 100;
/** Before every UUID. */
const BEFORE_ALL = ' ';
const MEMBERS = {
  persons: ['list_person', 'person_id'],
  descriptors: ['list_descriptor', 'descriptor_id'],
} as const;

interface Head {
  readonly kind: ListKind;
  readonly version: number;
}

interface Progress {
  readonly version: number;
  readonly built_to: string | null;
}

export function createIndexBuilder(context: StoreContext, type: VectorType): Pick<VectorIndex, 'advance' | 'behind'> {
  return {
    advance: (listId) =>
      atomically(context, async (tx) => {
        // A change of the list holds this lock until it commits: what is read from here on is the list at `version`.
        const head = await lockList(tx, listId);
        if (!head) return false;
        const progress = await progressOf(tx, listId, head);
        if (progress.version !== head.version) return catchUp(tx, type, listId, progress, head);
        if (progress.built_to === null) return false;
        return readPage(tx, type, listId, head, progress.built_to);
      }),

    async behind(after, limit) {
      const { rows } = await sql<{ list_id: ListId }>`
        select list.list_id
        from (select list_id, version from persons_list union all select list_id, version from descriptors_list) list
          left join gallery_list indexed on indexed.list_id = list.list_id::uuid
        where list.list_id > ${after ?? BEFORE_ALL} and list.version > 0
          and (indexed.version is distinct from list.version or indexed.built_to is not null)
        order by list.list_id limit ${limit}`.execute(context.db);
      return rows.map(({ list_id }) => list_id);
    },
  };
}

async function lockList({ db, dialect }: StoreContext, listId: ListId): Promise<Head | undefined> {
  for (const kind of LIST_KINDS) {
    const list = db.selectFrom(LIST_TABLES[kind]).select('version').where('list_id', '=', listId);
    const row = await locking(list, LIST_TABLES[kind], dialect).executeTakeFirst();
    if (row) return { kind, version: row.version };
  }
  return undefined;
}

async function progressOf({ db }: StoreContext, listId: ListId, { version }: Head): Promise<Progress> {
  const index = withIndex(db);
  const row = await index
    .selectFrom('gallery_list')
    .select(['version', 'built_to'])
    .where('list_id', '=', listId)
    .executeTakeFirst();
  if (row) return row;
  const fresh = { version, built_to: BEFORE_ALL };
  await index
    .insertInto('gallery_list')
    .values({ list_id: listId, ...fresh })
    .execute();
  return fresh;
}

/** Applies the next versions of the change log, or starts again when it does not reach back that far. */
async function catchUp(
  tx: StoreContext,
  type: VectorType,
  listId: ListId,
  { version }: Progress,
  head: Head,
): Promise<boolean> {
  const changes = version < head.version ? await nextChanges(tx, listId, version) : [];
  const last = changes.at(-1);
  if (!last) {
    await sql`delete from gallery_vector where list_id = ${listId}::uuid`.execute(tx.db);
    await setProgress(tx, listId, { version: head.version, built_to: BEFORE_ALL });
    return true;
  }
  await applyChanges(tx, type, listId, changes);
  await setProgress(tx, listId, { version: last.version });
  return true;
}

/** Whole versions that follow without a gap: about a step of them, at least one; none when the next one is missing. */
async function nextChanges({ db }: StoreContext, listId: ListId, version: number) {
  const after = db
    .selectFrom('list_change')
    .select(['version', 'descriptor_id', 'operation'])
    .where('list_id', '=', listId)
    .orderBy('version')
    .orderBy('ordinal');
  const rows = await after.where('version', '>', version).limit(STEP).execute();
  if (rows[0]?.version !== version + 1) return [];
  let upTo = version + 1;
  for (const row of rows) {
    if (row.version > upTo + 1) break;
    upTo = row.version;
  }
  // The last version of a full step may go on behind it.
  const whole = rows.length === STEP && upTo === rows.at(-1)?.version ? upTo - 1 : upTo;
  if (whole > version) return rows.filter((row) => row.version <= whole);
  return after.where('version', '=', version + 1).execute();
}

/** Reads the next members into the index. */
async function readPage(
  tx: StoreContext,
  type: VectorType,
  listId: ListId,
  { kind }: Head,
  after: string,
): Promise<boolean> {
  const ids = await memberIds(tx, kind, listId, after);
  const vectors =
    kind === 'persons'
      ? await readVectorsOfPersons(ownRows(tx), ids as PersonId[])
      : await readVectors(ownRows(tx), ids as DescriptorId[]);
  await putRows(tx, type, listId, vectors);
  const last = ids.length < STEP ? undefined : ids.at(-1);
  await setProgress(tx, listId, { built_to: last ?? null });
  return last !== undefined;
}

/** Ids of members, persons or descriptors by the kind of the list. */
async function memberIds({ db }: StoreContext, kind: ListKind, listId: ListId, after: string): Promise<string[]> {
  const [table, id] = MEMBERS[kind];
  const { rows } = await sql<{ id: string }>`
    select ${sql.id(id)} as id from ${sql.table(table)} where list_id = ${listId} and ${sql.id(id)} > ${after}
    order by ${sql.id(id)} limit ${STEP}`.execute(db);
  return rows.map((row) => row.id);
}

async function setProgress({ db }: StoreContext, listId: ListId, progress: Partial<Progress>): Promise<void> {
  await withIndex(db).updateTable('gallery_list').set(progress).where('list_id', '=', listId).execute();
}
