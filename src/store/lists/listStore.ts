import type { Selectable } from 'kysely';
import type { ListKind } from '../../domain/errors.ts';
import type { AccountId, ListId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { List, ListStore } from '../ports/lists.ts';
import { atomically, inChunks, offsetOf, paged } from '../sql/context.ts';
import { fixedStatement } from '../sql/fixedStatement.ts';
import { inLockOrder, locking } from '../sql/lockRows.ts';
import { type Owned, readOwned } from '../sql/readOwned.ts';
import type { ListTable } from '../sql/schema.ts';
import { padded } from '../sql/text/padded.ts';
import { recordChange } from './listChanges.ts';
import { createListMembers } from './listMembers.ts';
import { LIST_KINDS, LIST_TABLES, MEMBER_TABLES } from './listTables.ts';

function toList(row: Omit<Selectable<ListTable>, 'account_id' | 'update_time'>, kind: ListKind): List {
  return {
    listId: row.list_id as ListId,
    kind,
    listData: row.user_data ?? '',
    createTime: row.create_time,
    version: row.version,
    stamp: row.stamp,
  };
}

const COLUMNS = ['list_id', 'user_data', 'create_time', 'version', 'stamp'] as const;

const byIds = (kind: ListKind) =>
  fixedStatement(({ db }, ...listIds: readonly ListId[]) =>
    db
      .selectFrom(LIST_TABLES[kind])
      .select([...COLUMNS, 'account_id'])
      .where('list_id', 'in', listIds),
  );
const selectByIds = { persons: byIds('persons'), descriptors: byIds('descriptors') } satisfies Record<
  ListKind,
  unknown
>;

export function createListStore(context: StoreContext): ListStore {
  const { db, dialect } = context;
  const find = readOwned(context, async (listIds: readonly ListId[]) => {
    const found = new Map<ListId, Owned<List>>();
    for (const kind of LIST_KINDS) {
      const missing = listIds.filter((id) => !found.has(id));
      if (missing.length === 0) break;
      const { rows } = await selectByIds[kind](context, ...padded(missing));
      for (const row of rows) found.set(row.list_id as ListId, { accountId: row.account_id, value: toList(row, kind) });
    }
    return found;
  });

  const listsOf = (accountId: AccountId, kind: ListKind) =>
    db.selectFrom(LIST_TABLES[kind]).select(COLUMNS).where('account_id', '=', accountId);

  return {
    async create(accountId, { listId, kind, listData, createTime }) {
      await db
        .insertInto(LIST_TABLES[kind])
        .values({
          list_id: listId,
          account_id: accountId,
          user_data: listData,
          create_time: createTime,
          version: 0,
          update_time: createTime,
        })
        .execute();
    },

    find,

    async page(accountId, kind, page) {
      const members = MEMBER_TABLES[kind];
      const onePage = listsOf(accountId, kind)
        .orderBy('create_time', 'desc')
        .orderBy('list_id', 'desc')
        .limit(page.size)
        .offset(offsetOf(page));
      const rows = await db
        .selectFrom(onePage.as('l'))
        .select((eb) => [
          'l.list_id',
          'l.user_data',
          eb
            .selectFrom(members)
            .whereRef(`${members}.list_id`, '=', 'l.list_id')
            .select((count) => count.fn.countAll<number>().as('count'))
            .as('count'),
        ])
        .orderBy('l.create_time', 'desc')
        .orderBy('l.list_id', 'desc')
        .execute();
      const summaries = rows.map((row) => ({
        listId: row.list_id as ListId,
        listData: row.user_data ?? '',
        count: row.count ?? 0,
      }));
      return paged(summaries, page, async () => {
        const { count } = await db
          .selectFrom(LIST_TABLES[kind])
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow();
        return count;
      });
    },

    async setData(accountId, listId, listData) {
      for (const kind of LIST_KINDS) {
        const { numUpdatedRows } = await db
          .updateTable(LIST_TABLES[kind])
          .set({ user_data: listData })
          .where('list_id', '=', listId)
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows > 0n) return true;
      }
      return false;
    },

    delete(accountId, listIds) {
      return atomically(context, async (tx) => {
        const owned = await createListStore(tx).lock(accountId, listIds);
        const ids = owned.map(({ listId }) => listId);
        await inChunks(ids, dialect.idsPerStatement, (chunk) =>
          tx.db.deleteFrom('list_change').where(dialect.isAmong('list_id', chunk)).execute(),
        );
        for (const kind of LIST_KINDS) {
          // The links go with the rows (on delete cascade).
          await inChunks(ids, dialect.idsPerStatement, (chunk) =>
            tx.db.deleteFrom(LIST_TABLES[kind]).where(dialect.isAmong('list_id', chunk)).execute(),
          );
        }
        return ids.length;
      });
    },

    async lock(accountId, listIds) {
      let ids = inLockOrder(listIds);
      const lists: List[] = [];
      for (const kind of LIST_KINDS) {
        const rows = await inChunks(ids, dialect.idsPerStatement, (chunk) =>
          locking(
            listsOf(accountId, kind).where(dialect.isAmong('list_id', chunk)),
            LIST_TABLES[kind],
            dialect,
          ).execute(),
        );
        lists.push(...rows.map((row) => toList(row, kind)));
        const found = new Set<string>(rows.map(({ list_id }) => list_id));
        ids = ids.filter((id) => !found.has(id));
      }
      return lists;
    },

    recordChange: (listIds, change) => recordChange(context, listIds, change),
    ...createListMembers(context),
  };
}
