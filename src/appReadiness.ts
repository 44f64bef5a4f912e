import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Readiness } from './api/service/readiness.ts';
import type { Store } from './store/store.ts';

/** Probes are given up after a second or more by whoever sends them. */
const ANSWER_MS = 800;

/** Whether requests can be served: once the start is complete, while the database answers, until the service closes. */
export class AppReadiness implements Readiness {
  readonly #database: Pick<Store, 'isServing' | 'needsRestart' | 'ping'>;
  readonly #log: Logger;
  #state: 'starting' | 'open' | 'closing' = 'starting';
  #answering: boolean | undefined;
  /** One question at a time, shared by all who ask, so that probes do not queue up for connections. */
  #question: Promise<void> | undefined;

  constructor(database: Pick<Store, 'isServing' | 'needsRestart' | 'ping'>, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  /** The start is complete. */
  open(): void {
    this.#state = 'open';
  }

  /** From now on no answer is yes, whatever the database says. */
  close(): void {
    this.#state = 'closing';
  }

  isAlive(): boolean {
    return !this.#database.needsRestart();
  }

  async check(): Promise<void> {
    if (this.#state !== 'open') throw new Error(`the service is ${this.#state}`);
    try {
      await this.#askDatabase();
    } catch (err) {
      this.#note(false, err);
      throw err;
    }
    this.#note(true);
    if (this.#state !== 'open') throw new Error('the service is closing');
  }

  async #askDatabase(): Promise<void> {
    if (!this.#database.isServing()) throw new Error('no host of the database is in use');
    this.#question ??= this.#database.ping().finally(() => {
      this.#question = undefined;
    });
    const timeout = new AbortController();
    const late = pause(ANSWER_MS, undefined, { signal: timeout.signal }).then(() => {
      throw new Error(`no answer from the database within ${ANSWER_MS} ms`);
    });
    try {
      await Promise.race([this.#question, late]);
    } finally {
      timeout.abort();
      late.catch(() => {});
      this.#question?.catch(() => {});
    }
  }

  #note(answering: boolean, err?: unknown): void {
    if (this.#answering === answering) return;
    if (answering && this.#answering !== undefined) this.#log.info('ready again: the database answers');
    if (!answering) this.#log.warn({ err }, 'not ready: the database does not answer');
    this.#answering = answering;
  }
}
