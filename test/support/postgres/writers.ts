import { setTimeout as pause } from 'node:timers/promises';
import { OutcomeUnknown, Unavailable } from '../../../src/domain/errors.ts';
import type { PostgresHosts } from '../../../src/failover/postgres/openPostgresHosts.ts';
import { DATABASE, type PostgresServer } from './postgresServer.ts';

/** One write, told from its caller's side. Times are those of `performance.now`. */
export interface Write {
  readonly key: string;
  readonly began: number;
  readonly ended: number;
  /** `unavailable` claims that nothing was written; `unknown` claims nothing. */
  readonly outcome: 'acknowledged' | 'unavailable' | 'unknown' | 'other';
  readonly error?: unknown;
}

/** What a database holds against what its writers were told. */
export interface Audit {
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There more than once. */
  readonly twice: number;
  /** There, though the caller was told that nothing was written; or half of a transaction. */
  readonly unexpected: number;
}

/** Callers that write one row after the other through a pool; every second one in a transaction of two rows. */
export class Writers {
  readonly writes: Write[] = [];
  readonly #pool: PostgresHosts;
  readonly #loops: Promise<void>[];
  #stopping = false;

  /** The table has no unique index: a row that was written twice must be seen, not refused. */
  static async prepare(server: PostgresServer): Promise<void> {
    await server.query('create table if not exists written (key text not null, half integer not null)', DATABASE);
    await server.query('grant all on written to public', DATABASE);
  }

  constructor(pool: PostgresHosts, count: number) {
    this.#pool = pool;
    this.#loops = Array.from({ length: count }, (_, writer) => this.#loop(writer));
  }

  get errors(): readonly Write[] {
    return this.writes.filter(({ outcome }) => outcome !== 'acknowledged');
  }

  /** The first acknowledged write that was begun after the moment. */
  firstBegunAfter(moment: number): Write | undefined {
    return this.writes.find(({ outcome, began }) => outcome === 'acknowledged' && began >= moment);
  }

  /** The first acknowledgement after the moment, whenever its write was begun. */
  firstAcknowledgedAfter(moment: number): Write | undefined {
    return this.writes.find(({ outcome, ended }) => outcome === 'acknowledged' && ended >= moment);
  }

  /** Resolves when that many writes were acknowledged after the moment. */
  async acknowledged(count: number, since: number, withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    const enough = () =>
      this.writes.filter(({ outcome, began }) => outcome === 'acknowledged' && began >= since).length >= count;
    while (!enough()) {
      if (performance.now() > deadline) throw new Error(`fewer than ${count} writes within ${withinMs} ms`);
      await pause(5);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#loops);
  }

  /** Call it on the server that is the primary in the end. */
  async audit(server: PostgresServer): Promise<Audit> {
    const rows = await server.query<{ key: string; half: number; count: string }>(
      'select key, half, count(*) as count from written group by key, half',
      DATABASE,
    );
    const halves = new Map<string, number>();
    for (const { key } of rows) halves.set(key, (halves.get(key) ?? 0) + 1);
    const expected = (key: string) => (key.startsWith('transaction') ? 2 : 1);
    const failed = new Set(this.writes.filter(({ outcome }) => outcome === 'unavailable').map(({ key }) => key));
    return {
      lost: this.writes.filter(({ outcome, key }) => outcome === 'acknowledged' && halves.get(key) !== expected(key))
        .length,
      twice: rows.filter(({ count }) => count !== '1').length,
      unexpected: [...halves].filter(([key, count]) => failed.has(key) || count !== expected(key)).length,
    };
  }

  async #loop(writer: number): Promise<void> {
    for (let index = 0; !this.#stopping; index++) {
      const inTransaction = index % 2 === 1;
      const key = `${inTransaction ? 'transaction' : 'single'} ${writer} ${index}`;
      const began = performance.now();
      try {
        await (inTransaction ? writeTwoRows(this.#pool, key) : writeRow(this.#pool, key));
        this.writes.push({ key, began, ended: performance.now(), outcome: 'acknowledged' });
      } catch (error) {
        this.writes.push({ key, began, ended: performance.now(), outcome: outcomeOf(error), error });
      }
      await pause(5);
    }
  }
}

const INSERT = 'insert into written (key, half) values ($1, $2)';

export async function writeRow(pool: PostgresHosts, key: string): Promise<void> {
  const lease = await pool.acquire();
  try {
    await lease.run('write', (client) => client.query(INSERT, [key, 0]));
  } finally {
    lease.release();
  }
}

async function writeTwoRows(pool: PostgresHosts, key: string): Promise<void> {
  const lease = await pool.acquire();
  try {
    await lease.run('begin', (client) => client.query('begin'));
    await lease.run('step', (client) => client.query(INSERT, [key, 0]));
    await lease.run('step', (client) => client.query(INSERT, [key, 1]));
    await lease.run('commit', (client) => client.query('commit'));
  } catch (error) {
    await lease.rollback((client) => client.query('rollback'));
    throw error;
  } finally {
    lease.release();
  }
}

function outcomeOf(error: unknown): Write['outcome'] {
  if (error instanceof OutcomeUnknown) return 'unknown';
  return error instanceof Unavailable ? 'unavailable' : 'other';
}
