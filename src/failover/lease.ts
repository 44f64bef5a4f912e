import { within } from '../concurrency/deadline.ts';
import { LONGEST_TIMER_MS } from '../concurrency/longTimer.ts';
import { OutcomeUnknown, Unavailable } from '../domain/errors.ts';
import type { Failure } from './hostDriver.ts';
import type { OpenHost } from './openHost.ts';

/**
 * What a statement is for, which decides what may be done when its connection fails.
 * - `read`: changes nothing and stands outside a transaction: repeated on another connection.
 * - `begin`: starts a transaction: the same holds.
 * - `write`: outside a transaction: never repeated, unless the host refused it before doing anything.
 * - `step`: inside a transaction: never repeated, the server rolls the transaction back.
 * - `commit`: never repeated.
 */
export type Purpose = 'read' | 'begin' | 'write' | 'step' | 'commit';

export type Send<Connection, Result> = (connection: Connection) => Promise<Result>;

/** A connection and the host that it leads to. */
export interface Held<Connection> {
  readonly host: OpenHost<Connection>;
  readonly connection: Connection;
}

/** The pool, as a lease sees it. */
export interface LeaseOwner<Connection> {
  readonly waitMs: number;
  /** @throws Unavailable at the deadline */
  connect(deadline: number): Promise<Held<Connection>>;
  failed(host: OpenHost<Connection>, failure: Failure, error: unknown): void;
  outcomeUnknown(host: OpenHost<Connection>, error: unknown): void;
  /** Whether the host was left because of what happened, once that is known. */
  wasLeft(host: OpenHost<Connection>, deadline: number): Promise<boolean>;
  released(): void;
}

/** No answer within the query time-out. */
export class NoAnswer extends Error {
  constructor(timeoutMs: number) {
    super(`no answer from the database within ${timeoutMs} ms`);
    this.name = 'NoAnswer';
  }
}

/** Repeats of one statement; a read may break its connection each time. */
const REPEATS = 5;

/** A connection lent to one caller. Behind it the connection may change where that is safe. */
export class Lease<Connection> {
  readonly #owner: LeaseOwner<Connection>;
  readonly #queryTimeoutMs: number;
  #held: Held<Connection> | undefined;

  /** @param queryTimeoutMs 0 waits for ever */
  constructor(owner: LeaseOwner<Connection>, held: Held<Connection>, queryTimeoutMs: number) {
    this.#owner = owner;
    this.#held = held;
    this.#queryTimeoutMs = queryTimeoutMs;
  }

  /**
   * Sends one statement; `send` may be called again, with another connection, where the purpose allows it.
   * Errors of the statement itself pass through unchanged.
   * @throws Unavailable when the host failed and the statement did not take effect
   * @throws OutcomeUnknown when the host failed and a write or commit may have taken effect
   */
  async run<Result>(purpose: Purpose, send: Send<Connection, Result>): Promise<Result> {
    let deadline: number | undefined;
    for (let repeats = 0; ; repeats++) {
      const held = this.#held ?? (await this.#connect(purpose, deadline));
      try {
        const result = await this.#answer(held.connection, send);
        held.host.failures = 0;
        return result;
      } catch (error) {
        const failure = this.#classify(error, held);
        if (failure === 'statement') throw error;
        if (failure === 'overloaded') throw unavailable(error);
        this.#drop(held);
        if (failure === 'expired' && !isWithin(purpose) && repeats < REPEATS) continue;
        this.#owner.failed(held.host, failure, error);
        deadline ??= performance.now() + this.#owner.waitMs;
        if (!(await this.#mayRepeat(purpose, failure, held, deadline, error))) throw unavailable(error);
        if (repeats === REPEATS || performance.now() > deadline) throw unavailable(error);
      }
    }
  }

  /** Ends a transaction without effect. A connection that cannot do so is closed, which has the same outcome. */
  async rollback(send: Send<Connection, unknown>): Promise<void> {
    const held = this.#held;
    if (!held) return;
    try {
      await this.#answer(held.connection, send);
    } catch (error) {
      const failure = this.#classify(error, held);
      this.#drop(held);
      if (failure !== 'statement') this.#owner.failed(held.host, failure, error);
    }
  }

  /** Closes the connection, in the middle of an answer; the server ends its transaction. */
  sever(): void {
    if (this.#held) this.#drop(this.#held);
  }

  /** Gives the connection back. @param fit false closes it, for a caller that left it in an unknown state */
  release(fit = true): void {
    this.#held?.host.giveBack(this.#held.connection, fit);
    this.#held = undefined;
    this.#owner.released();
  }

  /** The transaction of a lost connection is gone; other purposes start on a new one. */
  async #connect(purpose: Purpose, deadline = performance.now() + this.#owner.waitMs): Promise<Held<Connection>> {
    if (isWithin(purpose)) throw new Unavailable('database');
    this.#held = await this.#owner.connect(deadline);
    return this.#held;
  }

  async #mayRepeat(
    purpose: Purpose,
    failure: Failure,
    { host }: Held<Connection>,
    deadline: number,
    error: unknown,
  ): Promise<boolean> {
    const notDone = failure === 'refused' || failure === 'denied' || failure === 'expired';
    if (purpose === 'step') return false;
    if (purpose === 'commit' || (purpose === 'write' && !notDone)) {
      this.#owner.outcomeUnknown(host, error);
      throw new OutcomeUnknown('database', { cause: error });
    }
    // A host that is well and did not answer in time is busy with this very read: a second copy would not help it.
    return (await this.#owner.wasLeft(host, deadline)) || failure === 'lost';
  }

  #classify(error: unknown, { host, connection }: Held<Connection>): Failure {
    return error instanceof NoAnswer ? 'silent' : host.source.classify(error, connection);
  }

  #drop({ host, connection }: Held<Connection>): void {
    host.giveBack(connection, false);
    this.#held = undefined;
  }

  #answer<Result>(connection: Connection, send: Send<Connection, Result>): Promise<Result> {
    const timeoutMs = this.#queryTimeoutMs;
    if (timeoutMs === 0) return send(connection);
    return within(send(connection), Math.min(timeoutMs, LONGEST_TIMER_MS), () => new NoAnswer(timeoutMs));
  }
}

/** Of a transaction that has begun: it ends with its connection. */
function isWithin(purpose: Purpose): boolean {
  return purpose === 'step' || purpose === 'commit';
}

function unavailable(cause: unknown): Unavailable {
  return new Unavailable('database', 1, { cause });
}
