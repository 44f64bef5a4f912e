import { setTimeout as pause } from 'node:timers/promises';
import { backOffDelays, type DelayRange } from '../concurrency/backOff.ts';
import { type Address, addressesOf, type Endpoint, nameOf, type Resolve } from './dsn/address.ts';
import type { Failure, HostDriver, ProbedHost } from './hostDriver.ts';

export interface HostSearchOptions<Connection> {
  readonly driver: HostDriver<Connection>;
  /** In the order of the DSN. */
  readonly endpoints: readonly Endpoint[];
  readonly connectTimeoutMs: number;
  readonly retryDelay: DelayRange;
  readonly resolve?: Resolve | undefined;
  /** The host to take of those that answered, given in the order of the DSN. */
  readonly choose: (answered: readonly ProbedHost<Connection>[]) => ProbedHost<Connection> | undefined;
  readonly onReport: (report: HostReport<Connection>) => void;
}

/** What is known of one place now. */
export type HostReport<Connection> =
  | { readonly place: Address; readonly host: ProbedHost<Connection> }
  /** An endpoint without an address when its name could not be resolved. */
  | { readonly place: Endpoint | Address; readonly host?: never; readonly failure: Failure; readonly error: unknown };

/**
 * How long a host that fits waits for a better one to answer. A frozen host answers never, so waiting for all would
 * cost a connect time-out on each fail-over.
 */
const GRACE_MS = 100;
/** Names are resolved again this often while the search goes on. */
const RESOLVE_AGAIN_MS = 1000;

/** Asks every address of every host, each at its own pace, until one of them fits. */
export class HostSearch<Connection> {
  /** Ends by the choice, or by `stop` (undefined). */
  readonly found: Promise<ProbedHost<Connection> | undefined>;
  readonly #options: HostSearchOptions<Connection>;
  readonly #stopping = new AbortController();
  readonly #reports = new Map<string, HostReport<Connection>>();
  /** Places that were not heard of yet, good or bad. */
  readonly #pending: Set<string>;
  #graceOver = false;
  #settle: (host: ProbedHost<Connection> | undefined) => void = () => {};

  constructor(options: HostSearchOptions<Connection>) {
    this.#options = options;
    this.#pending = new Set(options.endpoints.map(nameOf));
    this.found = new Promise((resolve) => {
      this.#settle = resolve;
    });
    for (const endpoint of options.endpoints) void this.#watchEndpoint(endpoint);
  }

  /** In the order of the DSN. */
  get reports(): readonly HostReport<Connection>[] {
    const rank = (place: Endpoint) =>
      this.#options.endpoints.findIndex(({ host, port }) => host === place.host && port === place.port);
    return [...this.#reports.values()].sort((left, right) => rank(left.place) - rank(right.place));
  }

  /** Every place was heard of at least once. */
  get complete(): boolean {
    return this.#pending.size === 0;
  }

  stop(): void {
    this.#stopping.abort();
    this.#settle(undefined);
  }

  async #watchEndpoint(endpoint: Endpoint): Promise<void> {
    const name = nameOf(endpoint);
    const watched = new Set<string>();
    while (!this.#stopping.signal.aborted) {
      const addresses = await this.#addressesOf(endpoint);
      if (addresses) {
        this.#reports.delete(name);
        for (const ip of watched) {
          if (!addresses.some((address) => address.ip === ip)) this.#forget({ ...endpoint, ip }, watched);
        }
        for (const address of addresses) {
          if (!watched.has(address.ip)) void this.#watchAddress(address, watched);
        }
        this.#pending.delete(name);
        this.#decide();
      }
      await this.#pause(RESOLVE_AGAIN_MS);
    }
  }

  async #addressesOf(endpoint: Endpoint): Promise<readonly Address[] | undefined> {
    try {
      return await addressesOf(endpoint, this.#options.resolve);
    } catch (error) {
      this.#report(nameOf(endpoint), { place: endpoint, failure: 'lost', error });
      return undefined;
    }
  }

  async #watchAddress(address: Address, watched: Set<string>): Promise<void> {
    const { driver, connectTimeoutMs, retryDelay } = this.#options;
    const key = keyOf(address);
    watched.add(address.ip);
    this.#pending.add(key);
    const next = backOffDelays(retryDelay);
    while (watched.has(address.ip) && !this.#stopping.signal.aborted) {
      const report = await driver.probe(address, connectTimeoutMs).then(
        (host): HostReport<Connection> => ({ place: address, host }),
        (error: unknown): HostReport<Connection> => ({ place: address, failure: driver.classify(error), error }),
      );
      if (watched.has(address.ip)) this.#report(key, report);
      await this.#pause(next.next().value);
    }
  }

  #forget(address: Address, watched: Set<string>): void {
    watched.delete(address.ip);
    this.#pending.delete(keyOf(address));
    this.#reports.delete(keyOf(address));
  }

  #report(key: string, report: HostReport<Connection>): void {
    if (this.#stopping.signal.aborted) return;
    this.#reports.set(key, report);
    this.#pending.delete(key);
    this.#options.onReport(report);
    this.#decide();
  }

  #decide(): void {
    if (this.#stopping.signal.aborted) return;
    const choice = this.#options.choose(this.reports.flatMap(({ host }) => host ?? []));
    if (!choice) return;
    if (this.complete || this.#graceOver) {
      this.#settle(choice);
      this.#stopping.abort();
      return;
    }
    void this.#pause(GRACE_MS).then(() => {
      this.#graceOver = true;
      this.#decide();
    });
  }

  /** Ends early when the search does. */
  async #pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }
}

function keyOf(address: Address): string {
  return `${address.host} ${address.ip} ${address.port}`;
}
