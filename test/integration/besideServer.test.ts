import { once } from 'node:events';
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Serving, serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-beside-'));
// Longer than the path of a socket may be.
const DATA_DIR = join(folder, 'a folder whose name is long '.repeat(5).trim());
const SETTINGS = { DATA_DIR };

let server: Serving;
let log = '';
let token: string;
let list: string;

async function send(path: string, body: object, method = 'POST'): Promise<Record<string, unknown>> {
  const isPhoto = body instanceof Uint8Array;
  const answer = await fetch(`${server.url}/4${path}`, {
    method,
    headers: {
      'Content-Type': isPhoto ? 'image/jpeg' : 'application/json',
      ...(token !== undefined && { 'X-Auth-Token': token }),
    },
    body: isPhoto ? new Uint8Array(body) : JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
}

beforeAll(async () => {
  server = await serve({ ...SETTINGS, LOG_LEVEL: 'info' });
  server.process.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const account = { organization_name: 'Beside', email: 'beside@example.com', password: 'secret-word' };
  token = String((await send('/accounts', account)).token);
  list = String((await send('/storage/lists?type=descriptors', { list_data: 'all' })).list_id);
  const photo = readFileSync((await testModels()).pathOf('samples/sample3.jpg'));
  const { faces } = (await send('/storage/descriptors', photo)) as { faces: { id: string }[] };
  for (const { id } of faces) {
    await send(`/storage/descriptors/${id}/linked_lists?do=attach&list_id=${list}`, {}, 'PATCH');
  }
});
afterAll(async () => {
  await server?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

describe('beside a server that holds the embedded database, without ADMIN_KEY', () => {
  it('the socket is the user’s own', () => {
    const socket = lstatSync(join(DATA_DIR, 'admin.sock'));
    expect(socket.isSocket()).toBe(true);
    expect((socket.mode & 0o777).toString(8)).toBe('600');
  });

  it.each<[readonly string[], RegExp]>([
    [['gc', '--account', 'beside@example.com', '--json'], /^\{"dry_run":false,"descriptors":0,/],
    [['migrate', '--check'], /^the schema is what the migrations make\n$/],
    [['migrate', '--plan'], /^nothing to do: the database has the schema of this version\n$/],
    [['migrate', '--plan', '--sql'], /^-- nothing to do: /],
    [['migrate', '--apply'], /^the database has the schema of this version\n$/],
    [['gallery', 'verify'], /^no lists are loaded\n$/],
    [['models', 'verify'], /^ok /],
    [['portraits', 'move', '--to', 'files'], /^moved 0 portraits/],
  ])('%j', async (args, stdout) => {
    expect(await run(args, SETTINGS)).toEqual({ code: 0, stdout: expect.stringMatching(stdout), stderr: '' });
  });

  it('crossmatch writes its pairs', async () => {
    const out = join(folder, 'pairs.csv');
    const args = ['crossmatch', '--list', list, '--threshold', '0', '--out', out];
    const { code, stdout, stderr } = await run(args, SETTINGS);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^3 pairs of 3 compared/);
    expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(4);
    expect(existsSync(`${out}.journal`)).toBe(false);
  });

  it('who leaves ends the work in the server', async () => {
    const cwd = process.cwd();
    process.chdir(DATA_DIR);
    const outgoing = request({
      socketPath: 'admin.sock',
      method: 'POST',
      path: '/portraits/move',
      headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
    });
    outgoing.end(JSON.stringify({ to: 'database' }));
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    process.chdir(cwd);
    const [line] = await once(incoming, 'data');
    expect(JSON.parse(String(line))).toMatchObject({ event: { moved: 0, total: 3 } });
    // It waits ten seconds for nodes that do not know of the move; as Ctrl-C does it.
    outgoing.destroy();
    while (!log.includes('long operation stopped: its client left')) await pause(50);
  });

  it('what is asked wrongly is refused as without a server', async () => {
    expect(await run(['gc', '--account', 'nobody@example.com'], SETTINGS)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no account nobody@example.com'),
    });
  });
});
