import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createPersons } from '../../../src/core/persons/persons.ts';
import { TRUSTED_CLOCK } from '../../../src/core/upkeep/clockGuard.ts';
import { collectGarbage } from '../../../src/core/upkeep/garbage.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, newId } from '../../../src/domain/ids.ts';
import { createClock, secondsBefore } from '../../../src/domain/time.ts';
import { createFilePortraitStore } from '../../../src/portraits/filePortraitStore.ts';
import type { PortraitStore } from '../../../src/portraits/portraitStore.ts';
import type { Store } from '../../../src/store/store.ts';

/** Contract 85 on a real database and real files. */

const clock = createClock('UTC');
const HOUR = 3600;
let clockGuard = TRUSTED_CLOCK;
let store: Store;
let root: string;
let portraits: PortraitStore;
let accountId: AccountId;

beforeAll(async () => {
  store = await openStore({ type: 'pglite', directory: 'memory' });
});
afterAll(() => store.close());

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gc-'));
  portraits = createFilePortraitStore(root);
  accountId = await createAccount();
  return () => rm(root, { recursive: true, force: true });
});

async function createAccount(): Promise<AccountId> {
  const id = newId<AccountId>();
  await store.accounts.create({
    accountId: id,
    email: `${id}@example.com`,
    organizationName: 'gc',
    passwordHash: '-',
    active: true,
    createTime: clock(),
  });
  return id;
}

async function createDescriptor(owner: AccountId, ageHours: number): Promise<DescriptorId> {
  const descriptorId = newId<DescriptorId>();
  const createTime = secondsBefore(clock(), ageHours * HOUR);
  await portraits.put(descriptorId, { image: Buffer.from('jpeg'), thumbnails: new Map([[64, Buffer.from('small')]]) });
  await store.descriptors.createMany(owner, [
    { descriptorId, createTime, modelId: 'm', vector: Float32Array.of(1, 0), hasPortrait: true },
  ]);
  return descriptorId;
}

const collect = (options: Partial<Parameters<typeof collectGarbage>[1]> = {}) =>
  collectGarbage(
    { garbage: store.garbage, portraits, clock, clockGuard },
    { minimumAgeSeconds: HOUR, dryRun: false, ...options },
  );

const isThere = async (id: DescriptorId, owner = accountId) => (await store.descriptors.find(owner, id)) !== undefined;

describe('what is collected', () => {
  test('old and unlinked goes with its portrait; young, owned or listed stays', async () => {
    const old = await createDescriptor(accountId, 2);
    const young = await createDescriptor(accountId, 0);
    const owned = await createDescriptor(accountId, 2);
    const listed = await createDescriptor(accountId, 2);
    const personId = newId<never>();
    await store.persons.create(accountId, { personId, userData: '', externalId: null, createTime: clock() });
    await store.persons.linkDescriptor(accountId, personId, owned, secondsBefore(clock(), 2 * HOUR));
    const listId = newId<never>();
    await store.lists.create(accountId, { listId, kind: 'descriptors', listData: '', createTime: clock() });
    await store.lists.linkDescriptors(accountId, listId, [listed], secondsBefore(clock(), 2 * HOUR));

    expect(await collect({ dryRun: true, accountId })).toMatchObject({ descriptors: 1 });
    expect(await isThere(old)).toBe(true);
    expect(await collect({ accountId })).toMatchObject({ descriptors: 1, batches: 1 });
    expect(await Promise.all([old, young, owned, listed].map((id) => isThere(id)))).toEqual([false, true, true, true]);
    expect(await portraits.get(old)).toBeUndefined();
    expect(await portraits.getThumbnail(old, 64)).toBeUndefined();
    expect(await portraits.get(owned)).toBeDefined();
  });

  test('a detach starts the age anew', async () => {
    const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
    const id = await createDescriptor(accountId, 5);
    const personId = await persons.create(accountId, {});
    await persons.attachDescriptor(accountId, personId, id);
    await persons.delete(accountId, personId);
    expect(await collect({ accountId })).toMatchObject({ descriptors: 0 });
    expect(await collect({ accountId, minimumAgeSeconds: 0 })).toMatchObject({ descriptors: 1 });
  });

  test('one account at a time leaves the others alone', async () => {
    const other = await createAccount();
    const [mine, theirs] = [await createDescriptor(accountId, 2), await createDescriptor(other, 2)];
    await collect({ accountId });
    expect([await isThere(mine), await isThere(theirs, other)]).toEqual([false, true]);
    await collect();
    expect(await isThere(theirs, other)).toBe(false);
  });

  test('what is attached between finding and deleting stays', async () => {
    const id = await createDescriptor(accountId, 2);
    const cutoff = secondsBefore(clock(), HOUR);
    expect(await store.garbage.find({ accountId, unchangedSince: cutoff, limit: 10 })).toEqual([
      { descriptorId: id, hasPortrait: true },
    ]);
    const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
    await persons.attachDescriptor(accountId, await persons.create(accountId, {}), id);
    expect(await store.garbage.delete([id], cutoff)).toEqual([]);
    expect(await isThere(id)).toBe(true);
  });
});

describe('files left over by crashes', () => {
  test('old files without a row go, young ones and those of rows stay', async () => {
    const kept = await createDescriptor(accountId, 0);
    const [orphan, young] = [newId<DescriptorId>(), newId<DescriptorId>()];
    for (const id of [orphan, young]) await portraits.put(id, { image: Buffer.from('x'), thumbnails: new Map() });
    const folder = (id: string) => join(root, id.slice(0, 2), id.slice(2, 4));
    const halfWritten = join(folder(kept), `${kept}.jpg.123.tmp`);
    await writeFile(halfWritten, 'half');
    const past = new Date(Date.now() - 2 * HOUR * 1000);
    await utimes(join(folder(orphan), `${orphan}.jpg`), past, past);
    await utimes(halfWritten, past, past);

    expect(await collect({ dryRun: true })).toMatchObject({ orphanedPortraits: 1, unfinishedFiles: 0 });
    expect(await collect()).toMatchObject({ orphanedPortraits: 1, unfinishedFiles: 1 });
    expect(await portraits.get(orphan)).toBeUndefined();
    expect(await portraits.get(young)).toBeDefined();
    expect(await portraits.get(kept)).toBeDefined();
  });
});

test('an aborted run stops between batches', async () => {
  const id = await createDescriptor(accountId, 2);
  expect(await collect({ accountId, signal: AbortSignal.abort() })).toMatchObject({ descriptors: 0 });
  expect(await isThere(id)).toBe(true);
});

test('does nothing by a clock that is in doubt, says why, and goes on when it is told to', async () => {
  const old = await createDescriptor(accountId, 2);
  clockGuard = { doubt: async () => 'the sun stands elsewhere' };
  onTestFinished(() => {
    clockGuard = TRUSTED_CLOCK;
  });
  expect(await collect()).toMatchObject({ descriptors: 0, batches: 0, skipped: 'the sun stands elsewhere' });
  expect(await portraits.get(old)).toBeDefined();
  expect(await collect({ accountId, trustClock: true })).toMatchObject({ descriptors: 1 });
  expect(await portraits.get(old)).toBeUndefined();
});
