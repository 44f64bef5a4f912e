import type { Kysely } from 'kysely';
import type { DescriptorId, ListId } from '../domain/ids.ts';
import { inChunks, type StoreContext } from './context.ts';
import type { Dialect } from './dialects/dialect.ts';
import { readDescriptorsList, readPersonsList } from './listVectors.ts';
import type { Database } from './schema.ts';
import type { GalleryFeed, ListChange, ListHead, ListMoment } from './store.ts';
import { readVectors, readVectorsOfPersons } from './vectors.ts';

/** To read more changes than this takes longer than to load most lists anew. */
const LONGEST_CATCH_UP = 20_000;

type OnBatch = Parameters<GalleryFeed['load']>[1];

const NOT_TOLD = { changes: [], complete: false };

/** @param standby a database that may lag behind this one; loads are read there when it has what this one has */
export function createGalleryFeed(context: StoreContext, standby?: () => Kysely<Database> | undefined): GalleryFeed {
  const { db, dialect } = context;

  /** One statement, as it runs before every search over a list. */
  async function version(listId: ListId): Promise<ListHead | undefined> {
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

  async function versions(listIds: readonly ListId[]): Promise<ReadonlyMap<ListId, ListMoment>> {
    // Each id stands twice in the statement.
    const rows = await inChunks(listIds, Math.floor(dialect.idsPerStatement / 2), (chunk) =>
      db
        .selectFrom('persons_list')
        .select(['list_id', 'version', 'stamp'])
        .where(dialect.isAmong('list_id', chunk))
        .unionAll((eb) =>
          eb
            .selectFrom('descriptors_list')
            .select(['list_id', 'version', 'stamp'])
            .where(dialect.isAmong('list_id', chunk)),
        )
        .execute(),
    );
    return new Map(rows.map(({ list_id, version, stamp }) => [list_id as ListId, { version, stamp }]));
  }

  async function changesAfter(listId: ListId, moment: ListMoment) {
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
      const head = await version(listId);
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

  /** Batches by key, each a statement of its own: one long snapshot would hold PGlite's only connection for seconds. */
  async function load(listId: ListId, onBatch: OnBatch, beside?: 'beside') {
    // Before the first batch: what changes from here on is in the log after this version.
    const head = await version(listId);
    if (!head) return undefined;
    const statementsAtOnce = beside ? 0 : dialect.vectorStatementsAtOnce;
    const paced = { ...dialect, vectorStatementsAtOnce: statementsAtOnce };
    if (!(await loadFromStandby(listId, head, onBatch, paced))) {
      for await (const batch of batchesOf({ ...context, dialect: paced }, listId, head)) await onBatch(batch);
    }
    return (await version(listId)) && head;
  }

  /**
   * In one transaction, which keeps to one host: what is read there is never older than the moment that it was proven to
   * have gone through. False when this database must be read instead, perhaps after some batches, which do no harm.
   */
  async function loadFromStandby(listId: ListId, head: ListHead, onBatch: OnBatch, dialect: Dialect): Promise<boolean> {
    const db = standby?.();
    if (!db) return false;
    let refusal: { readonly error: unknown } | undefined;
    try {
      return await db.transaction().execute(async (tx) => {
        const there = { db: tx, dialect };
        if (!(await createGalleryFeed(there).changesAfter(listId, head)).complete) return false;
        for await (const batch of batchesOf(there, listId, head)) {
          try {
            await onBatch(batch);
          } catch (error) {
            refusal = { error };
            throw error;
          }
        }
        return true;
      });
    } catch {
      if (refusal) throw refusal.error;
      // Its pool tells what became of a host; a statement that recovery cancelled is nothing to tell of.
      return false;
    }
  }

  async function recentLists(limit: number): Promise<ListId[]> {
    // Times stay inside: as text, which they leave the database in, they could not be united and ordered on Oracle.
    const lists = db
      .selectFrom('persons_list')
      .select(['list_id', 'update_time'])
      .unionAll((eb) => eb.selectFrom('descriptors_list').select(['list_id', 'update_time']));
    const rows = await db
      .selectFrom(lists.as('lists'))
      .select('list_id')
      .orderBy('update_time', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ list_id }) => list_id as ListId);
  }

  return {
    version,
    versions,
    changesAfter,
    load,
    vectors: (descriptorIds) => readVectors(context, descriptorIds),
    vectorsOfPersons: (personIds) => readVectorsOfPersons(context, personIds),
    recentLists,
  };
}

function batchesOf(context: StoreContext, listId: ListId, { kind }: ListHead) {
  return kind === 'persons' ? readPersonsList(context, listId) : readDescriptorsList(context, listId);
}
