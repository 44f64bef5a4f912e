import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Dialect as KyselyDialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type RootOperationNode,
  SelectQueryNode,
} from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { AcquireOptions } from '../../failover/hostPoolOptions.ts';
import type { Lease, Purpose } from '../../failover/lease.ts';
import type { PostgresHosts } from '../../failover/postgres/openPostgresHosts.ts';
import type { CallerScope } from '../../store/sql/callerScope.ts';
import { repeatRolledBack } from '../../store/sql/repeatRolledBack.ts';
import { RolledBack } from '../../store/sql/storeErrors.ts';
import { fromSqlState } from '../sqlState.ts';
import { requireStorable } from '../values.ts';
import type { StatementNames } from './statementNames.ts';

/** Of a COPY, read from the connection before its reader wants them: some hundred vectors. */
const COPY_BYTES_AHEAD = 256 * 1024;

/** What Kysely holds while it works. Behind it the connection may change between statements, but for a transaction. */
class HostsConnection implements DatabaseConnection {
  readonly #lease: Lease<pg.Client>;
  readonly #names: StatementNames;
  #inTransaction = false;

  constructor(lease: Lease<pg.Client>, names: StatementNames) {
    this.#lease = lease;
    this.#names = names;
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    requireStorable(parameters);
    const purpose = this.#inTransaction ? 'step' : isPureRead(query) ? 'read' : 'write';
    const send = () => this.#runByName(purpose, sql, parameters);
    const { command, rowCount, rows } = await (this.#inTransaction ? send() : repeatRolledBack(send));
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
    return { rows, ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) };
  }

  /** Of a `copy … to stdout`, in a transaction; each row is a piece of its bytes. */
  async *streamQuery<R>({ sql }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    if (!this.#inTransaction) throw new Error('a COPY needs a transaction, which keeps to one connection');
    const stream = copyTo(sql, { highWaterMark: COPY_BYTES_AHEAD });
    // It fails a second time when its connection is closed.
    stream.on('error', () => {});
    const pieces = stream[Symbol.asyncIterator]();
    let isLeft = false;
    try {
      // Each piece is an answer of its own, with its own time-out.
      let next = await this.#ask('step', (client) => {
        client.query(stream);
        return pieces.next();
      });
      while (!next.done) {
        isLeft = true;
        yield { rows: [next.value] };
        isLeft = false;
        next = await this.#ask('step', () => pieces.next());
      }
    } finally {
      // What is still to come stands before every other answer.
      if (isLeft) this.#lease.sever();
    }
  }

  /** The stores lock first and read then: a snapshot from before the lock, as a server's default may have it, would not do. */
  async begin(): Promise<void> {
    await this.#run('begin', 'begin isolation level read committed');
    this.#inTransaction = true;
  }

  async commit(): Promise<void> {
    const { command } = await this.#run('commit', 'commit');
    this.#inTransaction = false;
    // The server answers so, without an error, when an earlier statement of the transaction failed.
    if (command === 'ROLLBACK') throw new Error('a failed transaction cannot be committed');
  }

  /** Kysely also calls it after a commit that failed, when the transaction is over already. */
  async rollback(): Promise<void> {
    if (!this.#inTransaction) return;
    this.#inTransaction = false;
    await this.#lease.rollback((client) => client.query('rollback'));
  }

  release(): void {
    this.#lease.release();
  }

  /** @throws as `#run`; RolledBack when a transaction ended for a name */
  async #runByName(purpose: Purpose, text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    const name = this.#names.of(text);
    if (name === undefined) return this.#run(purpose, text, values);
    try {
      return await this.#run(purpose, text, values, name);
    } catch (error) {
      if (!this.#names.wasToBlame(error)) throw error;
      this.#lease.sever();
      if (this.#inTransaction) throw new RolledBack({ cause: error });
      return this.#run(purpose, text, values);
    }
  }

  /** @throws Unavailable, OutcomeUnknown, or the store's error for what the server says of the statement */
  #run(purpose: Purpose, text: string, values: readonly unknown[] = [], name?: string): Promise<pg.QueryResult> {
    return this.#ask(purpose, (client) =>
      name === undefined ? client.query(text, [...values]) : queryByName(client, name, text, values),
    );
  }

  /** @throws as `#run` */
  async #ask<Result>(purpose: Purpose, send: (client: pg.Client) => Promise<Result>): Promise<Result> {
    try {
      return await this.#lease.run(purpose, send);
    } catch (error) {
      throw error instanceof pg.DatabaseError ? fromSqlState(error) : error;
    }
  }
}

/** The driver copies a configuration with its property descriptors, which costs more than the rest of a small statement. */
function queryByName(
  client: pg.Client,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query(text, [...values], (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
    client.query(Object.assign(query, { name }));
  });
}

class HostsDriver implements Driver {
  readonly #pool: PostgresHosts;
  readonly #options: HostsDriverOptions;

  constructor(pool: PostgresHosts, options: HostsDriverOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<HostsConnection> {
    const { names, callers } = this.#options;
    return new HostsConnection(await this.#pool.acquire(this.#options, callers?.current), names);
  }

  beginTransaction(connection: HostsConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: HostsConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: HostsConnection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(connection: HostsConnection): Promise<void> {
    connection.release();
  }

  destroy(): Promise<void> {
    return this.#pool.close(this.#options.closeTimeoutMs);
  }
}

export interface HostsDriverOptions extends AcquireOptions {
  readonly names: StatementNames;
  readonly callers?: CallerScope;
  /** Statements under way when the pool closes have this long to end. */
  readonly closeTimeoutMs: number;
}

/** Kysely over a pool of connections to several Postgres hosts. */
export function hostsKyselyDialect(pool: PostgresHosts, options: HostsDriverOptions): KyselyDialect {
  return {
    createDriver: () => new HostsDriver(pool, options),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}

/** A select without locks (`for update`) and without other statements inside (`with … as (insert …)`). */
function isPureRead(node: RootOperationNode): boolean {
  return SelectQueryNode.is(node) && node.with === undefined && node.endModifiers === undefined;
}
