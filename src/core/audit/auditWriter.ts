import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { backOffDelays } from '../../concurrency/backOff.ts';
import type { Clock } from '../../domain/time.ts';
import type { AuditLogStore } from '../../store/ports/upkeep/auditLog.ts';
import type { AuditSeal } from './auditSeal.ts';
import { sealBatch, type TimedEntry } from './entryBatch.ts';
import type { Audited } from './entryText.ts';

export interface AuditWriterParts {
  readonly log: Pick<AuditLogStore, 'append'>;
  readonly seal: AuditSeal;
  readonly clock: Clock;
  readonly onFailed: (error: unknown) => void;
  /** Told when entries were lost, since the database took none for too long. */
  readonly onDropped: (count: number) => void;
}

/** A batch is written this long after its first entry, and one at a time. The embedded database syncs each one on the main thread. */
const BATCH_MS = 700;
/** Who reads a batch holds the main thread for some milliseconds. */
const MOST_A_BATCH = 1000;
/** Facts of entries that wait: a fact takes some hundred bytes. */
const MOST_FACTS_WAITING = 200_000;
const RETRY = { firstMs: 500, longestMs: 10_000 };
const LOOK_EACH_MS = 20;

/**
 * Writes entries in batches, beside the requests: none waits for its entry. A batch whose outcome is unknown is sent again and
 * counts once. While the database takes none they wait, up to a bound; what is lost then is counted in the log itself.
 */
export class AuditWriter {
  readonly #parts: AuditWriterParts;
  readonly #writer = randomUUID();
  #waiting: TimedEntry[] = [];
  #factsWaiting = 0;
  #recorded = 0;
  #written = 0;
  #dropped = 0;
  #batch = 0;
  #writing: Promise<void> | undefined;
  #closing = false;

  constructor(parts: AuditWriterParts) {
    this.#parts = parts;
  }

  record(audited: Audited): void {
    const facts = factsIn(audited);
    if (this.#factsWaiting + facts > MOST_FACTS_WAITING) {
      this.#dropped++;
      return;
    }
    this.#recorded++;
    this.#factsWaiting += facts;
    this.#waiting.push({ time: this.#parts.clock(), audited });
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when all that was recorded before is in the database, or after that long. */
  async flush(ms: number): Promise<void> {
    const [upTo, end] = [this.#recorded, performance.now() + ms];
    while (this.#written < upTo && performance.now() < end) await pause(LOOK_EACH_MS);
  }

  /** Writes what waits; what the database does not take then is lost. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // A batch that is full waits for no further entry.
      if (!this.#closing && this.#waiting.length < MOST_A_BATCH) await pause(BATCH_MS);
      const entries = this.#waiting.splice(0, MOST_A_BATCH);
      const count = entries.length;
      if (this.#dropped > 0) entries.push(this.#gap());
      if (!(await this.#write(entries))) break;
      this.#written += count;
      for (const { audited } of entries.slice(0, count)) this.#factsWaiting -= factsIn(audited);
    }
    this.#writing = undefined;
  }

  /** False: given up, since the process ends. */
  async #write(entries: readonly TimedEntry[]): Promise<boolean> {
    const { log, seal, onFailed } = this.#parts;
    const { link, ...sealed } = await sealBatch(seal, entries);
    this.#batch++;
    const delays = backOffDelays(RETRY);
    for (;;) {
      try {
        await log.append(this.#writer, { ...sealed, batch: this.#batch }, link);
        return true;
      } catch (error) {
        onFailed(error);
        if (this.#closing) return false;
        await pause(delays.next().value);
      }
    }
  }

  #gap(): TimedEntry {
    const { clock, onDropped } = this.#parts;
    const count = this.#dropped;
    this.#dropped = 0;
    onDropped(count);
    const facts = ['entries', String(count)];
    return { time: clock(), audited: { action: 'gap', operation: 'lost', status: 0, facts, objects: [] } };
  }
}

function factsIn({ facts, objects }: Audited): number {
  return facts.length / 2 + objects.length;
}
