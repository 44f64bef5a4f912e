import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Dialect as KyselyDialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Caller } from '../../domain/caller.ts';
import type { CallerScope } from '../../store/sql/callerScope.ts';
import type { PgliteSession, PgliteTransaction } from './pgliteSession.ts';

/** What Kysely holds while it works: a place in the session's queue, not the session itself. */
class PgliteConnection implements DatabaseConnection {
  readonly #session: PgliteSession;
  readonly #caller: Caller | undefined;
  #transaction: PgliteTransaction | undefined;

  constructor(session: PgliteSession, caller: Caller | undefined) {
    this.#session = session;
    this.#caller = caller;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await (this.#transaction?.execute(query) ?? this.#session.run(query, this.#caller));
    // Kysely promises rows of the type that the query was built for.
    return result as unknown as QueryResult<R>;
  }

  // biome-ignore lint/correctness/useYield: part of Kysely's interface; batches by key serve instead of streams
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streams are not supported');
  }

  async begin(): Promise<void> {
    this.#transaction = await this.#session.begin(this.#caller);
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
  readonly #callers: CallerScope;

  constructor(session: PgliteSession, callers: CallerScope) {
    this.#session = session;
    this.#callers = callers;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PgliteConnection> {
    return new PgliteConnection(this.#session, this.#callers.current);
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
export function pgliteKyselyDialect(session: PgliteSession, callers: CallerScope): KyselyDialect {
  return {
    createDriver: () => new PgliteDriver(session, callers),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}
