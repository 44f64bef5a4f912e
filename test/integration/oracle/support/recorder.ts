import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
} from 'kysely';
import type { OracleQuery } from '../../../../src/databases/oracle/oracleCompiler.ts';
import { oracleDialect } from '../../../../src/databases/oracle/oracleDialect.ts';
import { oracleKyselyDialect } from '../../../../src/databases/oracle/oracleDriver.ts';
import { copyList } from '../../../../src/databases/postgres/copyList.ts';
import { hostsKyselyDialect } from '../../../../src/databases/postgres/kyselyDriver.ts';
import { StatementNames } from '../../../../src/databases/postgres/statementNames.ts';
import { postgresDialect } from '../../../../src/databases/postgresDialects.ts';
import { createStore } from '../../../../src/store/createStore.ts';
import type { Dialect as StoreDialect } from '../../../../src/store/ports/dialect.ts';
import { CallerScope } from '../../../../src/store/sql/callerScope.ts';
import type { Database } from '../../../../src/store/sql/schema.ts';
import type { Store } from '../../../../src/store/store.ts';

/** Rows of a SELECT, or the number of rows that a change touched. */
export type Answer = readonly Readonly<Record<string, unknown>>[] | number;

export interface Recorded {
  /** A statement, or `begin`, `commit`, `rollback`. */
  readonly sql: string;
  /** Rows of binds: one, or many of a batch. */
  readonly binds: readonly (readonly unknown[])[];
}

export interface Recorder {
  readonly name: 'postgres' | 'oracle';
  readonly store: Store;
  readonly db: Kysely<Database>;
  readonly dialect: StoreDialect;
  /** Runs the work with these answers, one a statement; when they are used up a statement finds nothing and changes one row. */
  record(answers: readonly Answer[], work: () => Promise<unknown>): Promise<readonly Recorded[]>;
}

/** A COPY in binary format: header, and end. */
const NO_ROWS = Buffer.from(`PGCOPY\n\xff\r\n\0${'\0'.repeat(8)}\xff\xff`, 'latin1');

/** Stores that talk to nobody and note what they would send. */
export function createRecorder(name: Recorder['name']): Recorder {
  let recorded: Recorded[] = [];
  let answers: Answer[] = [];
  const note = (sql: string) => recorded.push({ sql, binds: [[]] });
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { sql, parameters, batch }: OracleQuery = query;
      recorded.push({ sql, binds: batch ?? [parameters] });
      const answer = answers.shift() ?? 1;
      return typeof answer === 'number'
        ? { rows: [], numAffectedRows: BigInt(answer) }
        : { rows: answer as unknown as R[] };
    },
    async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
      recorded.push({ sql: query.sql, binds: [query.parameters] });
      yield { rows: [NO_ROWS as R] };
    },
  };
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: async () => void note('begin'),
    commitTransaction: async () => void note('commit'),
    rollbackTransaction: async () => void note('rollback'),
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
  const db = new Kysely<Database>({ dialect: { ...kyselyDialects[name](), createDriver: () => driver } });
  const dialect = dialects[name];
  const store = createStore({
    db,
    dialect,
    callers: new CallerScope(),
    exclusive: false,
    isServing: () => true,
    needsRestart: () => false,
    pools: () => [],
    hostChanges: () => 0,
    streamList: name === 'postgres' ? copyList : undefined,
    close: () => db.destroy(),
  });
  return {
    name,
    store,
    db,
    dialect,
    async record(given, work) {
      recorded = [];
      answers = [...given];
      await work();
      if (answers.length > 0) throw new Error(`${answers.length} answers were not asked for`);
      return recorded;
    },
  };
}

const dialects = { postgres: postgresDialect, oracle: oracleDialect };

const noPool: never = undefined as never;
const kyselyDialects: Record<Recorder['name'], () => Dialect> = {
  postgres: () =>
    hostsKyselyDialect(noPool, { names: new StatementNames('off', { info: () => {} }), closeTimeoutMs: 0 }),
  oracle: () => oracleKyselyDialect(noPool, { CLOB: 0, BLOB: 0, STRING: 0, BUFFER: 0, getConnection: () => noPool }),
};
