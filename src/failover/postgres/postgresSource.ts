import type pg from 'pg';
import type { ConnectionSource, Failure } from '../hostDriver.ts';
import { failureOfAnswer } from './failures.ts';
import { newClient } from './newClient.ts';
import { sayGoodbye } from './sayGoodbye.ts';

interface State {
  /** Its socket failed; the driver has no code for most of these errors. */
  broken: boolean;
  idleSince: number;
}

/** A connection that was not needed for this long is given back to the server. */
const IDLE_MS = 30_000;
const SWEEP_MS = 5000;
/** A server that is frozen gets this long to close its side. */
const LINGER_MS = 1000;

/**
 * Connections to one Postgres server. The driver's own pool has a queue and time-outs of its own, tells their errors
 * by text alone and drops a connection after every failed statement; `HostPool` queues before this, so a list is enough.
 */
export class PostgresSource implements ConnectionSource<pg.Client> {
  readonly #config: pg.ClientConfig;
  readonly #states = new Map<pg.Client, State>();
  /** The one used last is taken first, so that the others can go when there is little to do. */
  #idle: pg.Client[] = [];
  readonly #sweeping: NodeJS.Timeout;
  #ended: (() => void) | undefined;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeping.unref();
  }

  takeIdle(): pg.Client | undefined {
    for (;;) {
      const client = this.#idle.pop();
      // One that broke a moment ago is not off the list yet; the outcome of a write on it would seem unknown.
      if (!client || this.#isWell(client)) return client;
    }
  }

  async connect(): Promise<pg.Client> {
    const client = newClient(this.#config);
    const state: State = { broken: false, idleSince: 0 };
    client.on('error', () => {
      state.broken = true;
    });
    client.on('end', () => this.#forget(client, state));
    this.#states.set(client, state);
    try {
      await client.connect();
    } catch (error) {
      client.connection.stream.destroy();
      throw error;
    }
    return client;
  }

  release(client: pg.Client): void {
    const state = this.#states.get(client);
    if (!state || state.broken) {
      this.discard(client);
    } else if (this.#ended) {
      this.#close(client);
    } else {
      state.idleSince = performance.now();
      this.#idle.push(client);
    }
  }

  discard(client: pg.Client): void {
    this.sever(client);
  }

  sever(client: pg.Client): void {
    client.connection.stream.destroy();
  }

  classify(error: unknown, client: pg.Client): Failure {
    return failureOfAnswer(error) ?? (this.#isWell(client) ? 'statement' : 'lost');
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      clearInterval(this.#sweeping);
      this.#ended = resolve;
      for (const client of this.#idle) this.#close(client);
      this.#idle = [];
      if (this.#states.size === 0) resolve();
    });
  }

  #isWell(client: pg.Client): boolean {
    return this.#states.get(client)?.broken === false;
  }

  #forget(client: pg.Client, state: State): void {
    state.broken = true;
    this.#states.delete(client);
    const place = this.#idle.indexOf(client);
    if (place >= 0) this.#idle.splice(place, 1);
    if (this.#states.size === 0) this.#ended?.();
  }

  #sweep(): void {
    const oldest = performance.now() - IDLE_MS;
    const isOld = (client: pg.Client) => (this.#states.get(client)?.idleSince ?? 0) < oldest;
    const old = this.#idle.filter(isOld);
    this.#idle = this.#idle.filter((client) => !isOld(client));
    for (const client of old) this.#close(client);
  }

  #close(client: pg.Client): void {
    void sayGoodbye(client, LINGER_MS);
  }
}
