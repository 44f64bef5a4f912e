import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHandlerPolicies } from '../../../src/core/handlers/handlerPolicies.ts';
import { createLists } from '../../../src/core/lists/lists.ts';
import { createPersons } from '../../../src/core/persons/persons.ts';
import { createIdempotency, type KeptAnswer } from '../../../src/core/upkeep/idempotency.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { IdempotencyRefused } from '../../../src/domain/errors.ts';
import { type AccountId, type DescriptorId, newId, type PersonId } from '../../../src/domain/ids.ts';
import { createClock } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, type TestDatabase } from '../store/support/databases.ts';
import { aList, descriptors } from '../store/support/rows.ts';

const clock = createClock('UTC');
const DAY = 86_400;
const FIRST_PAGE = { page: 1, size: 10 };

describe.each(DATABASES.filter(({ name }) => !name.includes('directory')))('on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let accountId: AccountId;

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.options);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });
  beforeEach(async () => {
    accountId = newId<AccountId>();
    const email = `${accountId}@example.com`;
    const rest = { organizationName: 'x', passwordHash: 'x', active: true, createTime: clock() };
    await store.accounts.create({ accountId, email, ...rest });
  });
  let failures: unknown[] = [];
  afterEach(() => {
    expect(failures).toEqual([]);
    failures = [];
  });

  const service = (keptSeconds = DAY, keysPerAccount = 100) =>
    createIdempotency({ store, keptSeconds, keysPerAccount, onFailed: (error) => failures.push(error) });
  const persons = () => createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
  const addPerson = async (): Promise<KeptAnswer> => ({ status: 201, body: await persons().create(accountId, {}) });
  const countPersons = async () => (await store.persons.page(accountId, {}, FIRST_PAGE)).count;
  const once = (key: string, work = addPerson, fingerprint = 'the same') =>
    service().once(accountId, key, fingerprint, work);

  test('a repetition gets the first answer and does nothing', async () => {
    const first = await once('a');
    const second = await once('a');
    expect(second).toEqual({ answer: { ...first.answer }, isRepeat: true });
    expect(await countPersons()).toBe(1);
    await once('b');
    expect(await countPersons()).toBe(2);
  });

  test('a key of one account says nothing to another, and another request is refused', async () => {
    await once('a');
    await expect(once('a', addPerson, 'another')).rejects.toMatchObject({ reason: 'other-request' });
    expect(await countPersons()).toBe(1);
  });

  test('a second attempt beside the first is refused, and one of many at the same time does it', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => once('a')));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(IdempotencyRefused);
    }
    expect(await countPersons()).toBe(1);
    expect((await once('a')).isRepeat).toBe(true);
  });

  test('work that failed before its write is done by the next attempt', async () => {
    await expect(once('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect
      .poll(() =>
        once('a').then(
          ({ isRepeat }) => isRepeat,
          () => undefined,
        ),
      )
      .toBe(false);
    expect(await countPersons()).toBe(1);
  });

  test('work that failed after its write is not done again, and its answer is the one that it would have had', async () => {
    let made = '';
    const lost = async (): Promise<KeptAnswer> => {
      made = (await addPerson()).body;
      throw new Error('the answer is lost');
    };
    await expect(once('a', lost)).rejects.toThrow('lost');
    await expect
      .poll(() =>
        once('a').then(
          ({ answer }) => answer.body,
          () => undefined,
        ),
      )
      .toBe(made);
    expect(await countPersons()).toBe(1);
  });

  test('a deletion that was done is not refused as unknown by the next attempt', async () => {
    const personId = (await addPerson()).body as PersonId;
    const erase = async (): Promise<KeptAnswer> => {
      await persons().delete(accountId, personId);
      return { status: 204, body: '' };
    };
    await expect(once('a', () => erase().then(() => Promise.reject(new Error('lost'))))).rejects.toThrow('lost');
    await expect
      .poll(() =>
        once('a', erase).then(
          ({ answer }) => answer.status,
          () => undefined,
        ),
      )
      .toBe(204);
  });

  test('of several writes a later attempt does those that are missing', async () => {
    const lists = createLists({ store, clock });
    const both = async (fails: boolean): Promise<KeptAnswer> => {
      const person = (await addPerson()).body;
      if (fails) throw new Error('in between');
      return { status: 201, body: `${person} ${await lists.create(accountId, 'persons', '')}` };
    };
    await expect(once('a', () => both(true))).rejects.toThrow('in between');
    await expect
      .poll(() =>
        once('a', () => both(false)).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    expect(await countPersons()).toBe(1);
    expect((await lists.page(accountId, FIRST_PAGE)).persons.count).toBe(1);
  });

  test('a list whose members change between two attempts is deleted, not only said to be', async () => {
    const listId = await aList(store, accountId, 'descriptors');
    const members = await descriptors(store, accountId, 1500);
    await store.lists.linkDescriptors(accountId, listId, members, clock());
    const erase = (of: Store) => async (): Promise<KeptAnswer> => {
      await createLists({ store: of, clock }).delete(accountId, listId);
      return { status: 204, body: '' };
    };
    const failing: Store = { ...store, write: () => Promise.reject(new Error('out of reach')) };
    await expect(once('a', erase(failing))).rejects.toThrow('out of reach');
    await store.lists.unlinkDescriptors(accountId, listId, members.slice(0, 600) as DescriptorId[]);
    await expect
      .poll(() =>
        once('a', erase(store)).then(
          ({ answer }) => answer.status,
          () => undefined,
        ),
      )
      .toBe(204);
    expect(await store.lists.find(accountId, listId)).toBeUndefined();
  });

  test('a handler that was missing is changed once', async () => {
    const policies = createHandlerPolicies({
      store,
      clock,
      refuseWrongListKind: true,
      webhooks: { refusal: () => undefined },
    });
    const change = async (): Promise<KeptAnswer> => {
      await policies.change(accountId, 'extractor', {});
      return { status: 204, body: '' };
    };
    await expect(once('a', () => change().then(() => Promise.reject(new Error('lost'))))).rejects.toThrow('lost');
    await expect
      .poll(() =>
        once('a', change).then(
          ({ answer }) => answer.status,
          () => undefined,
        ),
      )
      .toBe(204);
    expect((await policies.read(accountId, 'extractor')).version).toBe(1);
  });

  test('a key is free again after its time', async () => {
    await once('a');
    expect((await service(-1).once(accountId, 'a', 'another', addPerson)).isRepeat).toBe(false);
    expect(await countPersons()).toBe(2);
  });

  test('an account has so many keys and no more', async () => {
    const few = service(DAY, 2);
    for (const key of ['a', 'b']) await few.once(accountId, key, 'x', addPerson);
    await expect(few.once(accountId, 'c', 'x', addPerson)).rejects.toMatchObject({ reason: 'too-many-keys' });
  });

  test('an answer that is too long is done once all the same', async () => {
    const long = async () => ({ status: 201, body: `${(await addPerson()).body}${'x'.repeat(300_000)}` });
    expect((await once('a', long)).answer.body).toHaveLength(300_036);
    await expect(once('a', long)).rejects.toMatchObject({ reason: 'answer-not-kept' });
    expect(await countPersons()).toBe(1);
  });

  test('an erased person is in no kept answer, an erased account leaves no key', async () => {
    const personId = (await once('a')).answer.body as PersonId;
    await store.transaction((tx) => tx.erasure.deletePersons(accountId, [personId]));
    await expect(once('a')).rejects.toMatchObject({ reason: 'answer-not-kept' });
    await store.transaction((tx) => tx.erasure.deleteAccount(accountId));
    expect(await store.idempotencyKeys.count(accountId)).toBe(0);
  });
});
