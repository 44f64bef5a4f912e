import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Accounts, createAccounts } from '../../../src/core/accounts/accounts.ts';
import { type Authentication, createAuthentication } from '../../../src/core/logins/authentication.ts';
import type { PasswordCost } from '../../../src/core/logins/passwords.ts';
import { createPasswordThreads, type PasswordHasher } from '../../../src/core/logins/passwordThreads.ts';
import { createPersons } from '../../../src/core/persons/persons.ts';
import { type ClockGuard, TRUSTED_CLOCK } from '../../../src/core/upkeep/clockGuard.ts';
import { createErasure, type ErasureReceipt } from '../../../src/core/upkeep/erasure.ts';
import { createPortraitErasure } from '../../../src/core/upkeep/portraitErasure.ts';
import { createRetention } from '../../../src/core/upkeep/retention.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../../src/domain/ids.ts';
import { createClock, secondsBefore } from '../../../src/domain/time.ts';
import { createFilePortraitStore } from '../../../src/portraits/filePortraitStore.ts';
import type { PortraitStore } from '../../../src/portraits/portraitStore.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, type TestDatabase } from '../store/support/databases.ts';
import { START } from '../store/support/rows.ts';

const clock = createClock('UTC');
const DAY = 86_400;
/** Cheap, since each test makes accounts and none is about passwords. */
const COST: PasswordCost = { N: 1024, r: 8, p: 1 };

