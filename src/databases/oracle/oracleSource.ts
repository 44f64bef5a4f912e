import type { ConnectionSource, Failure } from '../../failover/hostDriver.ts';
import type { OracleConnection } from './oracleClient.ts';
import { failureOf } from './oracleErrors.ts';

/** A connection that was not needed for this long is given back to the server. */
const IDLE_MS = 30_000;
const SWEEP_MS = 5000;

/** Sessions of one database. `HostPool` bounds how many there are and queues, so the driver's own pool is not needed. */
export class OracleSource implements ConnectionSource<OracleConnection> {
  readonly #open: () => Promise<OracleConnection>;
  /** The one used last is taken first, so that the others can go when there is little to do. */
  #idle: { readonly connection: OracleConnection; readonly since: number }[] = [];
  readonly #sweeping: NodeJS.Timeout;
  #held = 0;
  #ended: (() => void) | undefined;

  constructor(open: () => Promise<OracleConnection>) {
    this.#open = open;
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeping.unref();
  }

  takeIdle(): OracleConnection | undefined {
    for (;;) {
      const connection = this.#idle.pop()?.connection;
      if (!connection || connection.isHealthy()) return connection;
      this.discard(connection);
    }
  }

  async connect(): Promise<OracleConnection> {
    this.#held++;
    try {
      return await this.#open();
    } catch (error) {
      this.#gone();
      throw error;
    }
  }

  release(connection: OracleConnection): void {
    if (!connection.isHealthy()) {
      this.discard(connection);
    } else if (this.#ended) {
      this.#close(connection);
    } else {
      this.#idle.push({ connection, since: performance.now() });
    }
  }

  discard(connection: OracleConnection): void {
    drop(connection);
    this.#gone();
  }

  sever(connection: OracleConnection): void {
    // What is under way fails with ORA-01013; its holder then gives the connection back.
    connection.break().catch(() => undefined);
  }

  classify(error: unknown): Failure {
    return failureOf(error);
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      clearInterval(this.#sweeping);
      this.#ended = resolve;
      for (const { connection } of this.#idle.splice(0)) this.#close(connection);
      if (this.#held === 0) resolve();
    });
  }

  #close(connection: OracleConnection): void {
    const gone = () => this.#gone();
    connection.close().then(gone, gone);
  }

  #gone(): void {
    this.#held--;
    if (this.#held === 0) this.#ended?.();
  }

  #sweep(): void {
    const oldest = performance.now() - IDLE_MS;
    const old = this.#idle.filter(({ since }) => since < oldest);
    this.#idle = this.#idle.filter(({ since }) => since >= oldest);
    for (const { connection } of old) this.#close(connection);
  }
}

/** Without waiting: a server that is frozen does not answer to a logout either. */
export function drop(connection: OracleConnection): void {
  connection.close({ drop: true }).catch(() => undefined);
}
