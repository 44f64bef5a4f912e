import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { DescriptorStore } from '../ports/descriptors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically, byList, inChunks, offsetOf, paged } from '../sql/context.ts';
import { inLockOrder, locking } from '../sql/lockRows.ts';
import { readOwned } from '../sql/readOwned.ts';
import { DESCRIPTOR_COLUMNS, readDescriptors, readDescriptorsById } from './descriptorRows.ts';
import { openVectors, readVectorRows, readVectors, readVectorsOfPersons, sealVectors } from './vectors.ts';

/** Rows of one INSERT: with 512 floats each a fifth of a megabyte. */
const DESCRIPTORS_PER_INSERT = 100;

export function createDescriptorStore(context: StoreContext): DescriptorStore {
  const { db, dialect } = context;

  const find = readOwned(context, (ids: readonly DescriptorId[]) => readDescriptorsById(context, ids));
  /** As they are stored: each caller opens its own, so that a key that is missing fails nobody else. */
  const findVectorRow = readOwned(context, async (ids: readonly DescriptorId[]) => {
    const rows = await readVectorRows(context, ids);
    return new Map(rows.map((row) => [row.descriptor_id as DescriptorId, { accountId: row.account_id, value: row }]));
  });

  const existing = async (accountId: AccountId, descriptorIds: readonly DescriptorId[], lock: boolean) => {
    const ids = lock ? inLockOrder(descriptorIds) : descriptorIds;
    const rows = await inChunks(ids, dialect.idsPerStatement, (chunk) => {
      const found = db
        .selectFrom('descriptor')
        .select('descriptor_id')
        .where('account_id', '=', accountId)
        .where(dialect.isAmong('descriptor_id', chunk));
      return (lock ? locking(found, 'descriptor', dialect) : found).execute();
    });
    return new Set(rows.map(({ descriptor_id }) => descriptor_id as DescriptorId));
  };

  return {
    async createMany(accountId, descriptors) {
      if (descriptors.length === 0) return;
      const vectors = await sealVectors(context, accountId, descriptors);
      const rows = descriptors.map(({ descriptorId, createTime, modelId, hasPortrait }, index) => ({
        descriptor_id: descriptorId,
        account_id: accountId,
        create_time: createTime,
        last_update: createTime,
        model_id: modelId,
        vector: vectors[index] as Uint8Array,
        has_portrait: hasPortrait,
      }));
      const insert = (tx: StoreContext, from: number) =>
        tx.db
          .insertInto('descriptor')
          .values(rows.slice(from, from + DESCRIPTORS_PER_INSERT))
          .execute();
      // One statement commits by itself and saves the transaction's two.
      if (rows.length <= DESCRIPTORS_PER_INSERT) await insert(context, 0);
      else {
        await atomically(context, async (tx) => {
          for (let from = 0; from < rows.length; from += DESCRIPTORS_PER_INSERT) await insert(tx, from);
        });
      }
    },

    find,

    async page(accountId, page) {
      const query = db.selectFrom('descriptor').where('account_id', '=', accountId);
      const descriptors = await readDescriptors(
        context,
        query
          .select(DESCRIPTOR_COLUMNS)
          .orderBy('create_time', 'desc')
          .orderBy('descriptor_id', 'desc')
          .limit(page.size)
          .offset(offsetOf(page)),
      );
      return paged(descriptors, page, async () => {
        const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
        return count;
      });
    },

    lock: (accountId, descriptorIds) => existing(accountId, descriptorIds, true),

    async touch(accountId, descriptorIds, at) {
      await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
        db
          .updateTable('descriptor')
          .set({ last_update: at })
          .where('account_id', '=', accountId)
          .where(dialect.isAmong('descriptor_id', chunk))
          .execute(),
      );
    },

    existing: (accountId, descriptorIds) => existing(accountId, descriptorIds, false),

    async listsOf(accountId, descriptorId) {
      const rows = await db
        .selectFrom('list_descriptor')
        .innerJoin('descriptor', 'descriptor.descriptor_id', 'list_descriptor.descriptor_id')
        .select('list_descriptor.list_id')
        .where('list_descriptor.descriptor_id', '=', descriptorId)
        .where('descriptor.account_id', '=', accountId)
        .orderBy('list_descriptor.link_time')
        .orderBy('list_descriptor.list_id')
        .execute();
      return rows.map(({ list_id }) => list_id as ListId);
    },

    async listsHolding(accountId, descriptorIds) {
      const links = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
        db
          .selectFrom('list_descriptor')
          .innerJoin('descriptor', 'descriptor.descriptor_id', 'list_descriptor.descriptor_id')
          .select(['list_descriptor.list_id', 'list_descriptor.descriptor_id as member'])
          .where('descriptor.account_id', '=', accountId)
          .where(dialect.isAmong('list_descriptor.descriptor_id', chunk))
          .execute(),
      );
      return byList(links);
    },

    async vectors(accountId, descriptorIds) {
      const [only] = descriptorIds;
      if (!only || descriptorIds.length > 1) return readVectors(context, descriptorIds, accountId);
      const row = await findVectorRow(accountId, only);
      return row ? openVectors(context, [row]) : [];
    },
    vectorsOfPersons: (accountId, personIds: readonly PersonId[]) =>
      readVectorsOfPersons(context, personIds, accountId),
  };
}
