import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiAccount, accountAt, registerAt } from '../support/apiAccount.ts';
import { facePhotos } from '../support/images/facePhotos.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Outcome, type Serving, serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-export-'));
const OLD = { DATA_DIR: join(folder, 'old'), VISION_WORKERS: '1' };
const NEW = { DATA_DIR: join(folder, 'new'), VISION_WORKERS: '1' };
const PHOTOS = 6;

let old: Serving;
let account: ApiAccount;
let guests: string;
let faces: string;

beforeAll(async () => {
  old = await serve(OLD);
  account = await registerAt(() => old.url);
  const { call } = account;
  guests = (await call('POST', '/storage/lists', { list_data: 'guests "Ä"' })).list_id;
  faces = (await call('POST', '/storage/lists?type=descriptors', { list_data: 'faces' })).list_id;
  await call('PATCH', '/handlers/identify', { match_policy: { list_id: guests } });
  for (const [index, photo] of (await facePhotos(PHOTOS)).entries()) {
    const { faces: found } = await call('POST', '/storage/descriptors', photo);
    const id = found[0].id;
    const { person_id } = await call('POST', '/storage/persons', { user_data: `p${index}`, external_id: `${index}` });
    await call('PATCH', `/storage/persons/${person_id}/linked_descriptors?do=attach&descriptor_id=${id}`);
    if (index > 1) await call('PATCH', `/storage/persons/${person_id}/linked_lists?do=attach&list_id=${guests}`);
    if (index < 4) await call('PATCH', `/storage/descriptors/${id}/linked_lists?do=attach&list_id=${faces}`);
  }
});
afterAll(async () => {
  await old?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const summaryOf = ({ stdout, stderr }: Outcome) => {
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
};
const exportTo = (out: string, ...more: string[]) =>
  run(['export', '--account', account.email, '--out', out, '--json', ...more], OLD);
const importFrom = (archive: string, as: string, ...more: string[]) =>
  run(['import', '--archive', archive, '--as', as, '--json', '--journal', join(folder, `${as}.jsonl`), ...more], {
    ...NEW,
    LUNA_PASSWORD: account.password,
  });

it('an account goes from one instance to another, with the same answers', async () => {
  const out = join(folder, 'all.jsonl');
  const basic = `Basic ${Buffer.from(`${account.email}:${account.password}`).toString('base64')}`;
  const made = await fetch(`${old.url}/ext/1/tokens`, {
    method: 'POST',
    headers: { Authorization: basic, 'Content-Type': 'application/json' },
    body: JSON.stringify({ access: 'match', token_data: 'door' }),
  });
  const { token: limited } = (await made.json()) as { token: string };
  const exported = await exportTo(out, '--tokens');
  expect(exported.code).toBe(0);
  // It would open more there than here.
  expect(readFileSync(out, 'utf8')).toContain(account.token);
  expect(readFileSync(out, 'utf8')).not.toContain(limited);
  expect(exported.stderr).toContain('it has limits, which are not moved');
  expect(summaryOf(exported)).toMatchObject({ lists: 2, persons: PHOTOS, descriptors: PHOTOS });
  const imported = await importFrom(out, account.email);
  expect(summaryOf(imported)).toMatchObject({ complete: true, differences: 0, faceless: 0 });
  expect(imported.code).toBe(0);

  const fresh = await serve(NEW);
  try {
    const here = accountAt(() => fresh.url, account.token);
    for (const path of ['/storage/persons', '/storage/descriptors', '/storage/lists', '/handlers/identify']) {
      expect(await here.call('GET', path)).toEqual(await account.call('GET', path));
    }
    const descriptors = await account.all('/storage/descriptors', 'descriptors');
    for (const { id } of descriptors) {
      for (const query of [`identify?list_id=${guests}`, `match?list_id=${faces}`]) {
        const path = `/matching/${query}&descriptor_id=${id}&limit=5`;
        expect(await here.call('POST', path)).toEqual(await account.call('POST', path));
      }
      const portrait = async (url: string) =>
        (await fetch(`${url}/4/storage/portraits/${id}`, { headers: { 'X-Auth-Token': account.token } })).arrayBuffer();
      expect(Buffer.from(await portrait(fresh.url))).toEqual(Buffer.from(await portrait(old.url)));
    }
  } finally {
    await fresh.end('SIGTERM');
  }
});

it('one that was broken off goes on, and is the same as one that was not', async () => {
  const whole = join(folder, 'whole.jsonl');
  await exportTo(whole);
  const lines = readFileSync(whole, 'utf8').split('\n');
  const broken = join(folder, 'broken.jsonl');
  writeFileSync(`${broken}.part`, `${lines.slice(0, 8).join('\n')}\n${lines[8]?.slice(0, 20)}`);
  expect((await exportTo(broken)).code).toBe(0);
  const strip = (text: string) => text.split('\n').slice(1, -2).sort();
  expect(strip(readFileSync(broken, 'utf8'))).toEqual(strip(lines.join('\n')));
  expect(existsSync(`${broken}.part`)).toBe(false);
  expect(await exportTo(broken)).toMatchObject({ code: 2, stderr: expect.stringContaining('exists') });
});

it('what was broken off of something else, or holds somebody who is gone, does not come into the file', async () => {
  const whole = join(folder, 'before.jsonl');
  await exportTo(whole);
  const lines = readFileSync(whole, 'utf8').split('\n').slice(0, -2);
  const person = lines.find((line) => line.startsWith('{"type":"person"')) ?? '';
  const erased = person.replace(/"id":"[^"]+"/, '"id":"00000000-0000-4000-8000-000000000000"');
  const cases: readonly [string, readonly string[], readonly string[]][] = [
    ['list.of', lines, ['--list', guests]],
    ['account.of', [lines[0]?.replace(account.email, 'other@example.com') ?? ''], []],
    ['erased.of', [...lines, erased], []],
  ];
  for (const [name, begun, more] of cases) {
    const out = join(folder, name);
    const part = `${begun.join('\n')}\n`;
    writeFileSync(`${out}.part`, part);
    const { code, stderr } = await exportTo(out, ...more);
    expect([name, code, stderr]).toEqual([name, 2, expect.stringContaining('of another account or list')]);
    expect([existsSync(out), readFileSync(`${out}.part`, 'utf8')]).toEqual([false, part]);
  }
});

it('one list, encrypted; without the passphrase, cut off or changed nothing is imported', async () => {
  const passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, 'correct horse\n');
  const out = join(folder, 'list.jsonl');
  const exported = await exportTo(out, '--list', guests, '--passphrase-file', passphrase);
  expect(summaryOf(exported)).toMatchObject({ lists: 1, persons: PHOTOS - 2, descriptors: PHOTOS - 2 });
  expect(readFileSync(out, 'utf8')).not.toContain('"person"');
  const refused = await importFrom(out, 'list@example.com');
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('is encrypted') });
  const cut = join(folder, 'cut.jsonl');
  writeFileSync(cut, readFileSync(out).subarray(0, -400));
  const halved = await importFrom(cut, 'cut@example.com', '--passphrase-file', passphrase);
  expect(halved).toMatchObject({ code: 1, stderr: expect.stringMatching(/damaged|cut off/) });
  const accounts = await run(['account', 'list', '--json'], NEW);
  expect(accounts.stdout).not.toContain('cut@example.com');

  // Its ids are those of the account that was imported first.
  const twice = await importFrom(out, 'list@example.com', '--passphrase-file', passphrase);
  expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('in use here already') });
  renameSync(NEW.DATA_DIR, `${NEW.DATA_DIR}-before`);
  const alone = await importFrom(out, 'alone@example.com', '--passphrase-file', passphrase);
  expect(summaryOf(alone)).toMatchObject({ complete: true, differences: 0 });
});
