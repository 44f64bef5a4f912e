import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { backOffDelays, type DelayRange } from '../../concurrency/backOff.ts';
import { Unavailable } from '../../domain/errors.ts';
import { type ListId, newId } from '../../domain/ids.ts';
import type { HostEvent } from '../../failover/hostEvents.ts';
import type { Held } from '../../failover/lease.ts';
import type { ListWatch, ListWatcher } from '../../store/lists/listHints.ts';
import type { StoreLog } from '../../store/sql/storeLog.ts';
import { ListeningConnection } from './listeningConnection.ts';

export interface ListListenerParts {
  readonly channel: string;
  /** A connection that is kept, to the host in use. */
  readonly connect: () => Promise<Held<pg.Client>>;
  /** Sends a notification over another connection. */
  readonly notify: (text: string) => Promise<unknown>;
  readonly watcher: ListWatcher;
  readonly log: StoreLog;
  /** Between two attempts to listen. */
  readonly retry?: DelayRange;
}

const RETRY = { firstMs: 100, longestMs: 30_000 };
/** A notification to oneself takes a millisecond; through a pooler that cannot pass it on, for ever. */
const PROOF_MS = 2000;

/** LISTEN is forgotten behind the connection: by a pooler that gives each transaction another one. */
class NotHeard extends Error {
  constructor() {
    super('LISTEN is not kept: is there a pooler in transaction mode?');
    this.name = 'NotHeard';
  }
}

/**
 * Hears of changed lists on a connection of its own and follows the pool to each host that it opens. When the connection
 * is lost, it is opened again, at growing intervals; hints from in between are lost, so the watcher is notified each time.
 */
export class ListListener implements ListWatch {
  readonly #parts: ListListenerParts;
  #connection: ListeningConnection | undefined;
  /** From the making of the connection to its end. */
  #session: Promise<void> = Promise.resolve();
  #pauses: Generator<number, never>;
  #waking = new AbortController();
  #isMissed = false;
  #closed = false;

  constructor(parts: ListListenerParts) {
    this.#parts = parts;
    this.#pauses = backOffDelays(parts.retry ?? RETRY);
    void this.#run();
  }

  notice({ type }: HostEvent): void {
    if (type === 'left') this.#connection?.end();
    if (type === 'opened') this.#tryAtOnce();
  }

  /** Does not wait for a connection that is being made: the end of its pool is the end of it. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#connection?.end();
    this.#waking.abort();
    await this.#session;
  }

  #tryAtOnce(): void {
    this.#pauses = backOffDelays(this.#parts.retry ?? RETRY);
    this.#waking.abort();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      // Before the attempt, so that a host which is opened meanwhile is not overlooked.
      this.#waking = new AbortController();
      const { signal } = this.#waking;
      let isDeaf = false;
      try {
        const session = this.#listen(await this.#parts.connect());
        this.#session = session.catch(() => {});
        await session;
      } catch (error) {
        isDeaf = error instanceof NotHeard;
        this.#tell(error);
      }
      // Another pooler may do better, this one will not.
      const ms = isDeaf ? undefined : this.#pauses.next().value;
      await (ms === undefined ? aborted(signal) : pause(ms, undefined, { signal, ref: false }).catch(() => {}));
    }
  }

  async #listen(held: Held<pg.Client>): Promise<void> {
    const { channel, watcher, log } = this.#parts;
    const proof = newId();
    let prove = () => {};
    const proven = new Promise<void>((resolve) => {
      prove = resolve;
    });
    const connection = new ListeningConnection(held, channel, (text) => {
      if (text === proof) prove();
      else watcher.changed(text as ListId);
    });
    this.#connection = connection;
    try {
      if (this.#closed) return;
      await connection.listen();
      if (await connection.isPooled()) await this.#requireProof(connection, proof, proven);
      if (this.#isMissed) log.info({}, 'database: hints of changed lists arrive again');
      this.#isMissed = false;
      this.#pauses = backOffDelays(this.#parts.retry ?? RETRY);
      watcher.missed();
      await connection.lasted();
    } finally {
      this.#connection = undefined;
      await connection.close();
    }
  }

  async #requireProof(connection: ListeningConnection, proof: string, proven: Promise<void>): Promise<void> {
    await this.#parts.notify(proof);
    const late = new AbortController();
    const isLate = pause(PROOF_MS, true, { signal: late.signal }).catch(() => false);
    const notHeard = await Promise.race([isLate, proven]);
    late.abort();
    if (!notHeard) return;
    // It stands on a connection of the pooler now, which others use.
    await connection.unlisten();
    throw new NotHeard();
  }

  /** Once until hints arrive again. The pool reports when no host is in use. */
  #tell(err: unknown): void {
    if (this.#closed || this.#isMissed || err instanceof Unavailable) return;
    this.#isMissed = true;
    this.#parts.log.warn({ err }, 'database: no hints of changed lists, each node finds changes by polling');
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
