import {
  DummyDriver,
  Kysely,
  type Dialect as KyselyDialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { StoreContext } from '../store/ports/dialect.ts';
import type { Database } from '../store/sql/schema.ts';
import type { StoreOptions } from './openDatabase.ts';
import { OracleAdapter, refuseIntrospection } from './oracle/oracleAdapter.ts';
import { OracleCompiler } from './oracle/oracleCompiler.ts';
import { oracleDialect } from './oracle/oracleDialect.ts';
import { postgresDialect } from './postgresDialects.ts';

const postgres: KyselyDialect = {
  createDriver: () => new DummyDriver(),
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
};

const oracle: KyselyDialect = {
  createDriver: () => new DummyDriver(),
  createAdapter: () => new OracleAdapter(),
  createQueryCompiler: () => new OracleCompiler(),
  createIntrospector: refuseIntrospection,
};

/** Compiles statements for that kind of database and has none: for scripts. PGlite speaks as Postgres does. */
export function compileOnly(type: StoreOptions['type']): StoreContext {
  if (type === 'oracle') return { db: new Kysely<Database>({ dialect: oracle }), dialect: oracleDialect };
  return { db: new Kysely<Database>({ dialect: postgres }), dialect: postgresDialect };
}
