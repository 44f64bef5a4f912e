import type { DescriptorId } from '../../domain/ids.ts';
import { notePortraits } from '../portraits/portraitNotes.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { RetentionStore } from '../ports/upkeep/retention.ts';
import { atomically, inChunks, unlessThere } from '../sql/context.ts';
import { locking } from '../sql/lockRows.ts';

export function createRetentionStore(context: StoreContext): RetentionStore {
  const { db, dialect } = context;
  return {
    async find(accountId) {
      const row = await db
        .selectFrom('account_retention')
        .select(['descriptor_days', 'portrait_days'])
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return { descriptorDays: row?.descriptor_days ?? null, portraitDays: row?.portrait_days ?? null };
    },

    async set(accountId, { descriptorDays, portraitDays }) {
      const days = { descriptor_days: descriptorDays, portrait_days: portraitDays };
      // Another caller may be creating the row: then this one changes it. Deleting and creating it would create it twice.
      const insert = db.insertInto('account_retention').values({ account_id: accountId, ...days });
      await unlessThere(dialect.ignoringDuplicates(insert).execute());
      await db.updateTable('account_retention').set(days).where('account_id', '=', accountId).execute();
    },

    async oldPortraits({ accountId, madeBefore, after, limit }) {
      const rows = await db
        .selectFrom('descriptor')
        .select('descriptor_id')
        .where('account_id', '=', accountId)
        .where('has_portrait', '=', true)
        .where('create_time', '<=', madeBefore)
        .$if(after !== undefined, (query) => query.where('descriptor_id', '>', after ?? ''))
        .orderBy('descriptor_id')
        .limit(limit)
        .execute();
      return rows.map(({ descriptor_id }) => descriptor_id as DescriptorId);
    },

    dropPortraits: (accountId, descriptorIds, at) =>
      inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
        atomically(context, async (tx) => {
          // Another node may be at the same ones, or a descriptor may be gone by now.
          const illustrated = tx.db
            .selectFrom('descriptor')
            .select('descriptor_id')
            .where('account_id', '=', accountId)
            .where('has_portrait', '=', true)
            .where(dialect.isAmong('descriptor_id', chunk));
          const rows = await locking(illustrated, 'descriptor', dialect).execute();
          const ids = rows.map(({ descriptor_id }) => descriptor_id as DescriptorId);
          if (ids.length === 0) return [];
          await notePortraits(tx, accountId, ids, at);
          await tx.db
            .updateTable('descriptor')
            .set({ has_portrait: false })
            .where(dialect.isAmong('descriptor_id', ids))
            .execute();
          return ids;
        }),
      ),
  };
}
