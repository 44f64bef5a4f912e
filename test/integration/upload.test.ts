import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type ApiAccount, registerAt } from '../support/apiAccount.ts';
import { zipOf } from '../support/archives/zipOf.ts';
import { startFaultyHttpProxy } from '../support/faultyHttpProxy.ts';
import { freePort } from '../support/freePort.ts';
import { facePhotos } from '../support/images/facePhotos.ts';
import { startOldServer } from '../support/oldServer/oldServer.ts';
import { OldAccount } from '../support/oldServer/oldState.ts';
import { needs } from '../support/run/needs.ts';
import { type Outcome, run, type Serving, serve, start } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-upload-'));
const PHOTOS = 24;
let settings: Record<string, string>;
let server: Serving;
let photos: Buffer[];
let runs = 0;

beforeAll(async () => {
  settings = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()), VISION_QUEUE_LIMIT: '2' };
  server = await serve(settings);
  photos = await facePhotos(PHOTOS);
});
afterAll(async () => {
  await server?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own for each run; also its working directory would be. */
function fresh(): string {
  const path = join(folder, `run-${++runs}`);
  mkdirSync(path);
  return path;
}

/** A folder a person, two photos each; `<folder>/photos`. */
function photoFolder(at: string): string {
  const root = join(at, 'photos');
  for (const [index, photo] of photos.entries()) {
    const person = join(root, `person ${Math.floor(index / 2)} 👩🏽‍🚀`);
    mkdirSync(person, { recursive: true });
    writeFileSync(join(person, `${index}.jpg`), photo);
  }
  return root;
}

const argumentsOf = (source: string, to: string, account: { token: string }, at: string, ...more: string[]) => [
  ...['upload', source, '--to', to, '--journal', join(at, 'journal.jsonl'), '--json'],
  ...['--token', account.token, ...more],
];
const summaryOf = ({ stdout, stderr, code }: Outcome) => {
  expect(stdout, `${code} ${stderr}`).not.toBe('');
  return JSON.parse(stdout);
};

/** A file system that holds hardly more than a lock; only root may mount one. */
const small = mkdtempSync(join(tmpdir(), 'luna-upload-small-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', small]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', small]);
  rmSync(small, { recursive: true, force: true });
});

/** Everybody is there once, with both photos, and in the list. */
async function expectWhole(account: ApiAccount): Promise<void> {
  const persons = await account.all('/storage/persons', 'persons');
  expect(persons.map(({ user_data }) => user_data).sort()).toEqual(
    Array.from({ length: PHOTOS / 2 }, (_, index) => `person ${index} 👩🏽‍🚀`).sort(),
  );
  for (const { descriptors, lists } of persons) {
    expect(descriptors).toHaveLength(2);
    expect(lists).toHaveLength(1);
  }
  expect(await account.all('/storage/descriptors', 'descriptors')).toHaveLength(PHOTOS);
}

it('enrols a folder, although the server has room for two photos at a time; again it has nothing to do', async () => {
  const at = fresh();
  const account = await registerAt(() => server.url);
  const args = argumentsOf(photoFolder(at), server.url, account, at, '--list', 'guests', '--parallel', '16');
  const dry = await run([...args, '--dry-run']);
  expect(summaryOf(dry)).toMatchObject({ photos: PHOTOS, persons: PHOTOS / 2 });
  expect(existsSync(join(at, 'journal.jsonl'))).toBe(false);

  const first = await run(args);
  expect(summaryOf(first)).toMatchObject({ photos: PHOTOS, uploaded: PHOTOS, rejected: 0 });
  expect(first.code).toBe(0);
  await expectWhole(account);
  expect(summaryOf(await run(args))).toMatchObject({ uploaded: PHOTOS });
  await expectWhole(account);
});

it('doubles nothing and leaves nothing out when answers are lost, the server restarts and the run is killed', async () => {
  const at = fresh();
  const account = await registerAt(() => server.url);
  const proxy = await startFaultyHttpProxy(
    () => server.url,
    (number) => number % 5 === 0,
  );
  const args = argumentsOf(photoFolder(at), proxy.url, account, at, '--list', 'guests');
  const journal = join(at, 'journal.jsonl');
  const ended = () => (existsSync(journal) ? readFileSync(journal, 'utf8').split('"type":"item"').length - 1 : 0);
  const killed = start(args, {});
  await vi.waitFor(() => expect(ended()).toBeGreaterThan(4), { timeout: 60_000, interval: 10 });
  killed.kill('SIGKILL');
  expect(ended()).toBeLessThan(PHOTOS);

  const second = run(args);
  await vi.waitFor(() => expect(ended()).toBeGreaterThan(10), { timeout: 60_000, interval: 10 });
  await server.end('SIGKILL');
  server = await serve(settings);
  expect(summaryOf(await second)).toMatchObject({ uploaded: PHOTOS, rejected: 0 });
  expect(proxy.lost).toBeGreaterThan(5);
  await proxy.close();
  await expectWhole(account);
});

it('names what is not taken, with thumbnails, and skips the same file; exit code 7', async () => {
  const at = fresh();
  const account = await registerAt(() => server.url);
  const [photo = Buffer.alloc(0), other = Buffer.alloc(0)] = photos;
  const files: Record<string, Buffer | string> = {
    'ann.jpg': photo,
    'ann_2.jpg': photo,
    'empty.jpg': '',
    'rubbish.jpg': 'no picture',
    'half.jpg': other.subarray(0, 3000),
    'notes.txt': 'no photo',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(at, name), content);
  mkdirSync(join(at, 'locked'));
  if (process.getuid?.() !== 0) chmodSync(join(at, 'locked'), 0);
  const outcome = await run(argumentsOf(at, server.url, account, at, '--report', join(folder, 'report')));
  expect(outcome.code).toBe(7);
  expect(summaryOf(outcome)).toMatchObject({ photos: 5, uploaded: 1, skipped: 1 });
  const table = readFileSync(join(folder, 'report.rejects.csv'), 'utf8');
  expect(table).toMatch(/ann_2\.jpg,,ann,,the same file as ann\.jpg/);
  expect(table).toMatch(/empty\.jpg,,empty,,is empty/);
  expect(table).toMatch(/rubbish\.jpg,,rubbish,,is no picture/);
  expect(table).toMatch(/half\.jpg,,half,,/);
  const page = readFileSync(join(folder, 'report.rejects.html'), 'utf8');
  expect(page).toContain('src="data:image/jpeg;base64,');
  expect(page).not.toContain('<script');
  if (process.getuid?.() !== 0) chmodSync(join(at, 'locked'), 0o700);
});

it('takes a table from standard input, adds photos to whom it knows, and keeps the rules for who is there', async () => {
  const at = fresh();
  const account = await registerAt(() => server.url);
  const root = photoFolder(at);
  const path = (index: number) => join(root, `person ${Math.floor(index / 2)} 👩🏽‍🚀`, `${index}.jpg`);
  const list = 'Gäste; "VIP"';
  const row = (index: number, id: string) => `${path(index)};${id};"Ann ""Ä"" 👩";"Gäste; ""VIP"""\r\n`;
  const table = `\uFEFFfile;external_id;user_data;list\r\n${row(0, '7')}${row(1, '8')}`;
  const first = await run(argumentsOf('-', server.url, account, at), {}, table);
  expect(summaryOf(first)).toMatchObject({ uploaded: 2 });
  // The same faces as 0 and 1, under other files.
  const more = `file;external_id;list\n${path(3)};7;"Gäste; ""VIP"""\n`;
  const second = fresh();
  const rules = ['--similar', '0.95', '--on-similar', 'skip'];
  const skipped = await run(argumentsOf('-', server.url, account, second, ...rules), {}, more);
  expect(summaryOf(skipped)).toMatchObject({ uploaded: 0, skipped: 1 });
  const third = await run(argumentsOf('-', server.url, account, fresh()), {}, more);
  expect(summaryOf(third)).toMatchObject({ uploaded: 1 });
  const persons = await account.all('/storage/persons', 'persons');
  // Both are made at once, so either may be the newer one.
  expect(new Map(persons.map(({ external_id, descriptors }) => [external_id, descriptors.length]))).toEqual(
    new Map([
      ['7', 2],
      ['8', 1],
    ]),
  );
  const { lists } = await account.call('GET', '/storage/lists');
  expect(lists.person_lists).toMatchObject([{ list_data: list, count: 2 }]);
});

it('refuses archives with tricks, a second run beside the first, other parameters, and no token', async () => {
  const at = fresh();
  const zip = join(at, 'trick.zip');
  writeFileSync(zip, zipOf([{ name: '../../etc/x.jpg', content: Buffer.from('x') }]));
  const account = { token: 'a1911fb9-3060-4dbd-a6b4-ff481d186999' };
  const tricked = await run(argumentsOf(zip, server.url, account, at));
  expect(tricked).toMatchObject({ code: 2, stderr: expect.stringContaining('leads out of it') });

  writeFileSync(join(at, 'journal.jsonl.lock'), '1');
  writeFileSync(join(at, 'ann.jpg'), 'x');
  const beside = await run(argumentsOf(at, server.url, account, at));
  expect(beside).toMatchObject({ code: 2, stderr: expect.stringContaining('process 1 writes') });
  rmSync(join(at, 'journal.jsonl.lock'));

  const unknown = await run(argumentsOf(at, server.url, account, at));
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('does not take the login or token') });
  const other = await run(argumentsOf(at, server.url, account, at, '--faces', 'all'));
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('faces largest and not all') });
  const without = await run(['upload', at, '--to', server.url]);
  expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('--token') });
});

