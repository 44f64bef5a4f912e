import type { StoreContext } from '../ports/dialect.ts';
import type { AuditLink, AuditPart } from '../ports/upkeep/auditLog.ts';
import { containsText } from '../sql/text/containsText.ts';
import type { AuditBatchTable, AuditEntryTable } from './auditTables.ts';

const FORMER = ['seq', 'entry_time', 'action', 'operation', 'status', 'items', 'hash'] as const;
const BATCH = ['last_seq', 'first_seq', 'last_time', 'entries', 'hash'] as const;
/** Rows that one statement reads: a batch has up to a megabyte. */
const BATCHES_AT_ONCE = 8;
const FORMER_AT_ONCE = 1000;

/** Rows behind that place, in their order, of both tables: nodes of two versions may have written them by turns. */
export async function linksAfter({ db }: StoreContext, seq: number): Promise<readonly AuditLink[]> {
  const former = await db
    .selectFrom('audit_entry')
    .select(FORMER)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(FORMER_AT_ONCE)
    .execute();
  const batches = await db
    .selectFrom('audit_batch')
    .select(BATCH)
    .where('last_seq', '>', seq)
    .orderBy('last_seq')
    .limit(BATCHES_AT_ONCE)
    .execute();
  // Behind the end of a table that has more, rows of it would be missing between those of the other.
  const upTo = Math.min(
    former.length === FORMER_AT_ONCE ? (former.at(-1)?.seq ?? 0) : Number.MAX_SAFE_INTEGER,
    batches.length === BATCHES_AT_ONCE ? (batches.at(-1)?.last_seq ?? 0) : Number.MAX_SAFE_INTEGER,
  );
  return inOrder(former, batches).filter(({ last }) => last <= upTo);
}

/** Rows that end in that part of the chain and hold one of the texts, in their order. */
export async function linksContaining(
  { db }: StoreContext,
  from: number,
  to: number,
  texts: readonly string[],
): Promise<readonly AuditLink[]> {
  const former = await db
    .selectFrom('audit_entry')
    .select(FORMER)
    .where('seq', '>', from)
    .where('seq', '<=', to)
    .where((eb) => eb.or(texts.map((text) => containsText('items', text))))
    .execute();
  const batches = await db
    .selectFrom('audit_batch')
    .select(BATCH)
    .where('last_seq', '>', from)
    .where('last_seq', '<=', to)
    .where((eb) => eb.or(texts.map((text) => containsText('entries', text))))
    .execute();
  return inOrder(former, batches);
}

/** Puts other entries into a row; its hash stays. */
export async function replaceContent(
  { db }: StoreContext,
  { last }: AuditLink,
  content: AuditLink['content'],
): Promise<void> {
  if (typeof content === 'string') {
    await db.updateTable('audit_batch').set({ entries: content }).where('last_seq', '=', last).execute();
    return;
  }
  const items = JSON.stringify(content.parts);
  await db.updateTable('audit_entry').set({ items }).where('seq', '=', last).execute();
}

function inOrder(former: readonly AuditEntryTable[], batches: readonly AuditBatchTable[]): AuditLink[] {
  return [...former.map(ofEntry), ...batches.map(ofBatch)].sort((one, other) => one.last - other.last);
}

function ofEntry({ seq, hash, entry_time, action, operation, status, items }: AuditEntryTable): AuditLink {
  const parts = JSON.parse(items ?? '[]') as AuditPart[];
  return { first: seq, last: seq, hash, content: { time: entry_time, action, operation, status, parts } };
}

function ofBatch({ first_seq, last_seq, hash, entries }: AuditBatchTable): AuditLink {
  return { first: first_seq, last: last_seq, hash, content: entries ?? '' };
}
