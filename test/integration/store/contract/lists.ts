import { describe, expect, it } from 'vitest';
import { type DescriptorId, type ListId, newId, type PersonId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson, clock, descriptors, persons, START } from '../support/rows.ts';

const page = (number: number, size = 10) => ({ page: number, size });
const KINDS = ['persons', 'descriptors'] as const;

export function listsContract(open: () => Store): void {
  describe.each(KINDS)('a list of %s', (kind) => {
    it('comes back as it was made', async () => {
      const store = open();
      const mine = await anAccount(store);
      const list = { listId: newId<ListId>(), kind, listData: 'ы😀', createTime: clock() };
      await store.lists.create(mine, list);
      expect(await store.lists.find(mine, list.listId)).toEqual({ ...list, version: 0, stamp: 0 });
      expect(await store.lists.lock(mine, [list.listId])).toEqual([{ ...list, version: 0, stamp: 0 }]);
      expect(await store.lists.setData(mine, list.listId, '')).toBe(true);
      expect(await store.lists.find(mine, list.listId)).toMatchObject({ listData: '', version: 0 });
    });

    it('is not there for another account', async () => {
      const store = open();
      const [mine, other] = [await anAccount(store), await anAccount(store)];
      const listId = await aList(store, mine, kind);
      expect(await store.lists.find(other, listId)).toBeUndefined();
      expect(await store.lists.setData(other, listId, 'x')).toBe(false);
      expect(await store.lists.lock(other, [listId])).toEqual([]);
      expect(await store.lists.delete(other, [listId])).toBe(0);
      expect(await store.lists.page(other, kind, page(1))).toEqual({ items: [], count: 0 });
      expect(await store.lists.find(mine, listId)).toBeDefined();
    });

    it('is paged newest first with its number of members', async () => {
      const store = open();
      const mine = await anAccount(store);
      const lists: ListId[] = [];
      for (let index = 0; index < 4; index++) lists.unshift(await aList(store, mine, kind));
      await aList(store, mine, kind === 'persons' ? 'descriptors' : 'persons');
      const full = lists[1] as ListId;
      if (kind === 'persons') await store.lists.linkPersons(mine, full, await persons(store, mine, 3));
      else await store.lists.linkDescriptors(mine, full, await descriptors(store, mine, 3), clock());
      expect(await store.lists.page(mine, kind, page(1, 3))).toEqual({
        items: lists.slice(0, 3).map((listId) => ({ listId, listData: '', count: listId === full ? 3 : 0 })),
        count: 4,
      });
      expect((await store.lists.page(mine, kind, page(2, 3))).items.map(({ listId }) => listId)).toEqual([lists[3]]);
    });

    it('is deleted with its links and its log; the members stay', async () => {
      const store = open();
      const mine = await anAccount(store);
      const [doomed, kept] = [await aList(store, mine, kind), await aList(store, mine, kind)];
      const personIds = await persons(store, mine, 2);
      const faces = await descriptors(store, mine, 2);
      for (const listId of [doomed, kept]) {
        if (kind === 'persons') await store.lists.linkPersons(mine, listId, personIds);
        else await store.lists.linkDescriptors(mine, listId, faces, clock());
        await store.lists.recordChange([listId], { add: faces });
      }
      expect(await store.lists.delete(mine, [doomed, newId(), doomed])).toBe(1);
      expect(await store.lists.find(mine, doomed)).toBeUndefined();
      expect(await store.galleryFeed.version(doomed)).toBeUndefined();
      expect(await store.galleryFeed.changesAfter(doomed, START)).toEqual({ changes: [], complete: false });
      expect(await store.persons.existing(mine, personIds)).toEqual(new Set(personIds));
      expect(await store.descriptors.existing(mine, faces)).toEqual(new Set(faces));
      expect(await store.galleryFeed.version(kept)).toMatchObject({ kind, version: 1 });
      expect(await store.lists.delete(mine, [])).toBe(0);
    });
  });

  it('tells the descriptors of a list by their ids, to its account alone', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    const [listId, empty] = [await aList(store, mine, 'descriptors'), await aList(store, mine, 'descriptors')];
    const ids = (await descriptors(store, mine, 5)).sort();
    await store.lists.linkDescriptors(mine, listId, ids.slice(1), clock());
    expect(await store.lists.descriptorIds(mine, listId, { limit: 10 })).toEqual(ids.slice(1));
    expect(await store.lists.descriptorIds(mine, listId, { limit: 2 })).toEqual(ids.slice(1, 3));
    expect(await store.lists.descriptorIds(mine, listId, { after: ids[2], limit: 2 })).toEqual(ids.slice(3));
    expect(await store.lists.descriptorIds(mine, listId, { after: ids[4], limit: 2 })).toEqual([]);
    expect(await store.lists.descriptorIds(mine, empty, { limit: 2 })).toEqual([]);
    expect(await store.lists.descriptorIds(other, listId, { limit: 2 })).toEqual([]);
  });

  it('links persons once and answers what is new', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine);
    const [first, second, third] = (await persons(store, mine, 3)) as [PersonId, PersonId, PersonId];
    expect(await store.lists.linkPersons(mine, listId, [first, second, first])).toHaveLength(2);
    expect(await store.lists.linkPersons(mine, listId, [second, third])).toEqual([third]);
    expect(await store.lists.linkPersons(mine, listId, [second])).toEqual([]);
    expect(await store.lists.unlinkPersons(mine, listId, [second, newId()])).toEqual([second]);
    expect(await store.lists.unlinkPersons(mine, listId, [second])).toEqual([]);
    const { items, count } = await store.lists.personsPage(mine, listId, page(1));
    expect(items.map(({ personId }) => personId)).toEqual([third, first]);
    expect(count).toBe(2);
  });

  it('links descriptors once and answers what is new', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine, 'descriptors');
    const [first, second, third] = (await descriptors(store, mine, 3)) as [DescriptorId, DescriptorId, DescriptorId];
    expect(await store.lists.linkDescriptors(mine, listId, [first, second], clock())).toHaveLength(2);
    expect(await store.lists.linkDescriptors(mine, listId, [second, third], clock())).toEqual([third]);
    expect(await store.lists.unlinkDescriptors(mine, listId, [second, newId()])).toEqual([second]);
    const { items, count } = await store.lists.descriptorsPage(mine, listId, page(1));
    expect(items.map(({ descriptorId }) => descriptorId)).toEqual([third, first]);
    expect(items[0]).toMatchObject({ lists: [listId] });
    expect(count).toBe(2);
  });

  it('links nothing across accounts and nothing that is not there', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    const [personList, faceList] = [await aList(store, mine), await aList(store, mine, 'descriptors')];
    const [myPerson, otherPerson] = [await aPerson(store, mine), await aPerson(store, other)];
    const [myFace, otherFace] = [await aDescriptor(store, mine), await aDescriptor(store, other)];
    expect(await store.lists.linkPersons(mine, personList, [otherPerson, newId()])).toEqual([]);
    expect(await store.lists.linkPersons(other, personList, [otherPerson, myPerson])).toEqual([]);
    expect(await store.lists.linkDescriptors(mine, faceList, [otherFace, newId()], clock())).toEqual([]);
    expect(await store.lists.linkDescriptors(other, faceList, [otherFace], clock())).toEqual([]);
    await store.lists.linkPersons(mine, personList, [myPerson]);
    await store.lists.linkDescriptors(mine, faceList, [myFace], clock());
    expect(await store.lists.unlinkPersons(other, personList, [myPerson])).toEqual([]);
    expect(await store.lists.unlinkDescriptors(other, faceList, [myFace])).toEqual([]);
    expect(await store.lists.personsPage(other, personList, page(1))).toEqual({ items: [], count: 0 });
    expect(await store.lists.descriptorsPage(other, faceList, page(1))).toEqual({ items: [], count: 0 });
    expect((await store.lists.personsPage(mine, personList, page(1))).count).toBe(1);
    expect((await store.lists.descriptorsPage(mine, faceList, page(1))).count).toBe(1);
  });

  it('pages members by their creation, as the paging example of contract 40', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine);
    const ids: PersonId[] = [];
    for (let index = 0; index < 10; index++) ids.unshift(await aPerson(store, mine));
    // Linked in another order than made.
    await store.lists.linkPersons(mine, listId, [...ids].sort());
    const second = await store.lists.personsPage(mine, listId, page(2, 6));
    expect(second.items.map(({ personId }) => personId)).toEqual(ids.slice(6));
    expect(second.count).toBe(10);
    expect(await store.lists.personsPage(mine, listId, page(3, 6))).toEqual({ items: [], count: 10 });
  });

  it('links and unlinks ten thousand in one transaction', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine, 'descriptors');
    const ids = await descriptors(store, mine, 10_000);
    await store.transaction(async (tx) => {
      expect((await tx.descriptors.lock(mine, ids)).size).toBe(10_000);
      const linked = await tx.lists.linkDescriptors(mine, listId, ids, clock());
      await tx.descriptors.touch(mine, linked, clock());
      await tx.lists.recordChange([listId], { add: linked });
    });
    const { changes, complete } = await store.galleryFeed.changesAfter(listId, START);
    expect(complete).toBe(true);
    expect(changes.map(({ descriptorId }) => descriptorId).sort()).toEqual([...ids].sort());
    expect(new Set(changes.map(({ version }) => version))).toEqual(new Set([1]));
    expect((await store.lists.descriptorsPage(mine, listId, page(100, 100))).items).toHaveLength(100);
    expect(await store.lists.unlinkDescriptors(mine, listId, ids)).toHaveLength(10_000);
    expect(await store.lists.descriptorsPage(mine, listId, page(1))).toEqual({ items: [], count: 0 });
  });
}
