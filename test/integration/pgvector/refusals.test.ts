import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { explainError } from '../../../src/cli/explainError.ts';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import type { VectorIndexOptions } from '../../../src/store/pgvector/vectorIndex.ts';
import { PASSWORD, USER } from '../../support/postgres/postgresServer.ts';
import { needs } from '../../support/run/needs.ts';
import { DATABASES, type TestDatabase } from '../store/support/databases.ts';
import { PGVECTOR_IS_INSTALLED } from './databases.ts';

const made: TestDatabase[] = [];
afterAll(async () => {
  for (const database of made) await database.remove();
});

const INDEX: VectorIndexOptions = { type: 'halfvec', partitions: 2 };

async function create(name: string): Promise<TestDatabase> {
  const kind = DATABASES.find((database) => database.name === name);
  if (!kind) throw new Error(`no database ${name}`);
  const database = await kind.create();
  made.push(database);
  return database;
}

async function whyRefused({ options }: Pick<TestDatabase, 'options'>, vectorIndex: VectorIndexOptions) {
  const error = await openStore({ ...options, vectorIndex } as typeof options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return explainError(error);
}

test(
  'a server that cannot load the extension: one line, exit code 6',
  needs(
    DATABASES.some(({ name }) => name === 'Postgres'),
    'no Postgres server is given',
  ),
  async () => {
    const database = await create('Postgres');
    const { db, close } = await openDatabase(database.options, { info() {}, warn() {} });
    // In the way of the extension's own type, as nothing else of it can be broken on any server.
    await sql`create type vector as (x integer)`.execute(db);
    await close();
    const { message, exitCode } = await whyRefused(database, INDEX);
    expect(exitCode).toBe(6);
    expect(message).toMatch(
      /^GALLERY_ENGINE=pgvector: the database cannot load the extension "vector" \(.+\); .*GALLERY_ENGINE=memory$/,
    );
    // Refused, and unharmed: the other engine starts.
    await (await openStore(database.options)).close();
  },
);

test(
  'a role that may not make the extension is told who may',
  needs(PGVECTOR_IS_INSTALLED, 'the Postgres server has no pgvector'),
  async () => {
    const { options } = await create('Postgres');
    const database = (options as { database: string }).database;
    const { db, close } = await openDatabase(options, { info() {}, warn() {} });
    await sql`alter database ${sql.id(database)} owner to ${sql.id(USER)}`.execute(db);
    const restricted = { ...options, user: USER, password: PASSWORD } as typeof options;
    const { message, exitCode } = await whyRefused({ options: restricted }, INDEX);
    expect(exitCode).toBe(6);
    expect(message).toContain('have an administrator run "create extension vector" in the database');
    await sql`create extension vector`.execute(db);
    await close();
    await (await openStore({ ...restricted, vectorIndex: INDEX } as typeof options)).close();
  },
);

test('an index of another type is not touched', async () => {
  const database = await create('PGlite in a directory');
  for (let start = 0; start < 2; start++) {
    await (await openStore({ ...database.options, vectorIndex: INDEX } as typeof database.options)).close();
  }
  const { message, exitCode } = await whyRefused(database, { ...INDEX, type: 'vector' });
  expect(exitCode).toBe(6);
  expect(message).toContain('PGVECTOR_TYPE is vector: set it to halfvec');
  // The engine can be switched off again, and other partitions wanted: the index is as it was made.
  await (await openStore(database.options)).close();
  await (
    await openStore({ ...database.options, vectorIndex: { ...INDEX, partitions: 5 } } as typeof database.options)
  ).close();
});
