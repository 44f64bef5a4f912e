import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/databases/openStore.ts';
import type { StoreLog } from '../../src/store/sql/storeLog.ts';
import type { Store } from '../../src/store/store.ts';
import { testModels } from '../support/models.ts';
import { CONDITION_MS } from '../support/patience.ts';
import { type Installation, installPostgres } from '../support/postgres/installPostgres.ts';
import { PGBOUNCER, type Pgbouncer, startPgbouncer } from '../support/postgres/pgbouncer.ts';
import { DATABASE, PASSWORD, type PostgresServer, USER } from '../support/postgres/postgresServer.ts';
import { startServer } from '../support/postgres/replicatedPair.ts';
import { needs } from '../support/run/needs.ts';
import { storeContract } from './store/contract/storeContract.ts';
import { serve } from './support/commandLine.ts';
import { followList } from './support/followedList.ts';

const ACCEPTANCE = fileURLToPath(new URL('../acceptance/run.js', import.meta.url));
/** Enough to use every table; recognition does not depend on the database. */
const FILES = ['accounts', 'tokens', 'persons.test', 'lists.test', 'linker'];

/** The environment of a command that starts a test runner of its own. */
function withoutTestRunner(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITE|TEST|NODE_ENV)/.test(name)));
}

const LOGIN = { type: 'postgres', host: '127.0.0.1', user: USER, password: PASSWORD, database: DATABASE } as const;

const openNode = (port: number, log?: StoreLog) => openStore({ ...LOGIN, port, poolSize: 2, listHints: true }, log);

describe(
  'PgBouncer in transaction mode',
  needs(PGBOUNCER, 'PgBouncer is not installed (apt-get install pgbouncer)'),
  () => {
    let installation: Installation;
    let server: PostgresServer;
    let bouncer: Pgbouncer;
    let store: Store;

    beforeAll(async () => {
      await testModels();
      installation = await installPostgres();
      server = await startServer(installation, 'bounced');
      bouncer = await startPgbouncer(PGBOUNCER ?? '', installation, server);
      store = await openStore({ ...LOGIN, port: bouncer.port, poolSize: 12 });
    });
    afterAll(async () => {
      await store?.close();
      await bouncer?.stop();
      await server.destroy();
      await installation.remove();
    });

    it('shares few connections of the server among many of the pool', async () => {
      await Promise.all(Array.from({ length: 100 }, () => store.ping()));
      const [row] = await server.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity where usename = '${USER}'`,
      );
      expect(row?.count).toBeGreaterThan(0);
      expect(row?.count).toBeLessThanOrEqual(4);
    });

    it('cannot be listened through: a node says so once and asks by itself, and what it sends arrives', async () => {
      const log = { info: vi.fn(), warn: vi.fn() };
      const bounced = await openNode(bouncer.port, log);
      const direct = await openNode(server.port);
      const list = await followList(direct, bounced, 100);
      const back = await followList(bounced, direct);
      try {
        await vi.waitFor(() => expect(log.warn).toHaveBeenCalled(), CONDITION_MS);
        await list.seen(await list.attach());
        // This one never asks: it is hints that it hears.
        for (let count = 0; count < 3; count++) await back.seen(await back.attach());
        expect(log.warn.mock.calls).toEqual([
          [{ err: expect.objectContaining({ name: 'NotHeard' }) }, expect.stringContaining('no hints')],
        ]);
      } finally {
        for (const part of [list, back, bounced, direct]) await part.close();
      }
    });

    it('can be listened through in session mode', async () => {
      const inSessions = await startPgbouncer(PGBOUNCER ?? '', installation, server, 'session');
      const reading = await openNode(inSessions.port);
      const writing = await openNode(server.port);
      const list = await followList(writing, reading);
      try {
        for (let count = 0; count < 3; count++) await list.seen(await list.attach());
      } finally {
        for (const part of [list, reading, writing]) await part.close();
        await inSessions.stop();
      }
    });

    it('serves the API', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'luna-bounced-'));
      const service = await serve({
        DB_TYPE: 'postgres',
        DB_DSN: `${USER}:${PASSWORD}@127.0.0.1:${bouncer.port}/${DATABASE}`,
        DATA_DIR: folder,
        LOG_LEVEL: 'warn',
      });
      const child = spawn(process.execPath, [ACCEPTANCE, '--base', service.url, ...FILES], {
        env: withoutTestRunner(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (text) => {
          output += String(text);
        });
      }
      const [code] = await once(child, 'close');
      await service.end('SIGTERM');
      // The service has settled where portraits lie; the stores' contract below begins before that.
      await server.query('delete from portrait_place', DATABASE);
      await rm(folder, { recursive: true, force: true });
      expect(output).toMatch(/Tests .*passed/);
      expect(code, output).toBe(0);
    });

    storeContract(() => store);
  },
);
