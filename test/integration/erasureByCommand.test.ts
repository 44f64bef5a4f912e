import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, newId, type PersonId } from '../../src/domain/ids.ts';
import { secondsBefore } from '../../src/domain/time.ts';
import { createFilePortraitStore } from '../../src/portraits/filePortraitStore.ts';
import type { Store } from '../../src/store/store.ts';
import { freePort } from '../support/freePort.ts';
import { anAccount, aPerson, clock } from './store/support/rows.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { serve } from './support/commandLine.ts';

/** `person erase`, `account delete` and `retention`: what an operator answers requests by persons concerned with. */

const folder = mkdtempSync(join(tmpdir(), 'luna-erasure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DATA_DIR = join(folder, 'data');
const SETTINGS = { DATA_DIR, LOG_LEVEL: 'warn' };
const DAY = 86_400;
const portraits = createFilePortraitStore(join(DATA_DIR, 'portraits'));

interface Registered {
  readonly id: AccountId;
  readonly email: string;
  readonly token: string;
}

async function register(name: string): Promise<Registered> {
  const email = `${name}@example.com`;
  const made = await run(
    ['account', 'create', email, '--organization', 'Doors', '--password-stdin', '--json'],
    SETTINGS,
    'correct horse',
  );
  const { account, token } = JSON.parse(made.stdout);
  return { id: account.account_id, email, token };
}

/** Works on the database while no command does. */
async function onStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore({ type: 'pglite', directory: join(DATA_DIR, 'database') });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function aFace(store: Store, accountId: AccountId, ageDays = 0): Promise<DescriptorId> {
  const descriptorId = newId<DescriptorId>();
  const createTime = secondsBefore(clock(), ageDays * DAY);
  await portraits.put(descriptorId, { image: Buffer.from('a'), thumbnails: new Map([[64, Buffer.from('b')]]) });
  await store.descriptors.createMany(accountId, [
    { descriptorId, createTime, modelId: 'm', vector: Float32Array.of(1, 0), hasPortrait: true },
  ]);
  return descriptorId;
}

async function aPersonOf(store: Store, accountId: AccountId, faces: readonly DescriptorId[]): Promise<PersonId> {
  const personId = await aPerson(store, accountId);
  for (const face of faces) await store.persons.linkDescriptor(accountId, personId, face, clock());
  return personId;
}

async function remaining(accountId: AccountId, faces: readonly DescriptorId[]): Promise<Set<DescriptorId>> {
  return onStore(async (store) => new Set(await store.descriptors.existing(accountId, faces)));
}

describe('person erase', () => {
  let me: Registered;
  let person: PersonId;
  let faces: readonly DescriptorId[];
  let other: DescriptorId;
  beforeAll(async () => {
    me = await register('persons');
    await onStore(async (store) => {
      faces = [await aFace(store, me.id), await aFace(store, me.id)];
      other = await aFace(store, me.id);
      person = await aPersonOf(store, me.id, faces);
    });
  });

  it.each([
    [['rubbish', '--account', 'persons@example.com'], 'person_id'],
    [['deadbeef-dead-4bad-8bad-deadbeefdead', '--account', 'persons@example.com'], 'person not found'],
    [['deadbeef-dead-4bad-8bad-deadbeefdead', '--account', 'nobody@example.com'], 'there is no account'],
  ])('leaves with 2 and one line, and erases nobody: %j', async (args, message) => {
    const { code, stdout, stderr } = await run(['person', 'erase', ...args], SETTINGS);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('takes the rows, the vectors and the files, prints the receipt, leaves the others', async () => {
    // What failed above took nothing.
    expect(await remaining(me.id, faces)).toEqual(new Set(faces));
    const args = ['person', 'erase', person.toUpperCase(), '--account', me.email, '--by', 'ticket 4711', '--json'];
    const { code, stdout } = await run(args, SETTINGS);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      subject: 'person',
      account_id: me.id,
      person_id: person,
      requested_by: 'ticket 4711',
      erased: { persons: 1, descriptors: 2, portraits: 2, thumbnails: 2 },
      pending_portraits: 0,
    });
    expect(await remaining(me.id, [...faces, other])).toEqual(new Set([other]));
    for (const face of faces) {
      expect(await portraits.get(face)).toBeUndefined();
      expect(await portraits.getThumbnail(face, 64)).toBeUndefined();
    }
    expect(await portraits.get(other)).toBeDefined();
    expect((await run(args, SETTINGS)).code).toBe(2);
  });

  it('without --json says in words what went', async () => {
    const next = await onStore(async (store) => aPersonOf(store, me.id, [await aFace(store, me.id)]));
    const { code, stdout } = await run(['person', 'erase', next, '--account', me.id], SETTINGS);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^erased: 1 persons, 1 descriptors, 1 portraits, 1 thumbnails \(receipt [0-9a-f-]{36}\)\n$/);
  });
});

describe('account delete', () => {
  it('needs --yes; then everything is gone, and other accounts keep what is theirs', async () => {
    const [me, them] = [await register('going'), await register('staying')];
    const [mine, theirs] = await onStore(async (store) => {
      const faces = [await aFace(store, me.id), await aFace(store, them.id)] as const;
      await aPersonOf(store, me.id, [faces[0]]);
      return faces;
    });
    const refused = await run(['account', 'delete', me.email], SETTINGS);
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--yes') });
    expect(await remaining(me.id, [mine])).toEqual(new Set([mine]));

    const { code, stdout } = await run(['account', 'delete', me.email, '--yes', '--by', 'x', '--json'], SETTINGS);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      subject: 'account',
      account_id: me.id,
      person_id: null,
      erased: { persons: 1, descriptors: 1, portraits: 1, tokens: 1, handlers: 3 },
    });
    expect(await onStore((store) => store.accounts.find(me.id))).toBeUndefined();
    expect(await portraits.get(mine)).toBeUndefined();
    expect(await remaining(them.id, [theirs])).toEqual(new Set([theirs]));
    expect(await portraits.get(theirs)).toBeDefined();
    expect((await run(['account', 'delete', me.email, '--yes'], SETTINGS)).code).toBe(2);
  });

  it('beside a server: the next request of the account is refused', async () => {
    const me = await register('online');
    const admin = { ADMIN_KEY: 'a-key-for-this-test-only', ADMIN_PORT: String(await freePort()) };
    const server = await serve({ ...SETTINGS, ...admin });
    const status = async () =>
      (await fetch(`${server.url}/4/storage/persons`, { headers: { 'X-Auth-Token': me.token } })).status;
    expect(await status()).toBe(200);
    expect((await run(['account', 'delete', me.email, '--yes'], { ...SETTINGS, ...admin })).code).toBe(0);
    expect(await status()).toBe(401);
    await server.end('SIGTERM');
  });
});