describe.each(DATABASES.filter(({ name }) => !name.includes('directory')))('on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let hasher: PasswordHasher;
  let authentication: Authentication;
  let accounts: Accounts;
  let root: string;
  let portraits: PortraitStore;
  let accountId: AccountId;
  let receipts: ErasureReceipt[];
  /** Stands for a disk that fails: what real files only do by chance. */
  let filesFail: boolean;

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.options);
    hasher = createPasswordThreads({ cost: COST, threads: 2 });
    authentication = createAuthentication({
      store,
      hasher,
      passwordCost: COST,
      passwordCacheSeconds: 10,
      loginFailures: 10,
      loginLongestWaitSeconds: 60,
    });
    accounts = createAccounts({ store, authentication, clock, storage: 'plain' });
  });
  afterAll(async () => {
    await hasher.close();
    await store.close();
    await database.remove();
  });
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'erasure-'));
    const files = createFilePortraitStore(root);
    filesFail = false;
    portraits = { ...files, delete: (ids) => (filesFail ? Promise.reject(new Error('disk')) : files.delete(ids)) };
    receipts = [];
    accountId = await anAccount();
    return () => rm(root, { recursive: true, force: true });
  });

  async function anAccount(): Promise<AccountId> {
    const email = `${newId()}@example.com`;
    await accounts.register({ email, password: 'correct horse', organizationName: 'x' });
    return (await store.accounts.findByEmail(email))?.accountId ?? newId();
  }

  const portraitErasure = () => createPortraitErasure({ store, portraits, clock, onFailed: () => undefined });
  const erasure = () =>
    createErasure({
      store,
      authentication,
      portraits: portraitErasure(),
      clock,
      onProgress: () => undefined,
      eraseFromLog: async () => 0,
      onErased: (receipt) => receipts.push(receipt),
    });
  const retention = (descriptorDays = 0, portraitDays = 0, clockGuard: ClockGuard = TRUSTED_CLOCK) =>
    createRetention({
      store,
      portraits,
      erasure: portraitErasure(),
      clock,
      clockGuard,
      defaults: { descriptorDays, portraitDays },
      onRun: () => undefined,
    });

  async function aDescriptor(ageDays = 0, owner = accountId): Promise<DescriptorId> {
    const descriptorId = newId<DescriptorId>();
    await portraits.put(descriptorId, { image: Buffer.from('a'), thumbnails: new Map([[64, Buffer.from('b')]]) });
    const createTime = secondsBefore(clock(), ageDays * DAY);
    await store.descriptors.createMany(owner, [
      { descriptorId, createTime, modelId: 'm', vector: Float32Array.of(1, 0), hasPortrait: true },
    ]);
    return descriptorId;
  }

  const persons = () => createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });

  async function aPerson(descriptorIds: readonly DescriptorId[], owner = accountId): Promise<PersonId> {
    const personId = await persons().create(owner, {});
    for (const descriptorId of descriptorIds) await persons().attachDescriptor(owner, personId, descriptorId);
    return personId;
  }

  async function aList(kind: 'persons' | 'descriptors', members: readonly string[]): Promise<ListId> {
    const listId = newId<ListId>();
    await store.lists.create(accountId, { listId, kind, listData: '', createTime: clock() });
    if (kind === 'persons') await store.lists.linkPersons(accountId, listId, members as PersonId[]);
    else await store.lists.linkDescriptors(accountId, listId, members as DescriptorId[], clock());
    return listId;
  }

  describe('erasure of a person', () => {
    test('takes rows, links, portraits; tells every list; leaves the rest; gives a receipt', async () => {
      const faces = [await aDescriptor(), await aDescriptor()];
      const other = await aDescriptor();
      const personId = await aPerson(faces);
      const personsList = await aList('persons', [personId]);
      const descriptorsList = await aList('descriptors', [faces[0] ?? '', other]);
      const before = await store.galleryFeed.version(personsList);
      const receipt = await erasure().person(accountId, personId, 'a test');
      expect(receipt).toMatchObject({
        subject: 'person',
        accountId,
        personId,
        requestedBy: 'a test',
        erased: { persons: 1, descriptors: 2, portraits: 2, thumbnails: 2 },
        missingPortraits: { count: 0, descriptorIds: [] },
        pendingPortraits: 0,
      });
      expect(receipts).toEqual([receipt]);
      expect(await store.persons.find(accountId, personId)).toBeUndefined();
      expect(await store.descriptors.existing(accountId, [...faces, other])).toEqual(new Set([other]));
      for (const face of faces) {
        expect(await portraits.get(face)).toBeUndefined();
        expect(await portraits.getThumbnail(face, 64)).toBeUndefined();
      }
      expect(await portraits.get(other)).toBeDefined();
      const { changes } = await store.galleryFeed.changesAfter(personsList, before ?? START);
      expect(new Set(changes.map(({ descriptorId, operation }) => `${operation} ${descriptorId}`))).toEqual(
        new Set(faces.map((face) => `remove ${face}`)),
      );
      const ofDescriptors = await store.galleryFeed.changesAfter(descriptorsList, START);
      expect(ofDescriptors.changes.at(-1)).toMatchObject({ descriptorId: faces[0], operation: 'remove' });
      expect(await store.erasure.pendingPortraits({ limit: 10 })).toEqual([]);
    });

    test('of nobody, or of another account, takes nothing', async () => {
      const stranger = await anAccount();
      const theirs = await aDescriptor(0, stranger);
      const personId = await aPerson([theirs], stranger);
      await expect(erasure().person(accountId, personId, 'x')).rejects.toThrow('person not found');
      await expect(erasure().person(accountId, newId(), 'x')).rejects.toThrow('person not found');
      expect(await store.descriptors.existing(stranger, [theirs])).toEqual(new Set([theirs]));
      expect(await store.erasure.deleteDescriptors(accountId, [theirs], clock())).toEqual({
        descriptors: 0,
        portraits: [],
      });
      expect(receipts).toEqual([]);
    });

    test('takes thumbnails of sides that are set no more, and names the portraits that it did not find', async () => {
      const [face, bare] = [await aDescriptor(), await aDescriptor()];
      await portraits.put(face, { image: Buffer.from('a'), thumbnails: new Map([[77, Buffer.from('c')]]) });
      await portraits.delete([bare]);
      const personId = await aPerson([face, bare]);
      expect(await erasure().person(accountId, personId, 'x')).toMatchObject({
        erased: { descriptors: 2, portraits: 1, thumbnails: 2 },
        missingPortraits: { count: 1, descriptorIds: [bare] },
        pendingPortraits: 0,
      });
      expect(await portraits.getAll(face)).toBeUndefined();
      expect(await portraits.page({ limit: 10 })).toEqual([]);
    });

    test('counts for itself what it has just noted, whoever else finishes what others left', async () => {
      const face = await aDescriptor();
      const personId = await aPerson([face]);
      const others = portraitErasure();
      const receipt = await createErasure({
        store: {
          ...store,
          transaction: async (work) => {
            const result = await store.transaction(work);
            expect(await others.finish()).toBe(0);
            return result;
          },
        },
        authentication,
        portraits: portraitErasure(),
        clock,
        onProgress: () => undefined,
        eraseFromLog: async () => 0,
        onErased: () => undefined,
      }).person(accountId, personId, 'x');
      expect(receipt).toMatchObject({ erased: { portraits: 1 }, missingPortraits: { count: 0 } });
    });

    test('what an erasure that died has noted is taken up by the next one of the account', async () => {
      const face = await aDescriptor();
      await store.transaction((tx) => tx.erasure.deleteDescriptors(accountId, [face], clock()));
      expect(await portraits.get(face)).toBeDefined();
      expect((await erasure().account(accountId, 'x')).erased).toMatchObject({ descriptors: 0, portraits: 1 });
      expect(await portraits.get(face)).toBeUndefined();
    });

    test('files that cannot be deleted are told of, and deleted by the next run', async () => {
      const face = await aDescriptor();
      const personId = await aPerson([face]);
      filesFail = true;
      expect((await erasure().person(accountId, personId, 'x')).pendingPortraits).toBe(1);
      expect(await portraits.get(face)).toBeDefined();
      filesFail = false;
      expect(await portraitErasure().finish()).toBe(0);
      expect(await portraits.get(face)).toBeUndefined();
      expect(await store.erasure.pendingPortraits({ limit: 10 })).toEqual([]);
    });
  });

  describe('erasure of an account', () => {
    test('takes everything, in batches, and nothing of others', async () => {
      const stranger = await anAccount();
      const theirs = await aDescriptor(0, stranger);
      const face = await aDescriptor();
      await aList('persons', [await aPerson([face])]);
      await aList('descriptors', [await aDescriptor()]);
      const many = Array.from({ length: 2100 }, () => ({
        descriptorId: newId<DescriptorId>(),
        createTime: clock(),
        modelId: 'm',
        vector: Float32Array.of(1, 0),
        hasPortrait: false,
      }));
      await store.descriptors.createMany(accountId, many);
      await retention().set(accountId, { descriptorDays: 3, portraitDays: null });
      const receipt = await erasure().account(accountId, 'x');
      expect(receipt.erased).toEqual({
        persons: 1,
        descriptors: 2102,
        portraits: 2,
        thumbnails: 2,
        lists: 2,
        tokens: 1,
        handlers: expect.any(Number),
      });
      expect(await store.accounts.find(accountId)).toBeUndefined();
      expect(await store.erasure.descriptors(accountId, 1)).toEqual([]);
      expect(await portraits.get(face)).toBeUndefined();
      expect(await portraits.get(theirs)).toBeDefined();
      await expect(erasure().account(accountId, 'x')).rejects.toThrow('account not found');
    });

    test('broken off, the account is suspended, and the same call goes on', async () => {
      await aPerson([await aDescriptor()]);
      const broken: Store = {
        ...store,
        transaction: () => Promise.reject(new Error('the process ended')),
      };
      const parts = {
        store: broken,
        portraits: portraitErasure(),
        clock,
        onProgress: () => undefined,
        eraseFromLog: async () => 0,
      };
      const failing = createErasure({ ...parts, authentication, onErased: (receipt) => receipts.push(receipt) });
      await expect(failing.account(accountId, 'x')).rejects.toThrow('the process ended');
      expect(receipts).toEqual([]);
      expect(await store.accounts.find(accountId)).toMatchObject({ active: false });
      expect((await erasure().account(accountId, 'x')).erased).toMatchObject({ persons: 1, descriptors: 1 });
    });
  });

  describe('retention', () => {
    test('deletes unattached descriptors and portraits that are too old, and only counts in a dry run', async () => {
      const old = await aDescriptor(11);
      const young = await aDescriptor(9);
      const owned = await aDescriptor(11);
      await aPerson([owned]);
      const rules = retention(10, 0);
      const run = { accountId, dryRun: false };
      expect(await rules.run({ ...run, dryRun: true })).toMatchObject({ accounts: 1, descriptors: 1, portraits: 0 });
      expect(await store.descriptors.existing(accountId, [old])).toEqual(new Set([old]));
      expect(await rules.run(run)).toMatchObject({ accounts: 1, descriptors: 1, portraits: 0, pendingPortraits: 0 });
      expect(await store.descriptors.existing(accountId, [old, young, owned])).toEqual(new Set([young, owned]));
      expect(await portraits.get(old)).toBeUndefined();
      expect(await retention(0, 10).run(run)).toMatchObject({ descriptors: 0, portraits: 1 });
      expect(await store.descriptors.find(accountId, owned)).toMatchObject({ hasPortrait: false });
      expect(await portraits.get(owned)).toBeUndefined();
      expect(await store.descriptors.find(accountId, young)).toMatchObject({ hasPortrait: true });
      expect(await retention(0, 10).run(run)).toMatchObject({ portraits: 0 });
    });

    test('does nothing by a clock that is in doubt, says why, and goes on when it is told to', async () => {
      const old = await aDescriptor(11);
      const rules = retention(10, 10, { doubt: async () => 'the sun stands elsewhere' });
      const run = { accountId, dryRun: false };
      expect(await rules.run(run)).toMatchObject({ accounts: 0, descriptors: 0, skipped: 'the sun stands elsewhere' });
      expect(await store.descriptors.existing(accountId, [old])).toEqual(new Set([old]));
      expect(await rules.run({ ...run, trustClock: true })).toMatchObject({ descriptors: 1 });
      expect(await store.descriptors.existing(accountId, [old])).toEqual(new Set());
    });

    test('the rule of an account wins over the default; 0 keeps for ever', async () => {
      const face = await aDescriptor(11);
      const rules = retention(10, 10);
      expect(await rules.get(accountId)).toEqual({ descriptorDays: null, portraitDays: null });
      await rules.set(accountId, { descriptorDays: 0, portraitDays: 20 });
      await rules.set(accountId, { descriptorDays: 0, portraitDays: 12 });
      expect(await rules.get(accountId)).toEqual({ descriptorDays: 0, portraitDays: 12 });
      await rules.run({ dryRun: false });
      expect(await store.descriptors.find(accountId, face)).toMatchObject({ hasPortrait: true });
      await rules.set(accountId, { descriptorDays: null, portraitDays: 0 });
      await rules.run({ dryRun: false });
      expect(await store.descriptors.find(accountId, face)).toBeUndefined();
    });
  });
});
