import type { AuditLogStore } from '../../store/ports/upkeep/auditLog.ts';
import { eraseFromLink } from './readLink.ts';

/** Entries that one transaction looks through, and ids that it looks for. */
const ENTRIES_AT_ONCE = 20_000;
const IDS_AT_ONCE = 20;

/**
 * Erases these ids from the log, or with `whole` all that entries tell which hold one of them. The entries stay, and so do their
 * hashes.
 * @returns entries that held one of them
 */
export async function eraseFromAuditLog(
  log: Pick<AuditLogStore, 'ends' | 'rewrite'>,
  ids: readonly string[],
  whole: boolean,
): Promise<number> {
  const wanted = new Set(ids);
  const { first, last } = await log.ends();
  let count = 0;
  for (let from = first.seq; from < last.seq; from += ENTRIES_AT_ONCE) {
    for (let id = 0; id < ids.length; id += IDS_AT_ONCE) {
      const some = ids.slice(id, id + IDS_AT_ONCE);
      // By its row: a row may be changed several times, when its transaction is undone.
      const changed = new Map<number, number>();
      await log.rewrite(from, from + ENTRIES_AT_ONCE, some, ({ last: row, content }) => {
        const erased = eraseFromLink(content, wanted, whole);
        changed.set(row, erased.entries);
        return erased.content;
      });
      for (const entries of changed.values()) count += entries;
    }
  }
  return count;
}
