import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { backOffDelays } from '../../concurrency/backOff.ts';
import type { Clock } from '../../domain/time.ts';
import type { AuditEntry, AuditLogStore } from '../../store/ports/upkeep/auditLog.ts';
import type { AuditSeal } from './auditSeal.ts';

/** What happened, in the words of the log. Values are never a picture, a vector or a secret. */
export interface Audited {
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

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
const MOST_A_BATCH = 4000;
/** Items of entries that wait: an item takes some hundred bytes. */
const MOST_ITEMS_WAITING = 200_000;
const RETRY = { firstMs: 500, longestMs: 10_000 };
const LOOK_EACH_MS = 20;

/**
 * Writes entries in batches, beside the requests: none waits for its entry. A batch whose outcome is unknown is sent again and
 * counts once. While the database takes none they wait, up to a bound; what is lost then is counted in the log itself.
 */
export class AuditWriter {
  readonly #parts: AuditWriterParts;
  readonly #writer = randomUUID();
  #waiting: AuditEntry[] = [];
  #itemsWaiting = 0;
  #recorded = 0;
  #written = 0;
  #dropped = 0;
  #batch = 0;
  #writing: Promise<void> | undefined;
  #closing = false;

  constructor(parts: AuditWriterParts) {
    this.#parts = parts;
  }

  record({ action, operation, status, facts }: Audited): void {
    if (this.#itemsWaiting + facts.length > MOST_ITEMS_WAITING) {
      this.#dropped++;
      return;
    }
    const { seal, clock } = this.#parts;
    this.#recorded++;
    this.#itemsWaiting += facts.length;
    this.#waiting.push({
      time: clock(),
      action,
      operation,
      status,
      items: facts.map(([name, value]) => seal.close(name, value)),
    });
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
      if (!this.#closing) await pause(BATCH_MS);
      const entries = this.#waiting.splice(0, MOST_A_BATCH);
      const count = entries.length;
      if (this.#dropped > 0) entries.push(this.#gap());
      if (!(await this.#write(entries))) break;
      this.#written += count;
      this.#itemsWaiting -= entries.slice(0, count).reduce((sum, { items }) => sum + items.length, 0);
    }
    this.#writing = undefined;
  }

  /** False: given up, since the process ends. */
  async #write(entries: readonly AuditEntry[]): Promise<boolean> {
    const { log, seal, onFailed } = this.#parts;
    this.#batch++;
    const delays = backOffDelays(RETRY);
    for (;;) {
      try {
        await log.append(this.#writer, this.#batch, entries, seal.link);
        return true;
      } catch (error) {
        onFailed(error);
        if (this.#closing) return false;
        await pause(delays.next().value);
      }
    }
  }

  #gap(): AuditEntry {
    const { seal, clock, onDropped } = this.#parts;
    const count = this.#dropped;
    this.#dropped = 0;
    onDropped(count);
    return {
      time: clock(),
      action: 'gap',
      operation: 'lost',
      status: 0,
      items: [seal.close('entries', String(count))],
    };
  }
}
