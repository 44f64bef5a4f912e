import { expect, it } from 'vitest';
import { Conflict } from '../../../../src/domain/errors.ts';
import { type DescriptorId, newId, type PersonId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson, clock, descriptors, persons, START } from '../support/rows.ts';

const page = { page: 1, size: 100 };

export function transactionsContract(open: () => Store): void {
  it('gives the result of the work and keeps what it did', async () => {
    const store = open();
    const mine = await anAccount(store);
    const personId = await store.transaction((tx) => aPerson(tx, mine, { userData: 'kept' }));
    expect(await store.persons.find(mine, personId)).toMatchObject({ userData: 'kept' });
  });

  it('leaves nothing behind when the work throws, and passes the error on', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine, 'descriptors');
    const faces = await descriptors(store, mine, 3);
    const failure = new Error('changed my mind');
    const work = store.transaction(async (tx) => {
      await aPerson(tx, mine);
      await descriptors(tx, mine, 450);
      await tx.lists.linkDescriptors(mine, listId, faces, clock());
      await tx.lists.recordChange([listId], { add: faces });
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await store.accounts.countObjects(mine)).toEqual({ persons: 0, descriptors: 3, attachedDescriptors: 0 });
    expect(await store.lists.descriptorsPage(mine, listId, page)).toEqual({ items: [], count: 0 });
    expect(await store.galleryFeed.version(listId)).toMatchObject({ version: 0 });
    expect(await store.galleryFeed.changesAfter(listId, START)).toEqual({ changes: [], complete: true });
  });

  it('rolls back after a failed statement, also when the work did not mind', async () => {
    const store = open();
    const mine = await anAccount(store);
    const account = await store.accounts.find(mine);
    if (!account) throw new Error('the account was made');
    const personId = newId<PersonId>();
    const work = store.transaction(async (tx) => {
      await tx.persons.create(mine, { personId, userData: '', externalId: null, createTime: clock() });
      const taken = { ...account, accountId: newId<typeof mine>(), createTime: clock() };
      await tx.accounts.create(taken).catch(() => undefined);
    });
    await expect(work).rejects.toThrow();
    expect(await store.persons.find(mine, personId)).toBeUndefined();
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it('does not show its changes to others before it commits', async () => {
    const store = open();
    const mine = await anAccount(store);
    let outside: Promise<unknown> | undefined;
    await store.transaction(async (tx) => {
      const personId = await aPerson(tx, mine);
      expect(await tx.persons.find(mine, personId)).toBeDefined();
      outside = store.persons.page(mine, {}, page);
      await aPerson(tx, mine);
    });
    const { count } = (await outside) as { count: number };
    // Asked meanwhile: before or after all of it, never in the middle.
    expect([0, 2]).toContain(count);
  });

  it('lets exactly one of many win who attach the same descriptor', async () => {
    const store = open();
    const mine = await anAccount(store);
    const people = await persons(store, mine, 6);
    const face = await aDescriptor(store, mine);
    const results = await Promise.allSettled(
      people.map((personId) =>
        store.transaction(async (tx) => {
          await tx.persons.lock(mine, [personId]);
          await tx.descriptors.lock(mine, [face]);
          await tx.persons.linkDescriptor(mine, personId, face, clock());
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toEqual(new Conflict('descriptor-attached'));
    }
    expect((await store.persons.ownersOf(mine, [face])).size).toBe(1);
  });

  it('keeps attach and delete of one person apart', async () => {
    const store = open();
    const mine = await anAccount(store);
    for (let round = 0; round < 10; round++) {
      const personId = await aPerson(store, mine);
      const face = await aDescriptor(store, mine);
      const attach = store.transaction(async (tx) => {
        if ((await tx.persons.lock(mine, [personId])).size === 0) return 'gone';
        await tx.persons.linkDescriptor(mine, personId, face, clock());
        return 'attached';
      });
      const remove = store.transaction(async (tx) => {
        await tx.persons.lock(mine, [personId]);
        await tx.persons.delete(mine, personId);
      });
      const [attached] = await Promise.all([attach, remove]);
      expect(['gone', 'attached']).toContain(attached);
      expect(await store.persons.find(mine, personId)).toBeUndefined();
      expect(await store.descriptors.find(mine, face)).toMatchObject({ personId: null });
    }
  });

  it('gives every change of a list a version of its own, without gaps, whoever writes', async () => {
    const store = open();
    const mine = await anAccount(store);
    const lists = [await aList(store, mine), await aList(store, mine), await aList(store, mine, 'descriptors')];
    const rolledBack = new Set<DescriptorId>();
    const committed = new Set<DescriptorId>();
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const face = newId<DescriptorId>();
        // Each in another order: the store must lock them in one.
        const order = index % 2 === 0 ? lists : [...lists].reverse();
        const failure = new Error('rolled back');
        const work = store.transaction(async (tx) => {
          await tx.lists.recordChange(order, { add: [face] });
          if (index % 5 === 0) throw failure;
        });
        if (index % 5 === 0) {
          await expect(work).rejects.toBe(failure);
          rolledBack.add(face);
        } else {
          await work;
          committed.add(face);
        }
      }),
    );
    for (const listId of lists) {
      const { changes, complete } = await store.galleryFeed.changesAfter(listId, START);
      expect(complete).toBe(true);
      expect(changes.map(({ version }) => version)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
      expect(new Set(changes.map(({ descriptorId }) => descriptorId))).toEqual(committed);
    }
    expect(rolledBack.size).toBe(8);
  });

  it('answers many independent writes each with its own outcome', async () => {
    const store = open();
    const mine = await anAccount(store);
    const taken = await aPerson(store, mine);
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) =>
        store.persons.create(mine, {
          personId: index % 10 === 3 ? taken : newId<PersonId>(),
          userData: `${index}`,
          externalId: null,
          createTime: clock(),
        }),
      ),
    );
    expect(results.map(({ status }) => status === 'rejected')).toEqual(results.map((_, index) => index % 10 === 3));
    expect((await store.persons.page(mine, {}, page)).count).toBe(91);
  });
}
