import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoreOptions } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import { ClientGone, Unavailable } from '../../../src/domain/errors.ts';
import { type AccountId, newId, type PersonId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { anAccount, aPerson } from './support/rows.ts';

/** With one connection, where there are several, so that one transaction keeps everybody waiting. */
function withOneConnection(options: StoreOptions): StoreOptions {
  return { ...options, ...(options.type === 'postgres' && { poolSize: 1 }), wait: 2000 };
}

describe.each(DATABASES)('who waits for $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let accountId: AccountId;
  let letGo: () => void;
  let held: Promise<void>;

  beforeAll(async () => {
    database = await create();
    store = await openStore(withOneConnection(database.options));
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });
  beforeEach(async () => {
    accountId = await anAccount(store);
    const over = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await new Promise<void>((isHeld) => {
      held = store.transaction(async (tx) => {
        await tx.persons.existing(accountId, []);
        await tx.accounts.find(accountId);
        isHeld();
        await over;
      });
    });
  });
  afterEach(async () => {
    letGo();
    await held;
  });

  const personCount = async () => (await store.accounts.countObjects(accountId)).persons;

  it('is passed over with what it asked for first, when it has left', async () => {
    const caller = { isGone: false };
    const left = [
      store.beginFor(caller, () => aPerson(store, accountId)),
      store.beginFor(caller, () => store.transaction((tx) => aPerson(tx, accountId))),
    ].map((work) => expect(work).rejects.toThrow(ClientGone));
    const stays = store.beginFor({ isGone: false }, () => aPerson(store, accountId));
    const nobodys = aPerson(store, accountId);
    caller.isGone = true;
    letGo();
    await Promise.all([...left, stays, nobodys]);
    expect(await personCount()).toBe(2);
  });

  it('is passed over with a read that it shares, when all others have left too', async () => {
    const personId = newId<PersonId>();
    const [first, second, stays] = [{ isGone: false }, { isGone: false }, { isGone: false }];
    const find = (caller: Caller) => store.beginFor(caller, () => store.persons.find(accountId, personId));
    const left = Promise.allSettled([find(first), find(second)]);
    await nextTurn();
    const shared = [find(first), find(stays)];
    await nextTurn();
    first.isGone = true;
    second.isGone = true;
    letGo();
    expect(await left).toMatchObject(Array(2).fill({ reason: expect.any(ClientGone) }));
    expect(await Promise.all(shared)).toEqual([undefined, undefined]);
  });

  it('is done with what has begun, when it leaves then', async () => {
    const caller = { isGone: false };
    letGo();
    const work = store.beginFor(caller, () =>
      store.transaction(async (tx) => {
        await aPerson(tx, accountId);
        caller.isGone = true;
        await aPerson(tx, accountId);
      }),
    );
    await work;
    expect(await personCount()).toBe(2);
  });

  it('is told when it waits too long', async () => {
    await expect(aPerson(store, accountId)).rejects.toThrow(Unavailable);
  });

  it('is told at once when too many wait already', async () => {
    const refused: number[] = [];
    const waiting = Array.from({ length: 1001 }, async (_, index) => {
      await expect(aPerson(store, accountId)).rejects.toThrow(Unavailable);
      refused.push(index);
    });
    await Promise.all(waiting);
    expect(refused[0]).toBe(1000);
  });
});
