import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { type Installation, installPostgres } from '../support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, type PostgresServer, USER } from '../support/postgres/postgresServer.ts';
import { startServer } from '../support/postgres/replicatedPair.ts';
import { type Serving, serve } from './support/commandLine.ts';

describe('a password that is changed while the service runs', () => {
  let installation: Installation;
  let server: PostgresServer;
  let service: Serving;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    await testModels();
    installation = await installPostgres();
    server = await startServer(installation, 'rotation');
    folder = await mkdtemp(join(tmpdir(), 'luna-rotation-'));
    file = join(folder, 'password');
    await writeFile(file, `${PASSWORD}\n`);
    service = await serve({
      DB_TYPE: 'postgres',
      DB_PORT: String(server.port),
      DB_USER: USER,
      DB_NAME: DATABASE,
      DB_PASSWORD_FILE: file,
      DATA_DIR: join(folder, 'data'),
    });
  });
  afterAll(async () => {
    await service?.end('SIGTERM');
    await server.destroy();
    await installation.remove();
    await rm(folder, { recursive: true, force: true });
  });

  let accounts = 0;
  async function register(): Promise<number> {
    accounts += 1;
    const { status } = await fetch(`${service.url}/4/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ organization_name: 'R', email: `r${accounts}@example.com`, password: 'long enough' }),
    });
    return status;
  }

  const killConnections = () =>
    server.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${USER}'`);

  it('goes on with the new one from its file, also when the file comes late', async () => {
    expect(await register()).toBe(201);

    await server.query(`alter role ${USER} password 'second'`);
    // Connections that are open stay open.
    expect(await register()).toBe(201);
    await writeFile(file, 'second');
    await killConnections();
    expect(await register()).toBe(201);

    await server.query(`alter role ${USER} password 'third'`);
    await killConnections();
    const waiting = register();
    await writeFile(file, 'third');
    expect(await waiting).toBe(201);
  });
});
