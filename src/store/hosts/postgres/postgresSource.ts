import pg from 'pg';
import type { ConnectionSource, Failure } from '../hostDriver.ts';
import { failureOfAnswer } from './failures.ts';

/** A closed connection to a frozen server lingers until the server says goodbye too; it gets this long. */
const LINGER_MS = 1000;

/** Connections to one Postgres server, kept by pg's own pool. */
export class PostgresSource implements ConnectionSource<pg.PoolClient> {
  readonly #pool: pg.Pool;
  readonly #alive = new Set<pg.Client>();
  /** Connections whose socket failed; the driver has no code for most of these errors. */
  readonly #broken = new WeakSet<pg.ClientBase>();
  #ended: Promise<void> | undefined;

  constructor(config: pg.PoolConfig) {
    this.#pool = new pg.Pool(config);
    // Idle connections break when their server goes; the pool has dropped them by then.
    this.#pool.on('error', () => {});
    this.#pool.on('connect', (client) => {
      this.#alive.add(client);
      client.on('error', () => this.#broken.add(client));
      client.on('end', () => {
        this.#broken.add(client);
        this.#alive.delete(client);
      });
    });
  }

  acquire(): Promise<pg.PoolClient> {
    return this.#pool.connect();
  }

  release(client: pg.PoolClient): void {
    client.release();
  }

  discard(client: pg.PoolClient): void {
    this.sever(client);
    client.release(true);
  }

  sever(client: pg.PoolClient): void {
    client.connection.stream.destroy();
  }

  classify(error: unknown, client: pg.PoolClient): Failure {
    return failureOfAnswer(error) ?? (this.#broken.has(client) ? 'lost' : 'statement');
  }

  end(): Promise<void> {
    this.#ended ??= this.#pool.end().then(() => {
      const linger = setTimeout(() => {
        for (const client of this.#alive) client.connection.stream.destroy();
      }, LINGER_MS);
      linger.unref();
    });
    return this.#ended;
  }
}
