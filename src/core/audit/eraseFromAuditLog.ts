import type { AuditItem, AuditLogStore } from '../../store/ports/upkeep/auditLog.ts';
import type { AuditSeal } from './auditSeal.ts';

/** Entries that one statement looks through, and ids that it looks for. */
const ENTRIES_AT_ONCE = 50_000;
const IDS_AT_ONCE = 20;
const ROWS_AT_ONCE = 500;

/**
 * Erases these ids from the log, and all values of entries that `whole` says so of. The entries stay, and so do their hashes.
 * @returns entries that held one of them
 */
export async function eraseFromAuditLog(
  log: AuditLogStore,
  seal: AuditSeal,
  ids: readonly string[],
  whole = false,
): Promise<number> {
  const known = new Set(ids);
  const { first, last } = await log.ends();
  let erased = 0;
  for (let from = first.seq; from < last.seq; from += ENTRIES_AT_ONCE) {
    for (let id = 0; id < ids.length; id += IDS_AT_ONCE) {
      const rows = await log.containing(from, from + ENTRIES_AT_ONCE, ids.slice(id, id + IDS_AT_ONCE));
      const changed = rows.map(({ seq, items }) => ({ seq, items: items.map(without) }));
      for (let at = 0; at < changed.length; at += ROWS_AT_ONCE) await log.rewrite(changed.slice(at, at + ROWS_AT_ONCE));
      erased += changed.length;
    }
  }
  return erased;

  function without(item: AuditItem): AuditItem {
    const [, value] = item;
    return value !== null && (whole || known.has(value)) ? seal.erase(item) : item;
  }
}
