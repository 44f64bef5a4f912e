import type { AuditLogStore, AuditPart } from '../../store/ports/upkeep/auditLog.ts';
import { erased, factsOf } from './auditSeal.ts';
import { withParts } from './readLink.ts';

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
  const known = new Set<string | null>(ids);
  const holds = (part: AuditPart) => factsOf(part).some(([, value]) => known.has(value));
  const { first, last } = await log.ends();
  let count = 0;
  for (let from = first.seq; from < last.seq; from += ENTRIES_AT_ONCE) {
    for (let id = 0; id < ids.length; id += IDS_AT_ONCE) {
      const some = ids.slice(id, id + IDS_AT_ONCE);
      // By its row: a row may be changed several times, when its transaction is undone.
      const changed = new Map<number, number>();
      await log.rewrite(from, from + ENTRIES_AT_ONCE, some, ({ last: row, content }) => {
        changed.set(row, 0);
        return withParts(content, some, (parts) => {
          if (!parts.some(holds)) return parts;
          changed.set(row, (changed.get(row) ?? 0) + 1);
          return parts.map((part) => (whole || holds(part) ? erased(part) : part));
        });
      });
      for (const entries of changed.values()) count += entries;
    }
  }
  return count;
}
