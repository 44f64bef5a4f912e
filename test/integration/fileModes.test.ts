import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { run, serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-modes-'));
const umask = process.umask();
afterEach(() => void process.umask(umask));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is in a folder, with the folder itself: its kind and its mode. */
function modesIn(root: string): Map<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return new Map(
    ['.', ...names].map((name) => {
      const entry = lstatSync(join(root, name));
      const kind = entry.isDirectory() ? 'folder' : entry.isSocket() ? 'socket' : 'file';
      return [name, `${kind} ${(entry.mode & 0o777).toString(8)}`];
    }),
  );
}

const PRIVATE = ['folder 700', 'file 600', 'socket 700', 'socket 600'];

function expectPrivate(root: string): void {
  const modes = modesIn(root);
  expect([...modes].filter(([, mode]) => !PRIVATE.includes(mode))).toEqual([]);
}

/** Stores one face and puts it twice into a list. */
async function enrol(url: string, photo: Uint8Array): Promise<string> {
  const send = async (path: string, body: object, token?: string) => {
    const isPhoto = body instanceof Uint8Array;
    const answer = await fetch(`${url}/4${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': isPhoto ? 'image/jpeg' : 'application/json',
        ...(token !== undefined && { 'X-Auth-Token': token }),
      },
      body: isPhoto ? new Uint8Array(body) : JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    return (await answer.json()) as { token: string; list_id: string };
  };
  const account = { organization_name: 'Modes', email: 'modes@example.com', password: 'secret-word' };
  const { token } = await send('/accounts', account);
  const { list_id } = await send('/storage/lists?type=descriptors', { list_data: 'all' }, token);
  await send('/storage/descriptors', photo, token);
  return list_id;
}

describe.each([
  ['000', 0o000],
  ['077', 0o077],
])('started with umask %s', (name, mask) => {
  const data = join(folder, name, 'data');
  let listId: string;

  it('the data directory with database, portraits and lock is the user’s own', async () => {
    mkdirSync(join(folder, name));
    process.umask(mask);
    const server = await serve({ DATA_DIR: data });
    try {
      listId = await enrol(server.url, readFileSync((await testModels()).pathOf('samples/sample3.jpg')));
      const names = [...modesIn(data).keys()];
      for (const part of [/\.jpg$/, /lock\.\d+/, /pgdata\/base\/\d/, /pg_wal\/0/])
        expect(names.some((each) => part.test(each))).toBe(true);
      expectPrivate(data);
    } finally {
      await server.end('SIGTERM');
    }
    expectPrivate(data);
  });

  it('so are the report of crossmatch and its journal', async () => {
    const out = join(folder, name, 'reports');
    mkdirSync(out, { mode: 0o700 });
    process.umask(mask);
    const { code, stderr } = await run(['crossmatch', '--list', listId, '--out', join(out, 'pairs.csv')], {
      DATA_DIR: data,
    });
    expect(stderr).not.toContain('cannot');
    expect(code).toBe(0);
    expect(readdirSync(out)).toContain('pairs.csv');
    expectPrivate(out);
  });
});
