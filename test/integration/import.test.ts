import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accountAt } from '../support/apiAccount.ts';
import { facePhotos } from '../support/images/facePhotos.ts';
import { type OldServer, startOldServer } from '../support/oldServer/oldServer.ts';
import { OldAccount } from '../support/oldServer/oldState.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Outcome, type Serving, serve, start } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-import-'));
const SETTINGS = { DATA_DIR: join(folder, 'data'), VISION_WORKERS: '1' };
const FACES = 9;
/** More than a page of LUNA PLATFORM 3 holds. */
const PERSONS = 130;
const RATE = 100;

let here: Serving;
let photos: Buffer[];
let imports = 0;

beforeAll(async () => {
  here = await serve(SETTINGS);
  photos = await facePhotos(FACES);
});
afterAll(async () => {
  await here?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** An account that has grown for years: lists of both kinds, and all that goes wrong with portraits. */
async function oldAccount(email: string): Promise<OldAccount> {
  const account = new OldAccount(email, 'secret:word', 'Old & Sons "Ä" 👩🏽‍🚀');
  for (let tokens = 0; tokens < 5; tokens++) account.addToken(`door ${tokens}`);
  const [guests, staff] = [account.addList('persons', 'guests'), account.addList('persons', '')];
  const faces = account.addList('descriptors', 'faces');
  for (let index = 0; index < PERSONS; index++) {
    const person = account.addPerson(`person ${index} "Ä"; 👩`, index % 3 === 0 ? `id-${index}` : null);
    (index % 2 === 0 ? guests : staff).members.add(person.id);
    if (index < FACES) {
      const portrait = index === 3 ? await sharp(photos[index]).png().toBuffer() : photos[index];
      const descriptor = account.addDescriptor(portrait, undefined, person);
      if (index % 2 === 0) faces.members.add(descriptor.id);
    }
  }
  const [first, second, third] = [...account.persons.values()];
  account.addDescriptor(undefined, undefined, first);
  account.addDescriptor(Buffer.from('no picture'), undefined, second);
  account.addDescriptor(photos[0]);
  // Persons in a list of descriptors: LUNA PLATFORM 3 took it.
  faces.members.add(third?.id ?? '');
  return account;
}

function importFrom(old: OldServer, account: OldAccount, at: string, ...more: string[]): readonly string[] {
  const files = ['--journal', join(at, 'import.jsonl'), '--json', '--self-match', '3'];
  return ['import', '--from', old.url, '--login', account.email, '--rate', String(RATE), ...files, ...more];
}
const ENVIRONMENT = { ...SETTINGS, LUNA_PASSWORD: 'secret:word' };

function fresh(): string {
  const path = join(folder, `import-${++imports}`);
  mkdirSync(path);
  return path;
}

function reportOf(at: string) {
  return JSON.parse(readFileSync(join(at, 'import.report.json'), 'utf8'));
}
const summaryOf = ({ stdout, stderr }: Outcome) => {
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
};

/** What clients see here, with a token of the old server, is what they saw there. */
async function expectSame(account: OldAccount, faceless: number): Promise<void> {
  const [token = ''] = account.tokens.keys();
  const api = accountAt(() => here.url, token);
  const persons = await api.all('/storage/persons', 'persons');
  const owned = new Map([...account.persons.values()].map((person) => [person.id, person]));
  expect(persons.map(({ id }) => id)).toEqual([...owned.keys()].reverse());
  let lost = 0;
  for (const person of persons) {
    const { descriptors = [], ...old } = owned.get(person.id) ?? {};
    expect(person).toMatchObject(old);
    lost += descriptors.length - person.descriptors.length;
    expect(descriptors).toEqual(expect.arrayContaining(person.descriptors));
    const lists = account.listsOf(person.id).filter((id) => account.lists.get(id)?.kind === 'persons');
    expect(person.lists.toSorted()).toEqual(lists.toSorted());
  }
  expect(lost).toBe(faceless);
  const { lists } = await api.call('GET', '/storage/lists?page_size=100');
  const ids = (kind: string) => [...account.lists.values()].filter((list) => list.kind === kind).map(({ id }) => id);
  expect(lists.person_lists.map(({ id }: { id: string }) => id)).toEqual(ids('persons').reverse());
  expect(lists.descriptor_lists.map(({ id }: { id: string }) => id)).toEqual(ids('descriptors').reverse());
}

/** Never more requests in a second than were allowed. */
function expectRate({ asked }: OldServer, rate: number): void {
  for (const [index, time] of asked.entries()) {
    const later = asked[index + rate + 1];
    if (later !== undefined) expect(later - time).toBeGreaterThan(950);
  }
}

describe('from a LUNA PLATFORM 3 that knows no handlers and gives pages of a hundred', () => {
  let account: OldAccount;
  let old: OldServer;
  const at = fresh();
  beforeAll(async () => {
    account = await oldAccount('old@example.com');
    old = await startOldServer([account]);
  });
  afterAll(() => old.close());

  it('says beforehand what would be done, and does nothing', async () => {
    const dry = await run(importFrom(old, account, at, '--dry-run'), ENVIRONMENT);
    expect(summaryOf(dry)).toMatchObject({
      tokens: 5,
      lists: 3,
      new_persons: PERSONS,
      new_descriptors: FACES + 2,
      loose: 1,
    });
    expect(existsSync(join(at, 'import.report.json'))).toBe(false);
  });

  it('brings everything with its ids; what has no face is listed', async () => {
    const outcome = await run(importFrom(old, account, at), ENVIRONMENT);
    expect(summaryOf(outcome)).toMatchObject({ complete: false, differences: 0, faceless: 2 });
    expect(outcome.code).toBe(7);
    await expectSame(account, 2);
    expectRate(old, RATE);
    const report = reportOf(at);
    expect(report.faceless.map(({ reason }: { reason: string }) => reason).sort()).toEqual([
      'the old server gives no portrait (404/13003 Image not found)',
      'the portrait is no picture',
    ]);
    expect(report.problems).toMatchObject([
      { kind: 'person', reason: expect.stringContaining('a list of descriptors: that link stays behind') },
      { kind: 'descriptor', reason: expect.stringContaining('no JPEG') },
    ]);
    expect(report.self_match).toMatchObject({ sampled: 3, least: expect.closeTo(1, 5), below: [] });
    expect(readFileSync(join(at, 'import.report.html'), 'utf8')).toContain('Not complete');
  });

  it('keeps the login, the bytes of portraits, and finds people by their photos', async () => {
    const api = accountAt(() => here.url, [...account.tokens.keys()][2] ?? '');
    const login = await fetch(`${here.url}/4/account`, {
      headers: { Authorization: `Basic ${Buffer.from('OLD@example.com:secret:word').toString('base64')}` },
    });
    expect(await login.json()).toMatchObject({ organization_name: account.organizationName, suspended: false });
    const [person] = account.persons.values();
    const portrait = await fetch(`${here.url}/4/storage/portraits/${person?.descriptors[0]}`, {
      headers: { 'X-Auth-Token': api.token },
    });
    expect(Buffer.from(await portrait.arrayBuffer())).toEqual(photos[0]);
    const { id: guests } = [...account.lists.values()][0] ?? { id: '' };
    const found = await api.call('POST', `/matching/search?list_id=${guests}&limit=1`, photos[0]);
    expect(found.candidates).toMatchObject([{ person_id: person?.id, similarity: 1 }]);
  });

  it('a second run brings what has changed since, and only that', async () => {
    const [first, second, third, fourth, fifth] = [...account.persons.values()];
    if (!first || !second || !third || !fourth || !fifth) throw new Error('too few persons');
    first.user_data = 'renamed';
    account.persons.delete(second.id);
    for (const { members } of account.lists.values()) members.delete(second.id);
    third.external_id = null;
    fifth.descriptors.push(...fourth.descriptors.splice(0));
    account.addDescriptor(photos[1], undefined, account.addPerson('new'));
    const fourthList = account.addList('persons', 'new');
    fourthList.members.add(third.id);
    const added = account.addToken('new');
    const [, staff, faces] = [...account.lists.keys()];
    account.lists.delete(staff ?? '');
    account.lists.get(faces ?? '')?.members.delete(first.descriptors[0] ?? '');
    const [, revoked = ''] = account.tokens.keys();
    account.tokens.delete(revoked);
    const asked = old.asked.length;
    const outcome = await run(importFrom(old, account, at, '--accept-faceless', '--self-match', '0'), ENVIRONMENT);
    expect(summaryOf(outcome)).toMatchObject({
      complete: true,
      differences: 0,
      changes: {
        ...{ tokens: 1, lists: 1, new_descriptors: 1, new_persons: 1, removed_persons: 1 },
        ...{ removed_lists: 1, removed_tokens: 1, changed_descriptors: 1 },
        // Everybody of the list that is gone, too.
        changed_persons: expect.any(Number),
      },
    });
    expect(outcome.code).toBe(0);
    // One portrait; all else is reading and comparing.
    expect(old.asked.length - asked).toBeLessThan(30);
    await expectSame(account, 1);
    const again = await run(importFrom(old, account, at, '--accept-faceless', '--self-match', '0'), ENVIRONMENT);
    expect(Object.values(summaryOf(again).changes)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await accountAt(() => here.url, added).call('GET', '/storage/lists')).toMatchObject({
      persons_list_count: 2,
    });
  });

  it('a portrait that turns up later is enrolled under its old id', async () => {
    const [person] = account.persons.values();
    const lost = person?.descriptors[1] ?? '';
    const portraits = join(at, 'portraits');
    mkdirSync(portraits);
    writeFileSync(join(portraits, `${lost}.jpg`), photos[4] ?? '');
    const more = ['--portraits', portraits, '--again', '--self-match', '0'];
    const outcome = await run(importFrom(old, account, at, ...more), ENVIRONMENT);
    expect(summaryOf(outcome)).toMatchObject({ complete: true, faceless: 0 });
    await expectSame(account, 0);
  });

  it('refuses an account that is not empty, a wrong password and a token without a name', async () => {
    const other = fresh();
    const merged = await run(importFrom(old, account, other), ENVIRONMENT);
    expect(merged).toMatchObject({ code: 2, stderr: expect.stringContaining('--merge') });
    const wrong = await run(importFrom(old, account, other), { ...ENVIRONMENT, LUNA_PASSWORD: 'wrong-word' });
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('does not take the login') });
    const [token = ''] = account.tokens.keys();
    const nameless = await run(
      ['import', '--from', old.url, '--token', token, '--journal', join(other, 'i.jsonl')],
      SETTINGS,
    );
    expect(nameless).toMatchObject({ code: 2, stderr: expect.stringContaining('--as') });
  });
});

