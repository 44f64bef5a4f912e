import type { Kysely } from 'kysely';
import type { HostPoolStatus } from '../../failover/hostPoolOptions.ts';
import type { PostgresHosts } from '../../failover/postgres/openPostgresHosts.ts';
import type { Database } from '../../store/sql/schema.ts';

/** Between two attempts to find a standby, where there was none. */
const RETRY_MS = 30_000;

export interface StandbyPoolParts {
  /** Opens a pool on a standby. @throws NoHost */
  readonly open: () => Promise<PostgresHosts>;
  readonly kyselyOn: (pool: PostgresHosts) => Kysely<Database>;
  /** Told once, not at every attempt. */
  readonly onAbsent: (error: unknown) => void;
}

/**
 * A second pool, on a standby, beside the one that takes writes. It is opened behind the start, which needs no standby;
 * while there is none, or it does not serve, the primary is used.
 */
export class StandbyPool {
  readonly #parts: StandbyPoolParts;
  #opening: Promise<void>;
  #pool: PostgresHosts | undefined;
  #db: Kysely<Database> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isAbsent = false;
  #closed = false;

  constructor(parts: StandbyPoolParts) {
    this.#parts = parts;
    this.#opening = this.#open();
  }

  /** The standby, when one answers. */
  get db(): Kysely<Database> | undefined {
    return this.#pool?.status().state === 'serving' ? this.#db : undefined;
  }

  /** Undefined before one was found. */
  get status(): HostPoolStatus | undefined {
    return this.#pool?.status();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#opening;
    await this.#db?.destroy();
  }

  async #open(): Promise<void> {
    try {
      this.#pool = await this.#parts.open();
      this.#db = this.#parts.kyselyOn(this.#pool);
      this.#isAbsent = false;
    } catch (error) {
      if (this.#closed) return;
      if (!this.#isAbsent) this.#parts.onAbsent(error);
      this.#isAbsent = true;
      this.#retry = setTimeout(() => {
        this.#opening = this.#open();
      }, RETRY_MS).unref();
    }
  }
}
