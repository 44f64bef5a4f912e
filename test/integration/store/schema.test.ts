import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileOnly } from '../../../src/databases/compileOnly.ts';
import { openDatabase, type StoreOptions } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { type Drift, findDrift } from '../../../src/store/drift/findDrift.ts';
import { MIGRATIONS, migrate } from '../../../src/store/migrations/migrate.ts';
import { pendingScript, planMigrations, wholeScript } from '../../../src/store/migrations/script.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import { DATABASES, LASTING_DATABASES, openWithoutTables, type TestDatabase } from './support/databases.ts';

const SILENT = { info: () => undefined, warn: () => undefined };

/** Runs a script as a DBA's tool does, past the service. */
async function runScript(options: StoreOptions, script: string): Promise<void> {
  if (options.type === 'pglite') {
    const pglite = await PGlite.create(join(options.directory, 'pgdata'));
    await pglite.exec(script);
    await pglite.close();
  } else if (options.type === 'postgres') {
    const { host, port, user, database } = options;
    const client = new pg.Client({ host, port, user, database });
    await client.connect();
    await client.query(script).finally(() => client.end());
  }
}

describe.each(LASTING_DATABASES)('the schema on $name', ({ create }) => {
  let database: TestDatabase;
  let open: OpenDatabase;

  beforeEach(async () => {
    database = await create();
    open = await openWithoutTables(database.options);
  });
  afterEach(async () => {
    await open.close();
    await database.remove();
  });

  it('is planned without a change to the database', async () => {
    const [first] = await planMigrations(open);
    expect(first).toMatchObject({ name: '0001_initial_schema', begun: 0 });
    expect(first?.statements).toBeGreaterThan(20);
    expect(await open.db.introspection.getTables()).toEqual([]);
  });

  it('is made by the printed script, after which there is nothing to do', async () => {
    await open.close();
    await runScript(database.options, wholeScript(compileOnly(database.options.type)));
    open = await openDatabase(database.options, SILENT);
    expect(await planMigrations(open)).toEqual([]);
    expect(await pendingScript(open)).toBe('');
    expect(await findDrift(open)).toEqual([]);
    expect(await migrate(open.db, open.dialect)).toEqual([]);
    await open.close();
    const store = await openStore(database.options);
    await store.close();
    open = await openDatabase(database.options, SILENT);
  });

  it('is completed by the script of what is pending', async () => {
    const later = { name: '9999_later', statements: () => [sql`create table later (a int)`.compile(open.db)] };
    await migrate(open.db, open.dialect);
    const all = [...MIGRATIONS, later];
    const script = await pendingScript(open, all);
    expect(script).not.toContain('"account"');
    await open.close();
    await runScript(database.options, script);
    open = await openDatabase(database.options, SILENT);
    expect(await planMigrations(open, all)).toEqual([]);
  });

  it('is left as it was by a script that fails in the middle', async () => {
    await sql`create table handler (a int)`.execute(open.db);
    await open.close();
    await expect(runScript(database.options, wholeScript(compileOnly('postgres')))).rejects.toThrow(/handler/);
    open = await openDatabase(database.options, SILENT);
    expect((await open.db.introspection.getTables()).map(({ name }) => name)).toEqual(['handler']);
  });

  it('is what the manifest says after the migrations', async () => {
    await migrate(open.db, open.dialect);
    expect(await findDrift(open)).toEqual([]);
  });

  it('stops the start when the service could not work with it', async () => {
    await migrate(open.db, open.dialect);
    await sql`drop table handler`.execute(open.db);
    await open.close();
    await expect(openStore(database.options)).rejects.toMatchObject({
      name: 'StoreRefused',
      reason: 'misconfigured',
      message: expect.stringMatching(/table handler is missing; luna-backport3 migrate --check/),
    });
    open = await openDatabase(database.options, SILENT);
  });

  it('is warned of at the start when the service can work with it', async () => {
    await migrate(open.db, open.dialect);
    await sql`drop index list_person_person_index`.execute(open.db);
    await open.close();
    const warnings: object[] = [];
    const store = await openStore(database.options, { info: () => undefined, warn: (line) => warnings.push(line) });
    await store.close();
    expect(warnings).toContainEqual({ drift: 'index list_person_person_index of list_person (person_id) is missing' });
    open = await openDatabase(database.options, SILENT);
  });
});

describe.each(DATABASES.filter(({ name }) => name !== 'PGlite in a directory'))('drift on $name', ({ create }) => {
  let database: TestDatabase;
  let open: OpenDatabase;

  beforeAll(async () => {
    database = await create();
    open = await openDatabase(database.options, SILENT);
    await migrate(open.db, open.dialect);
  });
  afterAll(async () => {
    await open.close();
    await database.remove();
  });

  /** What is found when that was done, which is then undone. */
  async function driftAfter(statement: string): Promise<readonly Drift[]> {
    const enough = new Error('enough');
    let drift: readonly Drift[] = [];
    const work = open.db.transaction().execute(async (tx) => {
      await sql.raw(statement).execute(tx);
      drift = await findDrift({ db: tx, dialect: open.dialect });
      throw enough;
    });
    await expect(work).rejects.toBe(enough);
    return drift;
  }

  it.each([
    ['alter table person drop column user_data', 'column person.user_data is missing', true],
    ['drop table handler', 'table handler is missing', true],
    [
      'alter table person add column shoe_size int not null',
      'column person.shoe_size is unknown to this version: it takes no row without a value for it',
      true,
    ],
    ['alter table person add column note text', 'column person.note is unknown to this version', false],
    [
      'alter table person alter column user_data type varchar(64)',
      'column person.user_data is text(64), not text(128)',
      false,
    ],
    [
      'alter table account alter column email drop not null',
      'column account.email is text(256), not text(256) not null',
      false,
    ],
    [
      'alter table account drop constraint account_email_key',
      'key account_email_key of account is missing, not unique (email)',
      false,
    ],
    [
      'alter table list_person drop constraint list_person_pk',
      'key list_person_pk of list_person is missing, not primary key (list_id, person_id)',
      false,
    ],
    [
      'alter table list_person drop constraint list_person_list_fk, add constraint list_person_list_fk foreign key (list_id) references persons_list',
      'key list_person_list_fk of list_person is foreign key (list_id) references persons_list, not foreign key (list_id) references persons_list on delete cascade',
      false,
    ],
    [
      'drop index list_person_person_index',
      'index list_person_person_index of list_person (person_id) is missing',
      false,
    ],
    [
      'create unique index one_name on person (user_data)',
      'index one_name of person is unknown to this version: unique (user_data)',
      false,
    ],
  ])('differs after: %s', async (statement, message, fatal) => {
    expect(await driftAfter(statement)).toEqual([{ message, fatal }]);
  });

  it.each([
    'create table of_another_program (a int)',
    'create index of_the_dba on person (create_time)',
    'alter index list_person_person_index rename to another_name',
    'alter table person alter column create_time type timestamp without time zone',
  ])('does not differ after: %s', async (statement) => {
    expect(await driftAfter(statement)).toEqual([]);
  });
});
