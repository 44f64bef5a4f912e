import { nameOf } from '../failover/dsn/address.ts';
import type { HostEvent } from '../failover/hostEvents.ts';
import type { HostPoolStatus } from '../failover/hostPoolOptions.ts';
import type { PoolStatus } from '../store/ports/openDatabase.ts';

/** Counts what is told of hosts, by kind and by the name that the DSN has for them. */
export class HostCounts {
  readonly #counts = new Map<string, { type: string; host: string; count: number }>();

  note({ type, address: { host, port } }: HostEvent): void {
    const name = nameOf({ host, port });
    const key = `${type} ${name}`;
    const known = this.#counts.get(key);
    if (known) known.count++;
    else this.#counts.set(key, { type, host: name, count: 1 });
  }

  /** A pool with what was told of its hosts. */
  statusOf(pool: PoolStatus['pool'], { address, role, ...now }: HostPoolStatus, size: number): PoolStatus {
    const { lent, waiting, opened } = now;
    const host = address && nameOf({ host: address.host, port: address.port });
    return { pool, host, role: role?.kind, size, lent, waiting, opened, events: [...this.#counts.values()] };
  }
}
