import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { installPostgres } from '../support/postgres/installPostgres.ts';
import type { PostgresServer } from '../support/postgres/postgresServer.ts';
import { startServer } from '../support/postgres/replicatedPair.ts';
import { runInHost } from './support/commandHost/runInHost.ts';
import { run } from './support/commandLine.ts';

/**
 * What an operator can get wrong about the database, for both commands that open one: exit code 6 and one line that
 * says what to change; nothing is left half made.
 */
describe('a Postgres that cannot be used', () => {
  let installation: Awaited<ReturnType<typeof installPostgres>>;
  let server: PostgresServer;
  let silent: Server;

  beforeAll(async () => {
    await testModels();
    installation = await installPostgres();
    server = await startServer(installation, 'bad');
    const owned = (name: string, rest = '') => server.query(`create database ${name} owner luna ${rest}`);
    await owned('latin', `encoding 'LATIN1' locale 'C' template template0`);
    await owned('ascii', `encoding 'SQL_ASCII' template template0`);
    await owned('newer');
    await owned('foreign_table');
    await owned('damaged');
    await owned('read_only');
    await server.query('alter database read_only set default_transaction_read_only = on');
    await server.query('create database no_rights');
    await server.query('revoke create on schema public from public', 'no_rights');
    await server.query('create database no_schema owner luna');
    await server.query('drop schema public', 'no_schema');
    silent = createServer(() => undefined).listen(0, '127.0.0.1');

    for (const DB_NAME of ['newer', 'damaged']) await migrate({ DB_NAME });
    await server.query(`insert into schema_migration values ('9999_later', now())`, 'newer');
    await server.query('alter table person drop column user_data', 'damaged');
    await asLuna('foreign_table', 'create table handler (something text)');
  });
  afterAll(async () => {
    silent.close();
    await server.destroy();
    await installation.remove();
  });

  const settings = (changes: Readonly<Record<string, string>>) => ({
    DB_TYPE: 'postgres',
    DB_PORT: String(server.port),
    DB_WAIT_SECONDS: '1',
    DB_CONNECT_TIMEOUT_SECONDS: '1',
    LOG_LEVEL: 'fatal',
    PORT: '0',
    ...changes,
  });
  const migrate = (changes: Readonly<Record<string, string>>) => runInHost(['migrate'], settings(changes));

  async function asLuna(database: string, statement: string): Promise<void> {
    const client = await server.connect('luna', database);
    await client.query(statement).finally(() => client.end());
  }

  async function tablesOf(database: string): Promise<string[]> {
    const rows = await server.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      database,
    );
    return rows.map(({ name }) => name);
  }

  const port = (listener: Server) => {
    const address = listener.address();
    return String(typeof address === 'object' ? address?.port : '');
  };

  const CASES: readonly (readonly [string, () => Readonly<Record<string, string>>, RegExp])[] = [
    ['the DSN is wrong', () => ({ DB_DSN: 'luna:secret@host:99999/x' }), /DB_DSN: .*port/],
    ['a DSN option is unknown to it', () => ({ DB_DSN: 'host?channel_binding=require' }), /DB_DSN: .*channel_binding/],
    ['there is no such host', () => ({ DB_HOST: 'host.invalid' }), /host\.invalid.*\(check DB_HOST and DB_PORT\)/],
    ['nobody listens', () => ({ DB_PORT: '1' }), /:1 says.*\(check DB_HOST and DB_PORT\)/],
    [
      'nobody answers',
      () => ({ DB_PORT: port(silent) }),
      /(no answer within|has not answered yet).*\(check DB_HOST and DB_PORT\)/,
    ],
    [
      'the password is wrong',
      () => ({ DB_PASSWORD: 'open-sesame' }),
      /password authentication failed.*\(check DB_USER and DB_PASSWORD\)/,
    ],
    ['there is no such database', () => ({ DB_NAME: 'nowhere' }), /"nowhere" does not exist.*\(check DB_NAME\)/],
    [
      'the host is read-only',
      () => ({ DB_NAME: 'read_only' }),
      /no read-write host .* is a read-only primary \(check DB_HOST\)/,
    ],
    ['the role may not make tables', () => ({ DB_NAME: 'no_rights' }), /DB_USER may not create tables.*migrate --sql/],
    ['there is no schema', () => ({ DB_NAME: 'no_schema' }), /DB_USER may not create tables.*no schema/],
    ['the schema is newer', () => ({ DB_NAME: 'newer' }), /newer version.*9999_later.*install that version/],
    ['a table of the name is there', () => ({ DB_NAME: 'foreign_table' }), /"handler" already exists.*DB_NAME/],
    ['a column was dropped', () => ({ DB_NAME: 'damaged' }), /DB_NAME.*column person\.user_data is missing/],
    ['it stores text as LATIN1', () => ({ DB_NAME: 'latin' }), /DB_NAME stores text as LATIN1.*encoding UTF8/],
    ['it stores bytes', () => ({ DB_NAME: 'ascii' }), /DB_NAME stores text as SQL_ASCII.*encoding UTF8/],
  ];

  it.each(CASES)('stops both commands with one line: %s', async (_case, changes, message) => {
    for (const command of ['migrate', 'serve']) {
      const door = command === 'serve' ? run : runInHost;
      const { code, stdout, stderr } = await door([command], settings(changes()));
      expect(stderr).toMatch(/^luna-backport3: .*\n$/);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/secret|open-sesame/);
      expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
    }
  });

  it('leaves nothing half made', async () => {
    expect(await tablesOf('no_rights')).toEqual([]);
    expect(await tablesOf('foreign_table')).toEqual(['handler']);
    expect(await tablesOf('latin')).toEqual([]);
    expect(await tablesOf('ascii')).toEqual([]);
  });

  it('is planned, checked and then repaired by hand', async () => {
    await server.query('create database by_hand owner luna');
    const by = (...options: string[]) => runInHost(['migrate', ...options], settings({ DB_NAME: 'by_hand' }));
    expect(await by('--plan')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^0001_initial_schema: \d+ /) });
    expect(await by('--check')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('is pending'),
    });
    const script = await by('--sql');
    expect(script).toMatchObject({ code: 0, stderr: '' });
    expect((await by('--plan', '--sql')).stdout).toBe(script.stdout);
    expect(await tablesOf('by_hand')).toEqual([]);

    await asLuna('by_hand', script.stdout);
    expect(await by('--plan')).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') });
    expect(await by('--check')).toMatchObject({ code: 0, stderr: '' });
    expect((await by('--plan', '--sql')).stdout).toMatch(/^-- nothing to do/);
    expect(await by('--apply')).toMatchObject({ code: 0, stderr: '' });

    await asLuna('by_hand', 'drop index list_person_person_index');
    expect(await by('--check')).toMatchObject({
      code: 1,
      stdout: 'index list_person_person_index of list_person (person_id) is missing\n',
      stderr: expect.stringMatching(/^luna-backport3: .*\n$/),
    });
  });

  it('prints its script without a database', async () => {
    const { code, stdout, stderr } = await runInHost(['migrate', '--sql'], settings({ DB_HOST: 'host.invalid' }));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/create table "handler"/);
  });

  it('takes no two answers at once', async () => {
    expect(await runInHost(['migrate', '--apply', '--plan'])).toMatchObject({ code: 2, stdout: '' });
    expect(await runInHost(['migrate', '--check', '--sql'])).toMatchObject({ code: 2, stdout: '' });
  });
});
