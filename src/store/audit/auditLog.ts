import type { StoreContext } from '../ports/dialect.ts';
import type { AuditItem, AuditLogStore, AuditMark, AuditRow } from '../ports/upkeep/auditLog.ts';
import { atomically, unlessThere } from '../sql/context.ts';
import { locking } from '../sql/lockRows.ts';
import type { AuditEntryTable } from '../sql/schema.ts';
import { containsText } from '../sql/text/containsText.ts';

/** The newest entry, and what was before the oldest one. Marks of writers have their ids as names, and batches as places. */
const LAST = 'last';
const FIRST = 'first';
const COLUMNS = ['seq', 'entry_time', 'action', 'operation', 'status', 'items', 'hash'] as const;

export function createAuditLogStore(context: StoreContext): AuditLogStore {
  const { db, dialect } = context;

  /** Makes the ends of an empty chain. Not in a transaction: two nodes may be first. */
  async function begin(): Promise<void> {
    for (const name of [FIRST, LAST])
      await unlessThere(
        dialect.ignoringDuplicates(db.insertInto('audit_mark').values({ name, seq: 0, hash: null })).execute(),
      );
  }

  return {
    async append(writer, batch, entries, link) {
      if (!(await markOf(context, LAST))) await begin();
      await atomically(context, async (tx) => {
        const last = await lockMark(tx, LAST);
        const before = await markOf(tx, writer);
        if (before && before.seq >= batch) return;
        let { seq, hash } = last;
        const rows = entries.map((entry): AuditEntryTable => {
          seq++;
          hash = link(hash, seq, entry);
          const { time, action, operation, status, items } = entry;
          return { seq, entry_time: time, action, operation, status, items: JSON.stringify(items), hash };
        });
        for (let from = 0; from < rows.length; from += dialect.rowsPerInsert) {
          await tx.db
            .insertInto('audit_entry')
            .values(rows.slice(from, from + dialect.rowsPerInsert))
            .execute();
        }
        await setMark(tx, LAST, { seq, hash });
        if (before) await setMark(tx, writer, { seq: batch, hash: '' });
        else await tx.db.insertInto('audit_mark').values({ name: writer, seq: batch, hash: null }).execute();
      });
    },

    async ends() {
      const none = { seq: 0, hash: '' };
      const [first, last] = [await markOf(context, FIRST), await markOf(context, LAST)];
      return { first: first ?? none, last: last ?? none };
    },

    async after(seq, limit) {
      const rows = await db
        .selectFrom('audit_entry')
        .select(COLUMNS)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(rowOf);
    },

    async containing(from, to, texts) {
      const rows = await db
        .selectFrom('audit_entry')
        .select(COLUMNS)
        .where('seq', '>', from)
        .where('seq', '<=', to)
        .where((eb) => eb.or(texts.map((text) => containsText('items', text))))
        .orderBy('seq')
        .execute();
      return rows.map(rowOf);
    },

    rewrite: (rows) =>
      atomically(context, async (tx) => {
        for (const { seq, items } of rows)
          await tx.db
            .updateTable('audit_entry')
            .set({ items: JSON.stringify(items) })
            .where('seq', '=', seq)
            .execute();
      }),

    dropOlder: (before, limit) =>
      atomically(context, async (tx) => {
        if (!(await markOf(tx, FIRST))) return 0;
        const first = await lockMark(tx, FIRST);
        const oldest = await tx.db
          .selectFrom('audit_entry')
          .select(['seq', 'hash', 'entry_time'])
          .where('seq', '>', first.seq)
          .orderBy('seq')
          .limit(limit)
          .execute();
        const kept = oldest.findIndex(({ entry_time }) => entry_time >= before);
        const old = kept === -1 ? oldest : oldest.slice(0, kept);
        const newest = old.at(-1);
        if (!newest) return 0;
        await tx.db.deleteFrom('audit_entry').where('seq', '<=', newest.seq).execute();
        await setMark(tx, FIRST, newest);
        return old.length;
      }),
  };
}

async function markOf({ db }: StoreContext, name: string): Promise<AuditMark | undefined> {
  const row = await db.selectFrom('audit_mark').select(['seq', 'hash']).where('name', '=', name).executeTakeFirst();
  return row && { seq: row.seq, hash: row.hash ?? '' };
}

async function lockMark({ db, dialect }: StoreContext, name: string): Promise<AuditMark> {
  const mark = db.selectFrom('audit_mark').select(['seq', 'hash']).where('name', '=', name);
  const { seq, hash } = await locking(mark, 'audit_mark', dialect).executeTakeFirstOrThrow();
  return { seq, hash: hash ?? '' };
}

async function setMark({ db }: StoreContext, name: string, { seq, hash }: AuditMark): Promise<void> {
  await db
    .updateTable('audit_mark')
    .set({ seq, hash: hash || null })
    .where('name', '=', name)
    .execute();
}

function rowOf({ entry_time, items, ...row }: Pick<AuditEntryTable, (typeof COLUMNS)[number]>): AuditRow {
  return { ...row, time: entry_time, items: JSON.parse(items ?? '[]') as AuditItem[] };
}
