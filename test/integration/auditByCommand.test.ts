import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/freePort.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Serving, serve } from './support/commandLine.ts';

/** `AUDIT_LOG=on` as an operator sees it: requests, then `audit export` and `audit verify` beside the server. */

interface Entry {
  readonly seq: number;
  readonly action: string;
  readonly operation: string;
  readonly status: number;
  readonly facts: Readonly<Record<string, string | readonly (string | null)[] | null>>;
}

const ADMIN_KEY = 'key-of-the-administrator';
const AUDIT_KEY = 'key-of-the-audit-log';
const ACCOUNT = { organization_name: 'Doors', email: 'audit@example.com', password: 'correct horse 9' };

let folder: string;
let settings: Record<string, string>;
let service: Serving;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  const ADMIN_PORT = String(await freePort());
  settings = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', AUDIT_LOG: 'true', ADMIN_KEY, ADMIN_PORT, AUDIT_KEY };
  service = await serve(settings);
  const answer = await fetch(`${service.url}/4/accounts`, { method: 'POST', body: JSON.stringify(ACCOUNT) });
  ({ token } = (await answer.json()) as { token: string });
});
afterAll(async () => {
  await service?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const ask = (method: string, path: string, body?: unknown) =>
  fetch(`${service.url}/4${path}`, {
    method,
    headers: { 'X-Auth-Token': token, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** Entries are there within a second. */
async function entriesUntil(isThere: (entries: readonly Entry[]) => boolean): Promise<readonly Entry[]> {
  let entries: readonly Entry[] = [];
  await expect
    .poll(
      async () => {
        const { stdout, stderr, code } = await run(['audit', 'export'], settings);
        expect(code, stderr).toBe(0);
        entries = stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
        return isThere(entries);
      },
      { interval: 500 },
    )
    .toBe(true);
  return entries;
}

test('requests are recorded with who, what and how it went, and never with a secret', async () => {
  const { person_id: person } = (await (await ask('POST', '/storage/persons', { user_data: 'Jane Doe' })).json()) as {
    person_id: string;
  };
  await ask('GET', `/storage/persons/${person}`);
  await ask('GET', '/storage/persons/3f0c1e0e-0000-4000-8000-000000000000');
  await fetch(`${service.url}/4/storage/persons`, {
    headers: { 'X-Auth-Token': '3f0c1e0e-0000-4000-8000-000000000001' },
  });
  await fetch(`${service.url}/4/matching/search`, { method: 'POST', headers: { 'X-Auth-Token': token } });
  const entries = await entriesUntil((all) => all.some(({ action }) => action === 'search'));
  const of = (operation: string) => entries.filter((each) => each.operation === operation);
  expect(of('createAccount')[0]).toMatchObject({ action: 'change', status: 201 });
  expect(of('createPerson')[0]).toMatchObject({ action: 'change', status: 201, facts: { person_id: person } });
  expect(of('getPerson').map(({ status }) => status)).toEqual([200, 404]);
  expect(of('getPerson')[0]).toMatchObject({
    action: 'read',
    facts: { address: expect.any(String), person_id: person },
  });
  expect(of('listPersons')[0]).toMatchObject({ status: 401 });
  const text = JSON.stringify(entries);
  for (const secret of [token, ACCOUNT.password, ADMIN_KEY, AUDIT_KEY, 'Jane Doe']) expect(text).not.toContain(secret);
});

test('an erased person is in no entry, and the log still fits', async () => {
  const made = await ask('POST', '/storage/persons', { user_data: 'to be erased' });
  const { person_id: person } = (await made.json()) as { person_id: string };
  await ask('GET', `/storage/persons/${person}`);
  await entriesUntil((all) => JSON.stringify(all).includes(person));
  const erased = await run(['person', 'erase', person, '--account', ACCOUNT.email, '--json'], settings);
  expect(erased.code, erased.stderr).toBe(0);
  expect(JSON.parse(erased.stdout)).toMatchObject({ audit_entries: 2 });
  const entries = await entriesUntil((all) => all.some(({ action }) => action === 'erase'));
  expect(JSON.stringify(entries)).not.toContain(person);
  const verdict = await run(['audit', 'verify', '--json'], settings);
  expect(JSON.parse(verdict.stdout)).toMatchObject({ faults: [], erased: 2 });
});

test('verify prints the newest entry, and takes it as what to expect', async () => {
  const first = await run(['audit', 'verify'], settings);
  const newest = /newest (\S+)/.exec(first.stdout)?.[1] ?? '';
  expect((await run(['audit', 'verify', '--expect', newest], settings)).code).toBe(0);
  const wrong = await run(['audit', 'verify', '--expect', `${Number.parseInt(newest, 10)}:wrong`], settings);
  expect([wrong.code, wrong.stdout]).toEqual([1, expect.stringContaining('changed: ')]);
});

test.each([
  [['verify', '--expect', 'nothing'], /a number, a colon and a hash/],
  [['export', '--from', 'yesterday'], /from: must be a day or a time with its zone/],
  // What `Date.parse` takes for a day of another month, for that of the machine's zone, or a variable of a script that is not set.
  [['export', '--to', '01.05.2026'], /to: must be a day/],
  [['export', '--from', '2026-02-30'], /from: must be a day/],
  [['export', '--from', '2026-05-01T08:00:00'], /from: must be a day/],
  [['export', '--from', ''], /from: must be a day/],
  [['export', '--from', '2026-06-01', '--to', '2026-05-01'], /from: is after to/],
  [['export', '--out', '/no such folder/entries.jsonl'], /entries\.jsonl cannot be written \(ENOENT\)/],
])('bad input has a clear error: %j', async (args, text) => {
  const { code, stdout, stderr } = await run(['audit', ...args], settings);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(text);
});

test('export makes a file that only its owner reads, and never overwrites one', async () => {
  const out = join(folder, 'entries.jsonl');
  expect((await run(['audit', 'export', '--out', out], settings)).code).toBe(0);
  expect((await readFile(out, 'utf8')).split('\n').length).toBeGreaterThan(5);
  expect(((await stat(out)).mode & 0o777).toString(8)).toBe('600');
  const again = await run(['audit', 'export', '--out', out], settings);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('exists: name another file')]);
});

test('an entry is in one of two spans that meet at its time', async () => {
  const all = await entriesUntil((entries) => entries.length > 5);
  const { seq, time } = all[3] as Entry & { readonly time: string };
  const seqs = async (...span: string[]) => {
    const { stdout } = await run(['audit', 'export', ...span], settings);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as Entry).seq);
  };
  expect(Math.max(...(await seqs('--to', time)))).toBe(seq - 1);
  expect(Math.min(...(await seqs('--from', time)))).toBe(seq);
});

test('with another key the log does not fit, and the entries of the last moment are there after a stop', async () => {
  await ask('GET', '/account');
  await service.end('SIGTERM');
  const { stdout } = await run(['audit', 'export'], settings);
  expect(stdout).toContain('"getAccount"');
  expect((await run(['audit', 'verify'], settings)).code).toBe(0);
  expect((await run(['audit', 'verify'], { ...settings, AUDIT_KEY: 'another-key-of-the-log' })).code).toBe(1);
});
