import type { Logger } from 'pino';
import type { Readiness } from '../../api/service/readiness.ts';
import { within } from '../../concurrency/deadline.ts';
import type { SharedProbe } from '../../concurrency/sharedProbe.ts';
import type { Store } from '../../store/store.ts';
import type { FaceEngine } from '../../vision/face.ts';

/** Senders of probes give up after a second or more. */
const ANSWER_MS = 800;

export interface ReadinessParts {
  readonly database: Pick<Store, 'isServing' | 'needsRestart' | 'ping'>;
  readonly engine: Pick<FaceEngine, 'needsRestart'>;
  /** Whether what requests write to takes it. */
  readonly writes: readonly SharedProbe[];
  readonly log: Logger;
}

/**
 * Whether requests can be served: once the start is complete, while the database answers and what requests write can be
 * written, until the service closes.
 */
export class AppReadiness implements Readiness {
  readonly #parts: ReadinessParts;
  #state: 'starting' | 'open' | 'closing' = 'starting';
  #ready: boolean | undefined;
  /** One question at a time, shared by all who ask, so that probes do not queue up for connections. */
  #question: Promise<void> | undefined;

  constructor(parts: ReadinessParts) {
    this.#parts = parts;
  }

  /** The start is complete. */
  open(): void {
    this.#state = 'open';
  }

  /** From now on no answer is yes, whatever the parts say. */
  close(): void {
    this.#state = 'closing';
  }

  /** The start is complete, the service does not close, and the last answer was no refusal. */
  get isOpen(): boolean {
    return this.#state === 'open' && this.#ready !== false;
  }

  isAlive(): boolean {
    return !this.#parts.database.needsRestart() && !this.#parts.engine.needsRestart();
  }

  async check(): Promise<void> {
    if (this.#state !== 'open') throw new Error(`the service is ${this.#state}`);
    try {
      await this.#askDatabase();
      await Promise.all(this.#parts.writes.map((probe) => probe.check()));
    } catch (err) {
      this.#note(false, err);
      throw err;
    }
    this.#note(true);
    if (this.#state !== 'open') throw new Error('the service is closing');
  }

  async #askDatabase(): Promise<void> {
    const { database } = this.#parts;
    if (!database.isServing()) throw new Error('no host of the database is in use');
    this.#question ??= database.ping().finally(() => {
      this.#question = undefined;
    });
    await within(this.#question, ANSWER_MS, () => new Error(`no answer from the database within ${ANSWER_MS} ms`));
  }

  #note(ready: boolean, err?: unknown): void {
    if (this.#ready === ready) return;
    const { log } = this.#parts;
    if (ready && this.#ready !== undefined) log.info('ready again');
    if (!ready) log.warn({ err }, 'not ready: the database or the portraits do not answer or cannot be written');
    this.#ready = ready;
  }
}
