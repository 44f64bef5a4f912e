import { setImmediate } from 'node:timers/promises';
import type { AccountId, DescriptorId, PersonId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { AuditLogStore } from '../../store/ports/upkeep/auditLog.ts';
import { ACCOUNT_FACT } from './audited.ts';
import { factsOf } from './auditSeal.ts';
import { entriesOf, type LoggedEntry } from './readLink.ts';

/** An entry of the log as its account sees it. Erased values are null. */
export interface AccountEntry {
  readonly time: Timestamp;
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly address: string | null;
  /** Fingerprint of the token; null for e-mail and password. */
  readonly token: string | null;
}

export interface AccountEntries {
  /** Newest first. */
  readonly entries: readonly AccountEntry[];
  /** False: older entries were not looked at, or are too many. */
  readonly isComplete: boolean;
}

export interface WantedEntries {
  readonly objectId: PersonId | DescriptorId;
  /** Also entries that only say that somebody looked. */
  readonly withReads: boolean;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** Entries that one statement looks at: no index finds an id, and an embedded database serves nobody else for these ten milliseconds. */
const STRETCH = 2000;
/** Entries that one request looks at, the newest. */
const LOOKED_AT = 200_000;

/** What the requests of an account did to one of its objects: entries of other accounts that name the id are not shown. */
export async function accountEntries(
  log: Pick<AuditLogStore, 'ends' | 'containing'>,
  accountId: AccountId,
  { objectId, withReads, limit, signal }: WantedEntries,
): Promise<AccountEntries> {
  const { first, last } = await log.ends();
  const end = Math.max(first.seq, last.seq - LOOKED_AT);
  const entries: AccountEntry[] = [];
  for (let to = last.seq; to > end; to -= STRETCH) {
    signal.throwIfAborted();
    await setImmediate();
    const links = await log.containing(Math.max(end, to - STRETCH), to, [objectId]);
    for (const entry of links.flatMap(entriesOf).toReversed()) {
      const facts = entry.parts.flatMap(factsOf);
      if (!isOf(facts, accountId, objectId) || (entry.action === 'read' && !withReads)) continue;
      if (entries.length === limit) return { entries, isComplete: false };
      entries.push(shown(entry, facts));
    }
  }
  return { entries, isComplete: end === first.seq };
}

type Facts = ReturnType<typeof factsOf>;

function isOf(facts: Facts, accountId: AccountId, objectId: string): boolean {
  // Ids that a request names are never called `account`.
  return ofName(facts, ACCOUNT_FACT) === accountId && facts.some(([, value]) => value === objectId);
}

function shown({ time, action, operation, status }: LoggedEntry, facts: Facts): AccountEntry {
  return {
    time,
    action,
    operation,
    status,
    requestId: ofName(facts, 'request'),
    address: ofName(facts, 'address'),
    token: ofName(facts, 'token'),
  };
}

function ofName(facts: Facts, wanted: string): string | null {
  return facts.find(([name]) => name === wanted)?.[1] ?? null;
}
