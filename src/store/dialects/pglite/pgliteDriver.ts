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
import type { PgliteSession, PgliteTransaction } from './pgliteSession.ts';

/** What Kysely holds while it works: a place in the session's queue, not the session itself. */
class PgliteConnection implements DatabaseConnection {
  readonly #session: PgliteSession;
  #transaction: PgliteTransaction | undefined;

  constructor(session: PgliteSession) {
    this.#session = session;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await (this.#transaction?.execute(query) ?? this.#session.run(query));
    // Kysely promises rows of the type that the query was built for.
    return result as unknown as QueryResult<R>;
  }

  // biome-ignore lint/correctness/useYield: part of Kysely's interface; batches by key serve instead of streams
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streams are not supported');
  }

  async begin(): Promise<void> {
    this.#transaction = await this.#session.begin();
  }

  commit(): Promise<void> {
    return this.#end().commit();
  }

  /** Kysely also calls it after a commit that failed, when the transaction is over already. */
  async rollback(): Promise<void> {
    if (this.#transaction) await this.#end().rollback();
  }

  #end(): PgliteTransaction {
    const transaction = this.#transaction;
    if (!transaction) throw new Error('no transaction is open');
    this.#transaction = undefined;
    return transaction;
  }
}

class PgliteDriver implements Driver {
  readonly #session: PgliteSession;

  constructor(session: PgliteSession) {
    this.#session = session;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PgliteConnection> {
    return new PgliteConnection(this.#session);
  }

  beginTransaction(connection: PgliteConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: PgliteConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: PgliteConnection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(): Promise<void> {}

  destroy(): Promise<void> {
    return this.#session.close();
  }
}

/** Kysely over one PGlite session. */
export function pgliteKyselyDialect(session: PgliteSession): Dialect {
  return {
    createDriver: () => new PgliteDriver(session),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}
