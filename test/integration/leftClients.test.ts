import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostgresOptions } from '../../src/databases/postgres/openPostgres.ts';
import { needs } from '../support/run/needs.ts';
import { DATABASES, type TestDatabase } from './store/support/databases.ts';
import { type Serving, serve } from './support/commandLine.ts';

const CONNECTIONS = 2;
const server = DATABASES.find(({ name }) => name === 'Postgres');

/** Needs a server: `TEST_POSTGRES_URL`. */
describe(
  'clients that leave while the database keeps them waiting',
  needs(server, 'no Postgres server is given'),
  () => {
    let folder: string;
    let database: TestDatabase;
    let service: Serving;
    let direct: pg.Client;
    let headers: Readonly<Record<string, string>>;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'left-clients-'));
      database = await (server as NonNullable<typeof server>).create();
      const { host, port, user, password, database: name } = database.options as PostgresOptions;
      service = await serve({
        DATA_DIR: join(folder, 'data'),
        DB_TYPE: 'postgres',
        DB_HOST: host,
        DB_PORT: String(port),
        DB_USER: user,
        DB_PASSWORD: String(password),
        DB_NAME: name,
        DB_CONNECTION_POOL_SIZE: String(CONNECTIONS),
        DB_WAIT_SECONDS: '60',
      });
      const account = { organization_name: 'Left', email: 'left@example.com', password: 'correct horse 9' };
      const answer = await fetch(`${service.url}/4/accounts`, { method: 'POST', body: JSON.stringify(account) });
      headers = { 'X-Auth-Token': ((await answer.json()) as { token: string }).token };
      direct = new pg.Client({ host, port, user, password: String(password), database: name });
      await direct.connect();
    });
    afterAll(async () => {
      await direct?.end();
      await service?.end('SIGTERM');
      await database?.remove();
      await rm(folder, { recursive: true, force: true });
    });

    const post = (name: string, signal?: AbortSignal) =>
      fetch(`${service.url}/4/storage/persons`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ user_data: name }),
        ...(signal && { signal }),
      });

    test('store nothing but what had begun', async () => {
      await direct.query('begin; lock table person');
      const leaving = new AbortController();
      const left = Array.from({ length: 50 }, () => post('left', leaving.signal).catch(() => undefined));
      // Two have a connection each, and the others wait for one of these.
      await expect
        .poll(async () => (await direct.query('select 1 from pg_locks where not granted')).rowCount)
        .toBe(CONNECTIONS);
      await pause(500);
      leaving.abort();
      await Promise.all(left);
      const stays = post('stays');
      await pause(100);
      await direct.query('commit');
      expect((await stays).status).toBe(201);
      const { rows } = await direct.query<{ name: string }>('select user_data as name from person');
      const names = rows.map(({ name }) => name);
      expect(names).toContain('stays');
      expect(names.filter((name) => name === 'left').length).toBeLessThanOrEqual(CONNECTIONS);
    });
  },
);
