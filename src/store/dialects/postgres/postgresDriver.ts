import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { Unavailable } from '../../../domain/errors.ts';
import { breaksConnection, fromSqlState } from '../sqlState.ts';
import { requireStorable } from '../values.ts';

/** What the driver needs of a pool; several hosts can stand behind it. */
export interface ConnectionPool {
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
}

/** One borrowed connection. It is thrown away when an error leaves its state unknown. */
class PostgresConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #broken = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    client.on('error', this.#onLost);
  }

  /**
   * The connection went while no statement was running. The pool listens to idle clients only: without a listener of the
   * borrower the event would end the process.
   */
  readonly #onLost = (): void => {
    this.#broken = true;
  };

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    requireStorable(parameters);
    const { command, rowCount, rows } = await this.query(sql, parameters);
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
    return { rows, ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) };
  }

  // biome-ignore lint/correctness/useYield: part of Kysely's interface; batches by key serve instead of streams
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streams are not supported');
  }

  /** @throws Unavailable when the answer was lost; whether a write happened is then unknown, and nobody sends it again */
  async query(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(text, [...values]);
    } catch (error) {
      if (error instanceof pg.DatabaseError) {
        if (breaksConnection(error)) this.#broken = true;
        throw fromSqlState(error);
      }
      // A lost connection or a time-out of the client, after which the server may still be at work.
      this.#broken = true;
      throw new Unavailable('database', 1, { cause: error });
    }
  }

  async commit(): Promise<void> {
    const { command } = await this.query('commit');
    // The server answers so, without an error, when an earlier statement of the transaction failed.
    if (command === 'ROLLBACK') throw new Error('a failed transaction cannot be committed');
  }

  async rollback(): Promise<void> {
    // The server does it when the connection goes; asking on a broken one would hide the error that broke it.
    if (!this.#broken) await this.query('rollback');
  }

  release(): void {
    this.#client.off('error', this.#onLost);
    this.#client.release(this.#broken);
  }
}

class PostgresDriver implements Driver {
  readonly #pool: ConnectionPool;

  constructor(pool: ConnectionPool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    try {
      return new PostgresConnection(await this.#pool.connect());
    } catch (error) {
      throw new Unavailable('database', 1, { cause: error });
    }
  }

  async beginTransaction(connection: PostgresConnection): Promise<void> {
    await connection.query('begin');
  }

  commitTransaction(connection: PostgresConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: PostgresConnection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}

/** Kysely over a pool of connections to Postgres. */
export function postgresKyselyDialect(pool: ConnectionPool): Dialect {
  return {
    createDriver: () => new PostgresDriver(pool),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}
