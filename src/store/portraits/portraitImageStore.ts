import type { DescriptorId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { PortraitImageStore } from '../ports/portraits.ts';
import { atomically, inChunks, unlessThere } from '../sql/context.ts';
import { locking } from '../sql/lockRows.ts';

export function createPortraitImageStore(context: StoreContext): PortraitImageStore {
  const { db, dialect } = context;
  return {
    async put(descriptorId, images, at) {
      const rows = images
        .map(({ side, image }) => ({ descriptor_id: descriptorId, side, image, create_time: at }))
        // Two who put the same, a writer and a move, wait for each other in one order.
        .sort((one, other) => one.side - other.side);
      // One statement: all images or none. Who put some before put all.
      if (rows.length > 0) await unlessThere(db.insertInto('portrait').values(rows).execute());
    },

    async find(descriptorId, side) {
      const row = await db
        .selectFrom('portrait')
        .select('image')
        .where('descriptor_id', '=', descriptorId)
        .where('side', '=', side)
        .executeTakeFirst();
      return row?.image;
    },

    all: (descriptorId) =>
      db
        .selectFrom('portrait')
        .select(['side', 'image'])
        .where('descriptor_id', '=', descriptorId)
        .orderBy('side')
        .execute(),

    async delete(descriptorIds) {
      const removed = await inChunks(descriptorIds, dialect.idsPerStatement, (chunk) =>
        atomically(context, async (tx) => {
          const images = tx.db
            .selectFrom('portrait')
            .select(['descriptor_id', 'side'])
            .where(dialect.isAmong('descriptor_id', chunk));
          // Of two who delete the same, one counts it.
          const rows = await locking(images, 'portrait', dialect).execute();
          if (rows.length > 0) {
            await tx.db.deleteFrom('portrait').where(dialect.isAmong('descriptor_id', chunk)).execute();
          }
          return rows;
        }),
      );
      return removed.map((row) => ({ descriptorId: row.descriptor_id as DescriptorId, side: row.side }));
    },

    async page({ after, limit }) {
      const rows = await db
        .selectFrom('portrait')
        .select(['descriptor_id', 'create_time'])
        .where('side', '=', 0)
        .$if(after !== undefined, (query) => query.where('descriptor_id', '>', after ?? ''))
        .orderBy('descriptor_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        descriptorId: row.descriptor_id as DescriptorId,
        writtenAt: row.create_time as Timestamp,
      }));
    },
  };
}
