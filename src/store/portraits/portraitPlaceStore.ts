import type { StoreContext } from '../ports/dialect.ts';
import type { PortraitPlace, PortraitPlaceStore } from '../ports/portraits.ts';
import { unlessThere } from '../sql/context.ts';

/** The one row. */
const PLACE_ID = 1;

export function createPortraitPlaceStore({ db }: StoreContext): PortraitPlaceStore {
  async function find(): Promise<PortraitPlace | undefined> {
    const row = await db
      .selectFrom('portrait_place')
      .select(['kind', 'folder_id', 'bucket_id', 'moving_from'])
      .where('place_id', '=', PLACE_ID)
      .executeTakeFirst();
    return row && { kind: row.kind, folderId: row.folder_id, bucketId: row.bucket_id, movingFrom: row.moving_from };
  }

  return {
    find,

    async claim(place) {
      await unlessThere(
        db
          .insertInto('portrait_place')
          .values({ place_id: PLACE_ID, ...rowOf(place) })
          .execute(),
      );
      const claimed = await find();
      if (!claimed) throw new Error('the row that was inserted is not there');
      return claimed;
    },

    async change(from, to) {
      const { kind, moving_from } = rowOf(from);
      const { numUpdatedRows } = await db
        .updateTable('portrait_place')
        .set(rowOf(to))
        .where('place_id', '=', PLACE_ID)
        .where('kind', '=', kind)
        .where('moving_from', moving_from === null ? 'is' : '=', moving_from)
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },

    async illustrated() {
      const { count } = await db
        .selectFrom('descriptor')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('has_portrait', '=', true)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

function rowOf({ kind, folderId, bucketId, movingFrom }: PortraitPlace) {
  return { kind, folder_id: folderId, bucket_id: bucketId, moving_from: movingFrom };
}
