import { sql } from 'kysely';
import type { Timestamp } from '../domain/time.ts';
import type { ColumnTypes, Dialect } from '../store/ports/dialect.ts';
import { padded } from '../store/sql/text/padded.ts';
import { MAY_BE_LOST } from './pglite/pgliteStatements.ts';
import { postgresCatalog } from './postgresCatalog.ts';
import { ddlRefusalOf } from './sqlState.ts';

const columnTypes: ColumnTypes = {
  id: sql`varchar(36)`,
  boolean: sql`boolean`,
  timestamp: sql`timestamp(6)`,
  integer: sql`integer`,
  bigInteger: sql`bigint`,
  bytes: sql`bytea`,
  document: sql`text`,
  text: (characters) => sql.raw(`varchar(${characters})`),
};

/** Any number that no other application in the same database is likely to use as an advisory lock. */
const MIGRATION_LOCK = 5_140_418;

/**
 * The planner takes an array parameter to have ten elements. Where it has fewer, a plan for those that are there looks cheaper than the
 * one that is kept, so that a prepared statement is planned anew each time it runs, which takes two thirds of its time. Short lists
 * are therefore one parameter an id.
 */
const SHORT_LIST = 9;

/** SQL that Postgres and PGlite share. */
const postgresSql: Omit<
  Dialect,
  | 'concurrentTransactions'
  | 'idsPerStatement'
  | 'mayBeLost'
  | 'migrationLock'
  | 'rowsPerScan'
  | 'vectorsPerStatement'
  | 'vectorStatementsAtOnce'
> = {
  columnTypes,
  stepwiseDdl: undefined,
  ddlRefusalOf,
  catalog: postgresCatalog,
  scriptFrame: {
    notes: [
      'Run it as DB_USER in the database DB_NAME: psql -v ON_ERROR_STOP=1 -f <this file>.',
      'All or nothing; nodes that start meanwhile wait.',
    ],
    first: ['begin;'],
    last: ['commit;'],
  },
  ping: sql`select 1`,
  isSealedVector: (column) => sql<boolean>`octet_length(${sql.ref(column)}) % 4 = 1`,
  isSealedImage: (column) => sql<boolean>`get_byte(${sql.ref(column)}, 0) = 1`,
  // The protocol allows 65 535 binds a statement; the widest table has seven columns. Oracle's: `oracle/oracleDialect.ts`.
  rowsPerInsert: 250,
  isAmong(column, ids) {
    const isShort = ids.length > 0 && ids.length <= SHORT_LIST;
    if (isShort) return sql<boolean>`${sql.ref(column)} in (${sql.join(padded(ids))})`;
    return sql<boolean>`${sql.ref(column)} = any(${ids})`;
  },
  joinedIds: (column, orderBy) =>
    sql<string | null>`string_agg(${sql.ref(column)}, ',' order by ${sql.join(orderBy.map((name) => sql.ref(name)))})`,
  timestamp: (at) => sql<Timestamp>`cast(${at} as timestamp(6))`,
  utcNow: sql<Timestamp>`(now() at time zone 'utc')`,
  utcNowRead: sql<Timestamp>`(now() at time zone 'utc')`,
  ignoringDuplicates: (insert) => insert.onConflict((conflict) => conflict.doNothing()),
  keepPlain: (table, column) => [
    sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} set storage external`,
  ],
  // Not to_regclass(): a session that has looked for the table before remembers that it is not there, and waiting for an
  // advisory lock does not make it forget. Two nodes would then both make it.
  tableExists: (table) => sql<{ found: number }>`
    select 1 as found from pg_class
    where relname = ${table} and relkind = 'r' and relnamespace = current_schema()::regnamespace`,
};

export const postgresDialect: Dialect = {
  ...postgresSql,
  rowsPerScan: 20_000,
  concurrentTransactions: true,
  // Rows are taken apart as they arrive, so a large answer does not hold the thread; what several bring at once does. 1200
  // rows under way keep two backends busy (500 in each of three statements: 25 ms of event loop at p99 on a busy machine).
  // A statement for 1000 ids is planned as a scan of the whole table when that has 400 000 rows.
  vectorsPerStatement: 400,
  vectorStatementsAtOnce: 2,
  // No limit of the protocol, as ids travel in one array: it bounds how many rows one transaction of `gc` holds.
  idsPerStatement: 2500,
  // Bound to the transaction, not to the session: a pool in transaction mode (pgbouncer) may stand between.
  // One statement cannot set synchronous_commit, and a transaction for it would cost two round trips.
  mayBeLost: (query) => query,
  migrationLock: sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`,
};

/** One process, one connection, transactions one after the other; the directory lock keeps other processes out. */
export const pgliteDialect: Dialect = {
  ...postgresSql,
  // Statements run on the thread that serves HTTP.
  rowsPerScan: 1000,
  concurrentTransactions: false,
  // Reading them takes a few milliseconds of the thread that serves HTTP.
  vectorsPerStatement: 100,
  vectorStatementsAtOnce: 1,
  // Bounds how long one statement holds the only thread.
  idsPerStatement: 500,
  mayBeLost: (query) => query.modifyEnd(sql.raw(MAY_BE_LOST)),
  migrationLock: undefined,
};
