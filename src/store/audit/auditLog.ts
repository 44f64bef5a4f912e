import type { StoreContext } from '../ports/dialect.ts';
import type { AuditLogStore, AuditMark } from '../ports/upkeep/auditLog.ts';
import { atomically, unlessThere } from '../sql/context.ts';
import { locking } from '../sql/lockRows.ts';
import { linksAfter, linksContaining, replaceContent } from './auditLinks.ts';

/** The newest entry, and what was before the oldest one. Marks of writers have their ids as names, and turns as places. */
const LAST = 'last';
const FIRST = 'first';
/** Rows that one transaction deletes. */
const DROPPED_AT_ONCE = 1000;

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
    async append(writer, turn, batches) {
      if (!(await markOf(context, LAST))) await begin();
      await atomically(context, async (tx) => {
        const last = await lockMark(tx, LAST);
        const before = await markOf(tx, writer);
        if (before && before.seq >= turn) return;
        let end = last;
        for (const { count, lastTime, text, link } of batches) {
          const [seq, hash] = [end.seq + count, link(end)];
          const row = { last_seq: seq, first_seq: end.seq + 1, last_time: lastTime, entries: text, hash };
          await tx.db.insertInto('audit_batch').values(row).execute();
          end = { seq, hash };
        }
        await setMark(tx, LAST, end);
        if (before) await setMark(tx, writer, { seq: turn, hash: '' });
        else await tx.db.insertInto('audit_mark').values({ name: writer, seq: turn, hash: null }).execute();
      });
    },

    async ends() {
      const none = { seq: 0, hash: '' };
      const [first, last] = [await markOf(context, FIRST), await markOf(context, LAST)];
      return { first: first ?? none, last: last ?? none };
    },

    after: (seq) => linksAfter(context, seq),
    containing: (from, to, texts) => linksContaining(context, from, to, texts),

    rewrite: (from, to, texts, change) =>
      atomically(context, async (tx) => {
        if (!(await markOf(tx, FIRST))) return;
        // A row holds entries of many: who changes it at the same time would bring back what is taken out here.
        await lockMark(tx, FIRST);
        for (const link of await linksContaining(tx, from, to, texts)) await replaceContent(tx, link, change(link));
      }),

    dropOlder: (before) =>
      atomically(context, async (tx) => {
        if (!(await markOf(tx, FIRST))) return 0;
        const first = await lockMark(tx, FIRST);
        const oldest = await oldestRows(tx, first.seq);
        const kept = oldest.findIndex(({ time }) => time >= before);
        const newest = oldest.slice(0, kept === -1 ? oldest.length : kept).at(-1);
        if (!newest) return 0;
        await tx.db.deleteFrom('audit_entry').where('seq', '<=', newest.seq).execute();
        await tx.db.deleteFrom('audit_batch').where('last_seq', '<=', newest.seq).execute();
        await setMark(tx, FIRST, newest);
        return newest.seq - first.seq;
      }),
  };
}

/** The first rows of both tables, in their order. */
async function oldestRows({ db }: StoreContext, seq: number) {
  const former = await db
    .selectFrom('audit_entry')
    .select(['seq', 'hash', 'entry_time'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(DROPPED_AT_ONCE)
    .execute();
  const batches = await db
    .selectFrom('audit_batch')
    .select(['last_seq', 'hash', 'last_time'])
    .where('last_seq', '>', seq)
    .orderBy('last_seq')
    .limit(DROPPED_AT_ONCE)
    .execute();
  // Of so many rows in all, none is missing where one of the tables has more.
  return [
    ...former.map(({ entry_time: time, ...row }) => ({ ...row, time })),
    ...batches.map(({ last_seq: seq, last_time: time, hash }) => ({ seq, hash, time })),
  ]
    .sort((one, other) => one.seq - other.seq)
    .slice(0, DROPPED_AT_ONCE);
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
