import { sql } from 'kysely';
import type { Timestamp } from '../../domain/time.ts';
import type { Dialect } from '../../store/ports/dialect.ts';
import { padded } from '../../store/sql/text/padded.ts';
import { oracleCatalog } from './oracleCatalog.ts';
import { TIME_FORMAT } from './oracleCompiler.ts';
import { ddlRefusalOf, wasDoneBefore } from './oracleErrors.ts';

const LOCK_TABLE = 'schema_migration_lock';

/** More in one IN fail (ORA-01795). */
const LONGEST_IN = 1000;

/** What differs on Oracle 19c and later. */
export const oracleDialect: Dialect = {
  columnTypes: {
    id: sql`varchar2(36)`,
    boolean: sql`number(1)`,
    timestamp: sql`timestamp(6)`,
    integer: sql`number(10)`,
    bigInteger: sql`number(19)`,
    bytes: sql`blob`,
    document: sql`clob`,
    // CHAR: characters, where the default of most databases is bytes.
    text: (characters) => sql.raw(`varchar2(${characters} char)`),
  },
  idsPerStatement: LONGEST_IN,
  // A power of two (`padded`).
  vectorsPerStatement: 256,
  vectorStatementsAtOnce: 2,
  rowsPerScan: 20_000,
  rowsPerInsert: 1000,
  concurrentTransactions: true,
  isAmong(column, ids) {
    if (ids.length === 0) return sql<boolean>`1 = 0`;
    return sql<boolean>`${sql.ref(column)} in (${sql.join(padded(ids, LONGEST_IN))})`;
  },
  // LISTAGG ends at 4000 bytes, some hundred ids; the array's brackets and quotes are taken off again.
  joinedIds(column, orderBy) {
    const order = sql.join(orderBy.map((name) => sql.ref(name)));
    const array = sql`json_arrayagg(${sql.ref(column)} order by ${order} returning clob)`;
    return sql<string | null>`replace(replace(replace(${array}, '["'), '"]'), '","', ',')`;
  },
  // By the format that is set on every session.
  timestamp: (at) => sql<Timestamp>`cast(${at} as timestamp(6))`,
  utcNow: sql<Timestamp>`cast(systimestamp at time zone 'UTC' as timestamp(6))`,
  utcNowRead: sql<Timestamp>`to_char(systimestamp at time zone 'UTC', ${sql.lit(TIME_FORMAT)})`,
  ignoringDuplicates: (insert) => insert.ignore(),
  // COMMIT WRITE NOWAIT would be a statement of its own.
  mayBeLost: (query) => query,
  keepPlain: () => [],
  tableExists: (table) => sql<{ found: number }>`select 1 as found from user_tables where table_name = upper(${table})`,
  isSealedVector: (column) => sql<boolean>`mod(dbms_lob.getlength(${sql.ref(column)}), 4) = 1`,
  isSealedImage: (column) => sql<boolean>`dbms_lob.substr(${sql.ref(column)}, 1, 1) = hextoraw('01')`,
  ping: sql`select 1 as found from dual`,
  // A lock of DBMS_LOCK would need a grant.
  migrationLock: sql`lock table ${sql.table(LOCK_TABLE)} in exclusive mode`,
  ddlRefusalOf,
  catalog: oracleCatalog,
  scriptFrame: {
    notes: [
      'Run it as DB_USER in SQL*Plus or SQLcl, in a schema of its own, while no node is starting.',
      'Each CREATE commits by itself: after an error drop what was made, and begin anew.',
    ],
    first: ['whenever sqlerror exit failure'],
    last: ['commit;'],
  },
  stepwiseDdl: {
    lockTable: LOCK_TABLE,
    prepareLock: sql`create table ${sql.table(LOCK_TABLE)} (${sql.ref('id')} number(1))`,
    wasDoneBefore,
  },
};