describe('retention', () => {
  let me: Registered;
  let old: DescriptorId;
  let young: DescriptorId;
  let owned: DescriptorId;
  beforeAll(async () => {
    me = await register('keeping');
    await onStore(async (store) => {
      old = await aFace(store, me.id, 31);
      young = await aFace(store, me.id, 29);
      owned = await aFace(store, me.id, 31);
      await aPersonOf(store, me.id, [owned]);
    });
  });
  const retention = (...args: string[]) => run(['retention', ...args], SETTINGS);

  it('shows and sets the rules of an account; what is not given stays', async () => {
    expect(await retention('show', me.email)).toMatchObject({
      code: 0,
      stdout: 'descriptors default  portraits default\n',
    });
    expect(await retention('set', me.email, '--descriptor-days', '30')).toMatchObject({
      code: 0,
      stdout: 'descriptors 30  portraits default\n',
    });
    await retention('set', me.email, '--portrait-days', '0');
    const shown = await retention('show', me.id, '--json');
    expect(JSON.parse(shown.stdout)).toEqual({ descriptor_days: 30, portrait_days: 0 });
  });

  it.each([
    ['set', 'keeping@example.com', '--descriptor-days', '36501'],
    ['set', 'keeping@example.com', '--portrait-days', 'soon'],
    ['run', '--account', 'nobody@example.com'],
  ])('leaves with 2: %s %s %s %s', async (...args) => {
    const { code, stdout, stderr } = await retention(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('a dry run counts and deletes nothing; a run deletes what no person owns and is too old', async () => {
    const dry = await retention('run', '--dry-run');
    expect(dry).toMatchObject({
      code: 0,
      stdout: 'to delete: 1 descriptors, 0 portraits, in 1 accounts with rules\n',
    });
    expect(await remaining(me.id, [old, young, owned])).toEqual(new Set([old, young, owned]));
    const done = await retention('run', '--account', me.email, '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ dry_run: false, descriptors: 1, portraits: 0 });
    expect(await remaining(me.id, [old, young, owned])).toEqual(new Set([young, owned]));
    expect(await portraits.get(old)).toBeUndefined();
  });

  it('a portrait that is too old goes, its descriptor stays', async () => {
    await retention('set', me.email, '--portrait-days', '30');
    expect((await retention('run')).stdout).toContain('deleted: 0 descriptors, 1 portraits');
    expect(await remaining(me.id, [owned, young])).toEqual(new Set([owned, young]));
    expect(await portraits.get(owned)).toBeUndefined();
    expect(await portraits.get(young)).toBeDefined();
  });
});

describe('a system clock that is in doubt', () => {
  it('gc and retention run leave with 1 and say why, and go on when they are told to', async () => {
    const { id, old } = await onStore(async (store) => {
      const accountId = await anAccount(store);
      await store.retention.set(accountId, { descriptorDays: 30, portraitDays: null });
      await aFace(store, accountId, -1);
      return { id: accountId, old: await aFace(store, accountId, 31) };
    });
    for (const command of [
      ['gc', '--json'],
      ['retention', 'run'],
    ]) {
      const { code, stdout, stderr } = await run(command, SETTINGS);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /nothing was done: descriptors have times of the future: .*\. Correct the clock; if it is correct, use --trust-clock\n$/,
      );
      if (command.includes('--json')) expect(JSON.parse(stdout).skipped).toContain('times of the future');
      else expect(stdout).toBe('');
    }
    expect(await remaining(id, [old])).toEqual(new Set([old]));
    const done = await run(['retention', 'run', '--trust-clock', '--account', id], SETTINGS);
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('deleted: 1 descriptors') });
  });
});
