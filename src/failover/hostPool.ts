import { setTimeout as pause } from 'node:timers/promises';
import { backOffDelays } from '../concurrency/backOff.ts';
import { waitAtMost } from '../concurrency/deadline.ts';
import { Semaphore } from '../concurrency/semaphore.ts';
import { WaitQueue } from '../concurrency/waitQueue.ts';
import type { Caller } from '../domain/caller.ts';
import { ClientGone, Unavailable } from '../domain/errors.ts';
import { chooseHost } from './chooseHost.ts';
import type { Address } from './dsn/address.ts';
import type { Failure, ProbedHost } from './hostDriver.ts';
import type { AcquireOptions, HostPoolOptions, HostPoolStatus } from './hostPoolOptions.ts';
import { type HostReport, HostSearch } from './hostSearch.ts';
import { type Held, Lease, type LeaseOwner } from './lease.ts';
import { NoHost } from './noHost.ts';
import { HostRetired, OpenHost } from './openHost.ts';
import { ReportLog } from './reportLog.ts';
import { Timelines } from './timelines.ts';

/**
 * A pool of connections to whichever of several hosts has the wanted role. After the first failure it asks all hosts at
 * once: a host that is well keeps its pool, else the pool moves to a host that fits as soon as there is one. Callers
 * that have sent nothing wait until then.
 */
export class HostPool<Connection> {
  readonly #options: HostPoolOptions<Connection>;
  readonly #semaphore: Semaphore;
  readonly #owner: LeaseOwner<Connection>;
  readonly #timelines = new Timelines();
  readonly #reportLog: ReportLog;
  /** Callers that wait for a host, and those that wait to hear whether theirs is well. */
  readonly #waitingForHost = new WaitQueue<OpenHost<Connection>>();
  readonly #waitingForVerdict = new WaitQueue<void>();
  readonly #left = new Set<OpenHost<Connection>>();
  #serving: OpenHost<Connection> | undefined;
  #search: HostSearch<Connection> | undefined;
  /** Before the first host was found, what cannot succeed fails at once: an operator is watching the start. */
  #opened = 0;
  #closed = false;

