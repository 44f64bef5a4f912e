import type { DatabaseConnection, Driver, Dialect as KyselyDialect, QueryResult, TransactionSettings } from 'kysely';
import type { HostPool } from '../../failover/hostPool.ts';
import type { Lease, Purpose, Send } from '../../failover/lease.ts';
import type { CallerScope } from '../../store/sql/callerScope.ts';
import { repeatRolledBack } from '../../store/sql/repeatRolledBack.ts';
import { requireStorable } from '../values.ts';
import { OracleAdapter, refuseIntrospection } from './oracleAdapter.ts';
import type { OracleClient, OracleConnection, OracleExecuteOptions } from './oracleClient.ts';
import { OracleCompiler, type OracleQuery } from './oracleCompiler.ts';
import { fromOracleError } from './oracleErrors.ts';
import { toBind, toRows } from './oracleValues.ts';

/** One borrowed connection, or a transaction on it. */
class OracleKyselyConnection implements DatabaseConnection {
  readonly #lease: Lease<OracleConnection>;
  readonly #fetchTypeHandler: OracleExecuteOptions['fetchTypeHandler'];
  #transaction: 'none' | 'open' | 'failed' = 'none';

  constructor(lease: Lease<OracleConnection>, fetchTypeHandler: OracleExecuteOptions['fetchTypeHandler']) {
    this.#lease = lease;
    this.#fetchTypeHandler = fetchTypeHandler;
  }

  async executeQuery<R>(query: OracleQuery): Promise<QueryResult<R>> {
    const { sql, parameters, batch } = query;
    const rows = batch ?? [parameters];
    for (const row of rows) requireStorable(row);
    const binds = rows.map((row) => row.map(toBind));
    const purpose = this.#transaction === 'none' ? purposeOf(query) : 'step';
    const autoCommit = purpose === 'write';
    const options = { autoCommit, fetchTypeHandler: this.#fetchTypeHandler };
    const send = () =>
      this.#answer(purpose, (connection) =>
        batch ? connection.executeMany(sql, binds, { autoCommit }) : connection.execute(sql, binds[0] ?? [], options),
      );
    const result = await (purpose === 'step' ? send() : repeatRolledBack(send));
    const { rowsAffected } = result;
    return {
      rows: toRows(result) as R[],
      ...(rowsAffected !== undefined && { numAffectedRows: BigInt(rowsAffected) }),
    };
  }

  // biome-ignore lint/correctness/useYield: part of Kysely's interface; batches by key serve instead of streams
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streams are not supported');
  }

  /** Oracle needs no statement for it, but a connection that is dead must be found before anything was sent on it. */
  async begin(): Promise<void> {
    await this.#answer('begin', (connection) => connection.ping());
    this.#transaction = 'open';
  }

  async commit(): Promise<void> {
    // Oracle would keep what succeeded, where Postgres keeps nothing: a transaction is all or nothing here.
    if (this.#transaction === 'failed') throw new Error('a failed transaction cannot be committed');
    await this.#answer('commit', (connection) => connection.commit());
    this.#transaction = 'none';
  }

  async rollback(): Promise<void> {
    this.#transaction = 'none';
    await this.#lease.rollback((connection) => connection.rollback());
  }

  release(): void {
    // What was neither committed nor rolled back must not go on in the next caller's statements.
    this.#lease.release(this.#transaction === 'none');
  }

  async #answer<Result>(purpose: Purpose, send: Send<OracleConnection, Result>): Promise<Result> {
    try {
      return await this.#lease.run(purpose, send);
    } catch (error) {
      if (this.#transaction === 'open') this.#transaction = 'failed';
      // Of a batch the rows before the one that failed are there, in a transaction that was not opened.
      if (purpose === 'write') await this.#lease.rollback((connection) => connection.rollback());
      throw fromOracleError(error);
    }
  }
}

class OracleDriver implements Driver {
  readonly #pool: HostPool<OracleConnection>;
  readonly #callers: CallerScope | undefined;
  readonly #fetchTypeHandler: OracleExecuteOptions['fetchTypeHandler'];

  constructor(
    pool: HostPool<OracleConnection>,
    { CLOB, BLOB, STRING, BUFFER }: OracleClient,
    callers: CallerScope | undefined,
  ) {
    this.#pool = pool;
    this.#callers = callers;
    // In one piece instead of a locator that must be read with calls of its own.
    this.#fetchTypeHandler = ({ dbType }) =>
      dbType === CLOB ? { type: STRING } : dbType === BLOB ? { type: BUFFER } : undefined;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<OracleKyselyConnection> {
    const lease = await this.#pool.acquire({}, this.#callers?.current);
    return new OracleKyselyConnection(lease, this.#fetchTypeHandler);
  }

  async beginTransaction(connection: OracleKyselyConnection, settings: TransactionSettings): Promise<void> {
    if (settings.isolationLevel || settings.accessMode) throw new Error('transactions are READ COMMITTED');
    await connection.begin();
  }

  commitTransaction(connection: OracleKyselyConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: OracleKyselyConnection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(connection: OracleKyselyConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.close(CLOSE_TIMEOUT_MS);
  }
}

/** What is still under way when the service stops gets this long. */
const CLOSE_TIMEOUT_MS = 5000;

/** Kysely over a pool of sessions on whichever host of a database is fit. */
export function oracleKyselyDialect(
  pool: HostPool<OracleConnection>,
  client: OracleClient,
  callers?: CallerScope,
): KyselyDialect {
  return {
    createDriver: () => new OracleDriver(pool, client, callers),
    createAdapter: () => new OracleAdapter(),
    createQueryCompiler: () => new OracleCompiler(),
    createIntrospector: refuseIntrospection,
  };
}

/** Outside of a transaction: a statement that changes nothing may be sent again when its connection fails. */
function purposeOf({ query, sql }: OracleQuery): Purpose {
  const isSelect = query.kind === 'SelectQueryNode' ? !query.endModifiers : /^select\b/.test(sql);
  return isSelect ? 'read' : 'write';
}