it('works with a LUNA PLATFORM 3 that is full now and then', async () => {
  const at = fresh();
  const account = new OldAccount('old@example.com', 'secret-word', 'Old');
  const old = await startOldServer([account]);
  old.fault = (number) => (number % 4 === 0 ? 'full' : undefined);
  try {
    const args = argumentsOf(photoFolder(at), old.url, { token: account.addToken() }, at, '--list', 'guests');
    expect(summaryOf(await run(args))).toMatchObject({ uploaded: PHOTOS, rejected: 0 });
    expect(account.persons.size).toBe(PHOTOS / 2);
    expect([...account.persons.values()].every(({ descriptors }) => descriptors.length === 2)).toBe(true);
    expect([...account.lists.values()].map(({ members }) => members.size)).toEqual([PHOTOS / 2]);
  } finally {
    await old.close();
  }
});

it(
  'a disk that fills ends it in one line; with room it goes on',
  needs(mounted, 'only root may mount a small disk'),
  async () => {
    const at = fresh();
    const account = new OldAccount('full@example.com', 'secret-word', 'Old');
    const old = await startOldServer([account]);
    try {
      const args = argumentsOf(
        photoFolder(at),
        old.url,
        { token: account.addToken() },
        small,
        '--report',
        join(at, 'r'),
      );
      const full = await run(args);
      expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written (ENOSPC)') });
      expect(full.stderr.trim().split('\n')).toHaveLength(1);
      spawnSync('mount', ['-o', 'remount,size=1m', small]);
      expect(summaryOf(await run(args))).toMatchObject({ uploaded: PHOTOS, rejected: 0 });
    } finally {
      await old.close();
    }
  },
);