  constructor(options: HostPoolOptions<Connection>) {
    this.#options = options;
    this.#semaphore = new Semaphore(options.size, options.waitingLimit);
    this.#reportLog = new ReportLog(options.target, options.onEvent);
    this.#owner = {
      waitMs: options.waitMs,
      connect: (deadline) => this.#connect(deadline),
      failed: (host, failure, error) => this.#failed(host, failure, error),
      outcomeUnknown: ({ address }, error) => options.onEvent?.({ type: 'outcome-unknown', address, error }),
      wasLeft: (host, deadline) => this.#wasLeft(host, deadline),
      released: () => this.#semaphore.give(),
    };
  }

  /**
   * Opens the pool on the first host that fits.
   * @throws NoHost when there is none by then, or at once when every host denies the credentials
   */
  async open(timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    this.#startSearch();
    const opened = this.#waitingForHost.wait(deadline, () => this.#noHost());
    try {
      await opened;
    } catch (error) {
      await this.close(0);
      throw error;
    }
  }

  /**
   * Lends a connection; give it back by `release`.
   * @param caller who waits; when it has left by the time that its turn comes, nothing is lent
   * @throws Unavailable when all are lent, or no host fits, for longer than `waitMs`; ClientGone
   */
  async acquire(
    { waitMs = this.#options.waitMs, queryTimeoutMs }: AcquireOptions = {},
    caller?: Caller,
  ): Promise<Lease<Connection>> {
    if (this.#closed) throw new Unavailable('database');
    const deadline = performance.now() + waitMs;
    const queued = this.#semaphore.take(deadline, caller);
    if (queued) await queued;
    try {
      const held = this.#heldIdle() ?? (await this.#connectFor(caller, deadline));
      return new Lease(this.#owner, held, queryTimeoutMs ?? this.#options.queryTimeoutMs);
    } catch (error) {
      this.#semaphore.give();
      throw error;
    }
  }

  /**
   * A connection to the host in use beside those that are lent, for a caller that keeps it; give it back to its host. What
   * becomes of it is not the pool's concern, but that it is severed with an outdated host.
   * @throws Unavailable while no host is in use, and what the driver says
   */
  async connectBeside(): Promise<Held<Connection>> {
    const host = this.#serving;
    if (!host) throw new Unavailable('database');
    try {
      return { host, connection: await host.connect() };
    } catch (error) {
      throw error instanceof HostRetired ? new Unavailable('database') : error;
    }
  }

  status(): HostPoolStatus {
    const serving = this.#serving;
    return {
      state: this.#closed ? 'closed' : serving ? 'serving' : 'searching',
      ...(serving ? { address: serving.address, role: serving.role } : {}),
      opened: this.#opened,
      lent: this.#semaphore.taken,
      waiting: this.#semaphore.waiting,
    };
  }

  /** Lends no more, waits for what is lent, then cuts it off. */
  async close(timeoutMs: number): Promise<void> {
    this.#closed = true;
    this.#search?.stop();
    this.#semaphore.dismissAll(new Unavailable('database'));
    this.#waitingForHost.dismissAll(new Unavailable('database'));
    this.#waitingForVerdict.serveAll();
    if (this.#serving) this.#leave(this.#serving);
    const hosts = [...this.#left];
    const ended = Promise.all(hosts.map((host) => host.retire()));
    await waitAtMost(ended, timeoutMs);
    for (const host of hosts) host.sever();
  }

  /** The common way, without a turn of the event loop. */
  #heldIdle(): Held<Connection> | undefined {
    const host = this.#serving;
    const connection = host?.takeIdle();
    return host && connection !== undefined ? { host, connection } : undefined;
  }

  async #connectFor(caller: Caller | undefined, deadline: number): Promise<Held<Connection>> {
    const held = await this.#connect(deadline);
    if (!caller?.isGone) return held;
    held.host.giveBack(held.connection, true);
    throw new ClientGone();
  }

  async #connect(deadline: number): Promise<Held<Connection>> {
    let pauses: Generator<number, never> | undefined;
    for (;;) {
      const host = this.#serving ?? (await this.#nextHost(deadline));
      try {
        return { host, connection: host.takeIdle() ?? (await host.connect()) };
      } catch (error) {
        if (error instanceof HostRetired) continue;
        this.#failed(host, this.#options.driver.classify(error), error);
        pauses ??= backOffDelays(this.#options.retryDelay);
        const pauseMs = pauses.next().value;
        if (performance.now() + pauseMs > deadline) throw new Unavailable('database', 1, { cause: error });
        await pause(pauseMs);
      }
    }
  }

  #nextHost(deadline: number): Promise<OpenHost<Connection>> {
    if (this.#closed) throw new Unavailable('database');
    return this.#waitingForHost.wait(deadline, () => new Unavailable('database', 1, { cause: this.#noHost() }));
  }

  /** The first failure is reason enough to ask: a host that is well loses nothing by it. */
  #failed(host: OpenHost<Connection>, failure: Failure, error: unknown): void {
    if (host.retired || failure === 'overloaded') return;
    host.failures += 1;
    this.#options.onEvent?.({ type: 'failed', address: host.address, failure, error });
    this.#startSearch();
  }

  async #wasLeft(host: OpenHost<Connection>, deadline: number): Promise<boolean> {
    if (!host.retired && this.#search) {
      // At the deadline the host counts as well, which repeats nothing.
      await this.#waitingForVerdict.wait(deadline, () => new Unavailable('database')).catch(() => {});
    }
    return host.retired;
  }

  #startSearch(): void {
    if (this.#search || this.#closed) return;
    const began = performance.now();
    const { driver, endpoints, connectTimeoutMs, retryDelay, resolve } = this.#options;
    const search = new HostSearch<Connection>({
      driver,
      endpoints,
      connectTimeoutMs,
      retryDelay,
      resolve,
      choose: (answered) => this.#choose(answered),
      onReport: (report) => this.#heard(report),
    });
    this.#search = search;
    void search.found.then((host) => {
      this.#search = undefined;
      if (host && !this.#closed) this.#adopt(host, performance.now() - began);
    });
  }

  #choose(answered: readonly ProbedHost<Connection>[]): ProbedHost<Connection> | undefined {
    const { target, order } = this.#options;
    const serving = this.#serving;
    const stays = serving && serving.failures < this.#options.attempts;
    return chooseHost(answered, {
      target,
      order,
      timelines: this.#timelines,
      ...(stays ? { isCurrent: ({ address }) => isSame(address, serving.address) } : {}),
    });
  }

  /**
   * A host in use that does not answer, or has lost its role, is left even before another is found. One that lacks a
   * free connection, or denies a password that was just changed, still serves the connections that there are.
   */
  #heard(report: HostReport<Connection>): void {
    if (report.host) this.#timelines.note(report.host.role);
    this.#reportLog.note(report, this.#timelines);
    const serving = this.#serving;
    if (serving && 'ip' in report.place && isSame(report.place, serving.address)) {
      const well = report.host
        ? this.#choose([report.host]) !== undefined
        : report.failure === 'overloaded' || report.failure === 'denied';
      if (!well) this.#leave(serving);
    }
    if (this.#opened === 0 && this.#search?.complete) {
      const reason = this.#noHost();
      if (reason.denied) this.#waitingForHost.dismissAll(reason);
    }
  }

  #adopt(host: ProbedHost<Connection>, tookMs: number): void {
    const serving = this.#serving;
    const { address, role } = host;
    if (serving && isSame(serving.address, address) && serving.failures < this.#options.attempts) {
      this.#options.onEvent?.({ type: 'confirmed', address, failures: serving.failures });
    } else {
      if (serving) this.#leave(serving);
      const opened = new OpenHost(host);
      this.#serving = opened;
      this.#opened += 1;
      this.#options.onEvent?.({ type: 'opened', address, role, tookMs });
      this.#severOutdated();
      this.#waitingForHost.serveAll(opened);
    }
    this.#waitingForVerdict.serveAll();
  }

  #leave(host: OpenHost<Connection>): void {
    if (this.#serving === host) this.#serving = undefined;
    this.#left.add(host);
    this.#options.onEvent?.({ type: 'left', address: host.address });
    void host.retire().then(() => {
      this.#left.delete(host);
      this.#options.onEvent?.({ type: 'drained', address: host.address });
    });
    this.#waitingForVerdict.serveAll();
  }

  /** What an old primary still acknowledges, the new one will never know. */
  #severOutdated(): void {
    for (const host of this.#left) {
      if (!this.#timelines.isOutdated(host.role)) continue;
      this.#options.onEvent?.({ type: 'severed', address: host.address });
      host.sever();
    }
  }

  #noHost(): NoHost {
    return new NoHost(this.#options.target, this.#options.endpoints, this.#search?.reports ?? []);
  }
}

function isSame(left: Address, right: Address): boolean {
  return left.host === right.host && left.ip === right.ip && left.port === right.port;
}
