import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { constants, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { run, type Serving, serve } from './support/commandLine.ts';
import { HalfRequest, refusesConnections } from './support/halfRequest.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-shutdown-'));
const prepared = join(folder, 'prepared');
const STUCK_THREAD = new URL('../support/stuckVisionThread.js', import.meta.url).href;
/** Longer than any test: who waits for it fails. */
const FOR_EVER = '600';

beforeAll(async () => {
  await testModels();
  await run(['migrate'], { DATA_DIR: prepared });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let folders = 0;
function preparedFolder(): string {
  const copy = join(folder, `data-${++folders}`);
  cpSync(prepared, copy, { recursive: true });
  return copy;
}

/** Of the state in Postgres's control file, `DB_SHUTDOWNED`: the next start has nothing to recover. */
const SHUT_DOWN = 1;
const databaseState = (dataDirectory: string) =>
  readFileSync(join(dataDirectory, 'database', 'pgdata', 'global', 'pg_control')).readUInt32LE(16);

async function connection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const registration = (email: string) =>
  JSON.stringify({ organization_name: 'Shutdown', email, password: 'shut-down-now' });

describe('a server that is told to end', () => {
  it('tells a keep-alive client with a request in flight to close, and ends with it', async () => {
    const DATA_DIR = preparedFolder();
    const server = await serve({ DATA_DIR, CLOSE_TIMEOUT_SECONDS: FOR_EVER });
    const request = new HalfRequest(server.url, '/4/accounts', registration('a@example.com'), { keepAlive: true });
    await request.sendHead();
    const ended = server.end('SIGTERM');
    await refusesConnections(server.url);
    const answer = await request.sendRest();
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(answer).toMatch(/^connection: close\r$/im);
    expect((await ended).code).toBe(0);
    expect(databaseState(DATA_DIR)).toBe(SHUT_DOWN);
  });

  it('waits for no connection without a request: never used, or used and kept', async () => {
    const server = await serve({ DATA_DIR: preparedFolder(), CLOSE_TIMEOUT_SECONDS: FOR_EVER });
    const sockets = [await connection(server.url), await connection(server.url)];
    sockets[1]?.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(sockets[1] as Socket, 'data');
    const closed = Promise.all(sockets.map((socket) => once(socket.resume(), 'close')));
    expect((await server.end('SIGTERM')).code).toBe(0);
    await closed;
  });
});

describe('a server with a thread in a native call that never returns', () => {
  const fifo = join(folder, 'fifo');
  const writers: FileHandle[] = [];
  beforeAll(() => execFileSync('mkfifo', [fifo]));
  afterEach(async () => {
    for (const writer of writers.splice(0)) await writer.close();
  });

  async function serveStuck(DATA_DIR: string, CLOSE_TIMEOUT_SECONDS: string): Promise<Serving> {
    const server = await serve({
      DATA_DIR,
      CLOSE_TIMEOUT_SECONDS,
      LOG_LEVEL: 'info',
      NODE_OPTIONS: `--import=${STUCK_THREAD}`,
      STUCK_FIFO: fifo,
    });
    const json = { 'Content-Type': 'application/json' };
    const body = registration('stuck@example.com');
    const account = await fetch(`${server.url}/4/accounts`, { method: 'POST', headers: json, body });
    const { token } = (await account.json()) as { token: string };
    const headers = { 'X-Auth-Token': token, 'Content-Type': 'image/jpeg' };
    fetch(`${server.url}/4/storage/descriptors`, { method: 'POST', headers, body: 'picture' }).catch(() => undefined);
    writers.push(await writerOnceRead(fifo));
    return server;
  }

  it('ends at the deadline, after its database is closed', async () => {
    const DATA_DIR = preparedFolder();
    const server = await serveStuck(DATA_DIR, '1');
    const { stderr } = await server.end('SIGTERM');
    expect(server.process.signalCode).toBe('SIGKILL');
    expect(stderr).toContain('"closed"');
    expect(stderr).toContain('does not return');
    expect(stderr).not.toContain('could not be closed');
    expect(databaseState(DATA_DIR)).toBe(SHUT_DOWN);
  });

  it('ends at once by a second signal', async () => {
    const server = await serveStuck(preparedFolder(), FOR_EVER);
    const ended = server.end('SIGTERM');
    await refusesConnections(server.url);
    server.process.kill('SIGTERM');
    await ended;
    expect(server.process.signalCode).toBe('SIGKILL');
  });
});

/** Resolves when somebody reads the FIFO, who waits for as long as it is open for writing. */
async function writerOnceRead(path: string): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await sleep(20);
    }
  }
}
