import type { Kysely } from 'kysely';
import type { DescriptorId, ListId } from '../../domain/ids.ts';
import type { Database } from '../sql/schema.ts';
import type { GalleryFeed, ListChange, ListHead, ListVersion } from './listFeed.ts';

/** Reading more changes than this takes longer than reloading most lists. */
const LONGEST_CATCH_UP = 20_000;

type ChangesAfter = Awaited<ReturnType<GalleryFeed['changesAfter']>>;

const NOT_TOLD: ChangesAfter = { changes: [], complete: false };

/** One statement, as it runs before every search over a list. */
export async function readListHead(db: Kysely<Database>, listId: ListId): Promise<ListHead | undefined> {
  const row = await db
    .selectFrom('persons_list')
    .select((eb) => ['version', 'stamp', eb.lit<number>(0).as('of_descriptors')])
    .where('list_id', '=', listId)
    .unionAll((eb) =>
      eb
        .selectFrom('descriptors_list')
        .select((inner) => ['version', 'stamp', inner.lit<number>(1).as('of_descriptors')])
        .where('list_id', '=', listId),
    )
    .executeTakeFirst();
  if (!row) return undefined;
  return { kind: row.of_descriptors === 1 ? 'descriptors' : 'persons', version: row.version, stamp: row.stamp };
}

/** See `GalleryFeed.changesAfter`. */
export async function readChangesAfter(
  db: Kysely<Database>,
  listId: ListId,
  moment: ListVersion,
): Promise<ChangesAfter> {
  const rows = await db
    .selectFrom('list_change')
    .select(['version', 'stamp', 'descriptor_id', 'operation'])
    .where('list_id', '=', listId)
    .where('version', '>=', moment.version)
    // Of the moment itself one row, which proves that the database went through it.
    .where((eb) => eb.or([eb('version', '>', moment.version), eb('ordinal', '=', 0)]))
    .orderBy('version')
    .orderBy('ordinal')
    .limit(LONGEST_CATCH_UP + 2)
    .execute();
  const proof = rows[0]?.version === moment.version ? rows.shift() : undefined;
  if (proof && proof.stamp !== moment.stamp) return NOT_TOLD;
  const first = rows[0];
  if (!first) {
    const head = await readListHead(db, listId);
    return { changes: [], complete: head?.version === moment.version && head.stamp === moment.stamp };
  }
  if (!proof && moment.version > 0) return NOT_TOLD;
  if (first.version !== moment.version + 1 || rows.length > LONGEST_CATCH_UP) return NOT_TOLD;
  const changes = rows.map(
    (row): ListChange => ({
      version: row.version,
      stamp: row.stamp,
      descriptorId: row.descriptor_id as DescriptorId,
      operation: row.operation,
    }),
  );
  return { changes, complete: true };
}
