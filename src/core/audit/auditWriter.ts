import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { backOffDelays } from '../../concurrency/backOff.ts';
import type { Clock } from '../../domain/time.ts';
import type { AuditBatch, AuditLogStore } from '../../store/ports/upkeep/auditLog.ts';
import type { Audited } from './audited.ts';
import type { AuditSeal } from './auditSeal.ts';
import { BatchBuilder } from './batches/batchBuilder.ts';

export interface AuditWriterParts {
  readonly log: Pick<AuditLogStore, 'append'>;
  readonly seal: AuditSeal;
  readonly clock: Clock;
  readonly onFailed: (error: unknown) => void;
  /** Told when entries were lost, since the database took none for too long. */
  readonly onDropped: (count: number) => void;
}

/**
 * Batches are written this long after their first entry, or when somebody waits for them, all in one transaction: each
 * costs a write-through.
 */
const TURN_MS = 700;
/** Batches that one transaction writes; where so many wait they are written at once. */
const MOST_A_TURN = 8;
/** Who reads a batch holds the main thread for some milliseconds. */
const MOST_A_BATCH = 1000;
/** Facts of entries that wait: one takes up to some hundred bytes. */
const MOST_FACTS_WAITING = 200_000;
const RETRY = { firstMs: 500, longestMs: 10_000 };
const LOOK_EACH_MS = 20;

/**
 * Writes entries in batches, beside the requests: none waits for its entry. Batches whose outcome is unknown are sent again and
 * count once. While the database takes none they wait, up to a bound; what is lost then is counted in the log itself.
 */
export class AuditWriter {
  readonly #parts: AuditWriterParts;
  readonly #writer = randomUUID();
  readonly #waiting: Waiting[] = [];
  #factsWaiting = 0;
  #recorded = 0;
  #written = 0;
  #dropped = 0;
  #turn = 0;
  #writing: Promise<void> | undefined;
  #closing = false;
  /** Ends the wait for more entries of a batch. */
  #hasten = () => {};

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
    for (; this.#written < upTo && performance.now() < end; await pause(LOOK_EACH_MS)) this.#hasten();
  }

  /** Writes what waits; what the database does not take then is lost. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#hasten();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (!this.#closing && this.#waiting.length < MOST_A_TURN) await this.#untilDue();
      const taken = this.#waiting.splice(0, MOST_A_TURN);
      const counts = taken.map(({ batch }) => batch.count);
      const last = taken.at(-1);
      if (last && this.#dropped > 0) this.#addGap(last.batch);
      if (!(await this.#write(taken.map(({ batch }) => batch.seal())))) break;
      for (const count of counts) this.#written += count;
      for (const { facts } of taken) this.#factsWaiting -= facts;
    }
    this.#writing = undefined;
  }

  #untilDue(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, TURN_MS);
      this.#hasten = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** False: given up, since the process ends. */
  async #write(batches: readonly AuditBatch[]): Promise<boolean> {
    const { log, onFailed } = this.#parts;
    this.#turn++;
    const delays = backOffDelays(RETRY);
    for (;;) {
      try {
        await log.append(this.#writer, this.#turn, batches);
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
