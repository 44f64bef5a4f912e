import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { EXPECTED_SCHEMA } from '../../../store/drift/expectedSchema.ts';
import { MIGRATIONS } from '../../../store/migrations/migrate.ts';
import type { ColumnRow } from '../../../store/ports/dialect.ts';
import type { Database } from '../../../store/sql/schema.ts';
import { type Check, Differs, expectSame, inSession } from './check.ts';
import { SELFTEST_PREFIX } from './sandbox.ts';

/** Tables, keys and indexes of the service, as Oracle has them. */
const OWN_NAMES = new Set(
  Object.entries(EXPECTED_SCHEMA)
    .flatMap(([table, { keys, indexes }]) => [table, ...Object.keys(keys), ...Object.keys(indexes)])
    .map((name) => name.toUpperCase()),
);

/** Definitions, and what the dictionary says of them. */
export const ddlChecks: readonly Check[] = [
  {
    name: 'the whole schema',
    assumed:
      'every statement of every migration is taken: names, types, keys, defaults; no column is a word of its own',
    async run({ db, dialect, session }) {
      const own = await session();
      let executed = 0;
      for (const migration of MIGRATIONS) {
        // They are compiled for the service's own tables.
        for (const statement of migration.statements(db as unknown as Kysely<Database>, dialect)) {
          await own
            .execute(underPrefix(statement.sql), [...statement.parameters], {
              autoCommit: true,
              fetchTypeHandler: () => undefined,
            })
            .catch((error: unknown) => {
              throw new Differs(`${error instanceof Error ? error.message : String(error)} of: ${statement.sql}`);
            });
          executed += 1;
        }
      }
      return `${executed} statements of ${MIGRATIONS.length} migrations`;
    },
  },
  {
    name: 'the dictionary',
    assumed: 'user_tab_columns tells the types as they were given, which the check of the schema reads',
    async run({ db, dialect: { catalog } }) {
      const { rows } = await catalog.columns.execute(db);
      const columns = rows.filter(({ table_name }) => table_name === 'LBST_ITEM');
      const types = columns.map((row: ColumnRow) => `${row.column_name.toLowerCase()} ${catalog.typeOf(row)}`);
      return expectSame(types, [
        'item_id text(36)',
        'parent_id text(36)',
        'external_id text(36)',
        'user_data text(128)',
        'body document',
        'vector bytes',
        'active boolean',
        'version bigint',
        'create_time timestamp(6)',
      ]);
    },
  },
  {
    name: 'keys in the dictionary',
    assumed: 'user_constraints and user_cons_columns name them',
    async run({ db, dialect: { catalog } }) {
      const { rows } = await catalog.keys.execute(db);
      const keys = rows.filter(({ table_name }) => table_name === 'LBST_ITEM');
      return expectSame(
        keys.map(({ key_name, kind, target }) => `${kind} ${key_name}${target ? ` to ${target}` : ''}`).sort(),
        ['P LBST_ITEM_PK', 'R LBST_ITEM_PARENT_FK to LBST_PARENT', 'U LBST_ITEM_EXTERNAL_KEY'],
      );
    },
  },
  {
    name: 'names of tables',
    assumed: 'a quoted name in capitals is what unquoted SQL and the dictionary mean',
    async run({ db, dialect }) {
      const [found, none] = [
        await dialect.tableExists('lbst_item').execute(db),
        await dialect.tableExists('lbst_none').execute(db),
      ];
      return expectSame([found.rows, none.rows], [[{ found: 1 }], []]);
    },
  },
  {
    name: 'names of 30 letters',
    assumed: 'they are taken whole, as the longest in use',
    async run({ session }) {
      const own = await session();
      const name = `${SELFTEST_PREFIX}${'X'.repeat(30 - SELFTEST_PREFIX.length)}`;
      await inSession(own, `create table "${name}" (id number(10))`);
      return expectSame(await inSession(own, `select table_name from user_tables where table_name = '${name}'`), [
        [name],
      ]);
    },
  },
  {
    name: 'CREATE commits',
    assumed: 'it ends the transaction around it, which is why migrations go step by step',
    async run({ db, session }) {
      const own = await session();
      await inSession(own, `insert into lbst_item (item_id) values ('a')`);
      await inSession(own, 'create table lbst_between (id number(10))');
      await own.rollback();
      return `${expectSame((await db.selectFrom('lbst_item').select('item_id').execute()).length, 1)} row, though rolled back`;
    },
  },
  {
    name: 'rows that go with others',
    assumed: 'ON DELETE CASCADE takes them, through the names of the service',
    async run({ db, session }) {
      const own = await session();
      await inSession(
        own,
        'create table lbst_link (item_id varchar2(36) references lbst_item (item_id) on delete cascade)',
      );
      await inSession(own, `insert into lbst_item (item_id) values ('a')`);
      await inSession(own, `insert into lbst_link (item_id) values ('a')`);
      await own.commit();
      await db.deleteFrom('lbst_item').execute();
      const { rows } = await sql<{ count: number }>`select count(*) as count from lbst_link`.execute(db);
      return expectSame(rows, [{ count: 0 }]);
    },
  },
];

function underPrefix(statement: string): string {
  return statement.replace(/"([A-Z0-9_]+)"/g, (quoted, name: string) =>
    OWN_NAMES.has(name) ? `"${SELFTEST_PREFIX}${name}"` : quoted,
  );
}
