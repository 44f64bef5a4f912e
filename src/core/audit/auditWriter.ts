import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { backOffDelays } from '../../concurrency/backOff.ts';
import type { Clock } from '../../domain/time.ts';
import type { AuditLogStore } from '../../store/ports/upkeep/auditLog.ts';
import type { Audited } from './audited.ts';
import type { AuditSeal } from './auditSeal.ts';
import { BatchBuilder, type SealedBatch } from './batches/batchBuilder.ts';

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
/** Facts of entries that wait: one takes up to some hundred bytes. */
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
  readonly #waiting: Waiting[] = [];
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
    const waiting = this.#last();
    waiting.batch.add(this.#parts.clock(), audited);
    waiting.facts += facts;
    this.#writing ??= this.#writeAll();
  }

  /** The batch that takes the next entry. */
  #last(): Waiting {
    const last = this.#waiting.at(-1);
    if (last && last.batch.count < MOST_A_BATCH) return last;
    const next = { batch: new BatchBuilder(this.#parts.seal), facts: 0 };
    this.#waiting.push(next);
    return next;
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
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      // A batch that is full waits for no further entry.
      if (!this.#closing && next.batch.count < MOST_A_BATCH) await pause(BATCH_MS);
      this.#waiting.shift();
      const { batch, facts } = next;
      const { count } = batch;
      if (this.#dropped > 0) this.#addGap(batch);
      if (!(await this.#write(batch.seal()))) break;
      this.#written += count;
      this.#factsWaiting -= facts;
    }
    this.#writing = undefined;
  }

  /** False: given up, since the process ends. */
  async #write({ link, ...sealed }: SealedBatch): Promise<boolean> {
    const { log, onFailed } = this.#parts;
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

  #addGap(batch: BatchBuilder): void {
    const { clock, onDropped } = this.#parts;
    const count = this.#dropped;
    this.#dropped = 0;
    onDropped(count);
    const facts = ['entries', String(count)];
    batch.add(clock(), { action: 'gap', operation: 'lost', status: 0, facts, objects: [] });
  }
}

/** A batch that is not written yet. */
interface Waiting {
  readonly batch: BatchBuilder;
  /** How many facts its entries tell. */
  facts: number;
}

function factsIn({ request, facts, objects }: Audited): number {
  return (request === undefined ? 0 : 1) + facts.length / 2 + objects.length;
}
