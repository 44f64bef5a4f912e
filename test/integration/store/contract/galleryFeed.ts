import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type DescriptorId, type ListId, newId, type PersonId } from '../../../../src/domain/ids.ts';
import type { ListChange, ListVersion, StoredVector } from '../../../../src/store/lists/listFeed.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aList, anAccount, clock, descriptors, persons, START } from '../support/rows.ts';

export function galleryFeedContract(open: () => Store): void {
  it('tells kind and version of a list', async () => {
    const store = open();
    const mine = await anAccount(store);
    for (const kind of ['persons', 'descriptors'] as const) {
      const listId = await aList(store, mine, kind);
      expect(await store.galleryFeed.version(listId)).toEqual({ kind, ...START });
      await store.lists.recordChange([listId], { add: [newId()] });
      expect(await store.galleryFeed.version(listId)).toEqual({ kind, version: 1, stamp: expect.any(Number) });
    }
    expect(await store.galleryFeed.version(newId())).toBeUndefined();
  });

  it('tells the versions of many lists in one answer', async () => {
    const store = open();
    const mine = await anAccount(store);
    const lists = [
      await aList(store, mine),
      await aList(store, mine, 'descriptors'),
      await aList(store, mine),
    ] as const;
    await store.lists.recordChange([lists[1], lists[2]], { add: [newId()] });
    await store.lists.recordChange([lists[2]], { add: [newId()] });
    // More than one statement takes.
    const strangers = Array.from({ length: 6000 }, () => newId<ListId>());
    const versions = await store.galleryFeed.versions([lists[0], ...strangers, lists[1], lists[2]]);
    expect([...versions.keys()].sort()).toEqual([...lists].sort());
    expect(versions.get(lists[0])).toEqual(START);
    for (const listId of lists)
      expect(await store.galleryFeed.version(listId)).toMatchObject(versions.get(listId) ?? {});
    expect(await store.galleryFeed.versions([])).toEqual(new Map());
  });

  it('names lists of every account and kind, the one changed last first', async () => {
    const store = open();
    const one = await aList(store, await anAccount(store));
    const two = await aList(store, await anAccount(store), 'descriptors');
    for (const [changed, other] of [
      [one, two],
      [two, one],
    ] as const) {
      // An embedded database's clock has milliseconds only: without a pause both would have the same time.
      await pause(20);
      await store.lists.recordChange([changed], { add: [newId()] });
      expect(await store.galleryFeed.recentLists(1)).toEqual([changed]);
      const all = await store.galleryFeed.recentLists(10_000);
      expect(all.indexOf(changed)).toBe(0);
      expect(all).toContain(other);
    }
  });

  it('logs each change in order under the version that it made', async () => {
    const store = open();
    const mine = await anAccount(store);
    const [one, two] = [await aList(store, mine), await aList(store, mine, 'descriptors')];
    const [a, b, c] = [newId<DescriptorId>(), newId<DescriptorId>(), newId<DescriptorId>()];
    await store.lists.recordChange([two, one, two], { add: [a, b] });
    await store.lists.recordChange([one], { add: [c], remove: [a] });
    await store.lists.recordChange([one, newId()], {});
    await store.lists.recordChange([], { add: [a] });
    const { changes, complete } = await store.galleryFeed.changesAfter(one, START);
    expect(complete).toBe(true);
    expect(changes).toMatchObject([
      { version: 1, descriptorId: a, operation: 'add' },
      { version: 1, descriptorId: b, operation: 'add' },
      { version: 2, descriptorId: a, operation: 'remove' },
      { version: 2, descriptorId: c, operation: 'add' },
    ]);
    const [first, , last] = changes as [ListChange, ListChange, ListChange];
    expect(first.stamp).not.toBe(last.stamp);
    expect((await store.galleryFeed.changesAfter(one, first)).changes).toEqual(changes.slice(2));
    expect(await store.galleryFeed.changesAfter(one, last)).toEqual({ changes: [], complete: true });
    expect(await store.galleryFeed.version(one)).toMatchObject({ version: 2, stamp: last.stamp });
    expect(await store.galleryFeed.version(two)).toMatchObject({ version: 1 });
  });

  it('says so when it cannot tell what changed', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine);
    expect(await store.galleryFeed.changesAfter(newId(), START)).toEqual({ changes: [], complete: false });
    // The caller is ahead of the database, as after a fail-over that lost commits.
    const ahead = { version: 5, stamp: 50 };
    expect(await store.galleryFeed.changesAfter(listId, ahead)).toEqual({ changes: [], complete: false });
    // More than is worth reading.
    const many = Array.from({ length: 20_001 }, () => newId<DescriptorId>());
    await store.lists.recordChange([listId], { add: many });
    expect(await store.galleryFeed.changesAfter(listId, START)).toEqual({ changes: [], complete: false });
    const head = (await store.galleryFeed.version(listId)) ?? START;
    expect(await store.galleryFeed.changesAfter(listId, head)).toEqual({ changes: [], complete: true });
    // The same version of another history: the database lost it, and made it again by other commits.
    const other = { version: head.version, stamp: head.stamp + 1 };
    expect(await store.galleryFeed.changesAfter(listId, other)).toEqual({ changes: [], complete: false });
    await store.lists.recordChange([listId], { add: [newId()] });
    expect(await store.galleryFeed.changesAfter(listId, head)).toMatchObject({ complete: true });
    expect(await store.galleryFeed.changesAfter(listId, other)).toEqual({ changes: [], complete: false });
  });

  it('keeps the log of a busy list short, and then asks for a reload', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine);
    const change = async (times: number): Promise<ListVersion> => {
      await store.transaction(async (tx) => {
        for (let index = 0; index < times; index++) await tx.lists.recordChange([listId], { add: [newId()] });
      });
      return (await store.galleryFeed.version(listId)) ?? START;
    };
    const [early, late] = [await change(5), await change(5)];
    await change(1000);
    expect(await store.galleryFeed.changesAfter(listId, early)).toEqual({ changes: [], complete: false });
    const rest = await store.galleryFeed.changesAfter(listId, late);
    expect(rest).toMatchObject({ complete: true });
    expect(rest.changes).toHaveLength(1000);
  });

  it('loads a descriptors list in batches, with the owners', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine, 'descriptors');
    const ids = await descriptors(store, mine, 601);
    const [personId] = (await persons(store, mine, 1)) as [PersonId];
    await store.persons.linkDescriptor(mine, personId, ids[0] as DescriptorId, clock());
    await store.lists.linkDescriptors(mine, listId, ids, clock());
    await store.lists.recordChange([listId], { add: ids });
    for (const beside of [undefined, 'beside'] as const) {
      const batches: (readonly StoredVector[])[] = [];
      const onBatch = (batch: readonly StoredVector[]) => void batches.push(batch);
      const head = await store.galleryFeed.load(listId, onBatch, beside);
      expect(head).toMatchObject({ kind: 'descriptors', version: 1 });
      // A stream is cut where the network cuts it: 601 short vectors may be one piece.
      if (beside) expect(batches.length).toBeGreaterThan(1);
      const rows = batches.flat();
      expect(rows.map(({ descriptorId }) => descriptorId).sort()).toEqual([...ids].sort());
      expect(rows.filter((row) => row.personId === personId).map(({ descriptorId }) => descriptorId)).toEqual([ids[0]]);
    }
    expect(await store.galleryFeed.vectors([ids[0] as DescriptorId, newId()])).toHaveLength(1);
    expect(await store.galleryFeed.vectorsOfPersons([personId, newId()])).toHaveLength(1);
  });

  it('loads what the persons of a list own', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine);
    const people = await persons(store, mine, 260);
    const faces = await descriptors(store, mine, 300);
    await store.transaction(async (tx) => {
      for (const [index, face] of faces.entries()) {
        await tx.persons.linkDescriptor(mine, people[index % 255] as PersonId, face, clock());
      }
    });
    await store.lists.linkPersons(mine, listId, people.slice(1));
    const rows: StoredVector[] = [];
    await store.galleryFeed.load(listId, async (batch) => {
      rows.push(...batch);
    });
    const expected = faces.filter((_, index) => index % 255 !== 0);
    expect(rows.map(({ descriptorId }) => descriptorId).sort()).toEqual(expected.sort());
    const empty: StoredVector[] = [];
    const head = await store.galleryFeed.load(await aList(store, mine), (batch) => {
      empty.push(...batch);
    });
    expect(head).toEqual({ kind: 'persons', ...START });
    expect(empty).toEqual([]);
    expect(await store.galleryFeed.load(newId(), () => undefined)).toBeUndefined();
  });

  it('misses nothing when the list changes while it is loaded, with the log on top', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine, 'descriptors');
    const ids = (await descriptors(store, mine, 600)).sort();
    const [late, left] = [ids[0], ids[1]] as [DescriptorId, DescriptorId];
    await store.lists.linkDescriptors(mine, listId, ids.slice(1), clock());
    const rows = new Set<DescriptorId>();
    let first = true;
    const head = await store.galleryFeed.load(listId, async (batch) => {
      for (const { descriptorId } of batch) rows.add(descriptorId);
      if (!first) return;
      first = false;
      // Both are behind the place that the load has reached.
      await store.transaction(async (tx) => {
        await tx.lists.linkDescriptors(mine, listId, [late], clock());
        await tx.lists.unlinkDescriptors(mine, listId, [left]);
        await tx.lists.recordChange([listId], { add: [late], remove: [left] });
      });
    });
    expect(head).toEqual({ kind: 'descriptors', ...START });
    const { changes, complete } = await store.galleryFeed.changesAfter(listId, START);
    expect(complete).toBe(true);
    for (const { operation, descriptorId } of changes) rows[operation === 'add' ? 'add' : 'delete'](descriptorId);
    expect(rows).toEqual(new Set([late, ...ids.slice(2)]));
  });

  it('notices that the list went away while it was loading', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine, 'descriptors');
    await store.lists.linkDescriptors(mine, listId, await descriptors(store, mine, 10), clock());
    const head = await store.galleryFeed.load(listId, async () => {
      await store.lists.delete(mine, [listId]);
    });
    expect(head).toBeUndefined();
  });
}