it('ends in the same state when the old server is slow, fails, answers HTML, cuts and restarts, and the run is killed twice', async () => {
  const at = fresh();
  const account = await oldAccount('faulty@example.com');
  const old = await startOldServer([account]);
  const faults = ['error', 'html', 'cut', 'full', 'slow'] as const;
  old.fault = (number) => (number % 3 === 0 ? faults[(number / 3) % faults.length] : undefined);
  const args = importFrom(old, account, at, '--self-match', '0', '--parallel', '2');
  try {
    for (const asked of [6, 20]) {
      const killed = start(args, ENVIRONMENT);
      const before = old.asked.length;
      await vi.waitFor(() => expect(old.asked.length - before).toBeGreaterThan(asked), {
        timeout: 60_000,
        interval: 10,
      });
      killed.kill('SIGKILL');
      await old.restart(200);
    }
    const outcome = run(args, ENVIRONMENT);
    await vi.waitFor(() => expect(old.asked.length).toBeGreaterThan(40), { timeout: 60_000, interval: 10 });
    await old.restart(2000);
    expect(summaryOf(await outcome)).toMatchObject({ differences: 0, faceless: 2 });
    await expectSame(account, 2);
    expectRate(old, RATE);
  } finally {
    await old.close();
  }
});

it('from an instance of ours in lp3 mode, with tokens that are hashed there', async () => {
  const at = fresh();
  const settings = { DATA_DIR: join(at, 'old'), COMPATIBILITY: 'lp3', TOKEN_STORAGE: 'hashed', VISION_WORKERS: '1' };
  const old = await serve(settings);
  try {
    const register = { organization_name: 'Ours', email: 'ours@example.com', password: 'secret:word' };
    const registered = await fetch(`${old.url}/4/accounts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(register),
    });
    const { token } = (await registered.json()) as { token: string };
    const basic = `Basic ${Buffer.from('ours@example.com:secret:word').toString('base64')}`;
    const limited = await fetch(`${old.url}/ext/1/tokens`, {
      method: 'POST',
      headers: { Authorization: basic, 'Content-Type': 'application/json' },
      body: JSON.stringify({ access: 'read' }),
    });
    expect(limited.status).toBe(201);
    const there = accountAt(() => old.url, token);
    const { list_id } = await there.call('POST', '/storage/lists', { list_data: 'guests' });
    await there.call('PATCH', '/handlers/identify', { match_policy: { list_id, limit: 2 } });
    const { person_id } = await there.call('POST', '/storage/persons', { user_data: 'Ann' });
    const { faces } = await there.call('POST', '/storage/descriptors', photos[0]);
    await there.call(
      'PATCH',
      `/storage/persons/${person_id}/linked_descriptors?do=attach&descriptor_id=${faces[0].id}`,
    );
    await there.call('PATCH', `/storage/persons/${person_id}/linked_lists?do=attach&list_id=${list_id}`);

    const files = ['--journal', join(at, 'import.jsonl'), '--json', '--rate', '200'];
    const outcome = await run(
      ['import', '--from', `${old.url}/6`, '--login', 'ours@example.com', ...files],
      ENVIRONMENT,
    );
    expect(summaryOf(outcome)).toMatchObject({ complete: true, differences: 0, faceless: 0 });
    const { account_id, problems } = reportOf(at);
    // One is hashed; the other one would open more here than there.
    expect(problems).toMatchObject([
      { kind: 'token', reason: expect.stringContaining('limits') },
      { kind: 'token', reason: expect.stringContaining('hashed') },
    ]);
    const made = await run(['account', 'list', '--json'], SETTINGS);
    expect(made.stdout).toContain(account_id);
    const identify = await there.call('GET', '/handlers/identify');
    const moved = await fetch(`${here.url}/4/handlers/identify`, { headers: { Authorization: basic } });
    expect(await moved.json()).toEqual(identify);
    const person = await fetch(`${here.url}/4/storage/persons/${person_id}`, { headers: { Authorization: basic } });
    expect(await person.json()).toEqual(await there.call('GET', `/storage/persons/${person_id}`));
  } finally {
    await old.end('SIGTERM');
  }
});
