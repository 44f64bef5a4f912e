import type { Address } from './dsn/address.ts';
import type { ConnectionSource, HostRole, ProbedHost } from './hostDriver.ts';

/** The caller has sent nothing yet and takes a connection of the next host. */
export class HostRetired extends Error {
  constructor() {
    super('the host was left while a connection was being made');
    this.name = 'HostRetired';
  }
}

/** A host with a pool open on it, from its choice until it is left. */
export class OpenHost<Connection> {
  readonly address: Address;
  readonly role: HostRole;
  readonly source: ConnectionSource<Connection>;
  /** Failures since the last statement that was answered. */
  failures = 0;
  readonly #connections = new Set<Connection>();
  readonly #connecting = new Set<(reason: Error) => void>();
  #ended: Promise<void> | undefined;

  constructor(host: ProbedHost<Connection>) {
    this.address = host.address;
    this.role = host.role;
    this.source = host.openPool();
  }

  get retired(): boolean {
    return this.#ended !== undefined;
  }

  takeIdle(): Connection | undefined {
    const connection = this.source.takeIdle();
    if (connection !== undefined) this.#connections.add(connection);
    return connection;
  }

  /** @throws the driver's error, or HostRetired at once when the pool leaves the host */
  connect(): Promise<Connection> {
    return new Promise((resolve, reject) => {
      this.#connecting.add(reject);
      this.source.connect().then(
        (connection) => {
          // No caller waits any more: the host was left while its server took its time.
          if (!this.#connecting.delete(reject)) return this.source.discard(connection);
          this.#connections.add(connection);
          resolve(connection);
        },
        (error: unknown) => {
          this.#connecting.delete(reject);
          reject(error);
        },
      );
    });
  }

  giveBack(connection: Connection, fit: boolean): void {
    this.#connections.delete(connection);
    if (fit) this.source.release(connection);
    else this.source.discard(connection);
  }

  /** No new work; what is under way ends by itself. Resolves when the last connection is closed. */
  retire(): Promise<void> {
    this.#ended ??= this.source.end();
    for (const leave of this.#connecting) leave(new HostRetired());
    this.#connecting.clear();
    return this.#ended;
  }

  /** What is under way fails now: its outcome would be worth nothing on this host. */
  sever(): void {
    for (const connection of this.#connections) this.source.sever(connection);
  }
}
