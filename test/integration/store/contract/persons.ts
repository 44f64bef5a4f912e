import { describe, expect, it } from 'vitest';
import { Conflict, NotFound, UnstorableText } from '../../../../src/domain/errors.ts';
import { type AccountId, newId, type PersonId } from '../../../../src/domain/ids.ts';
import { formatMicroseconds } from '../../../../src/domain/time.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson, clock, descriptors, persons } from '../support/rows.ts';

const page = (number: number, size = 10) => ({ page: number, size });

export function personsContract(open: () => Store): void {
  it('gives a person back as it was made, to the microsecond', async () => {
    const store = open();
    const mine = await anAccount(store);
    const personId = newId<PersonId>();
    const createTime = formatMicroseconds(1_525_956_085_000_001);
    await store.persons.create(mine, { personId, userData: 'x', externalId: 'e', createTime });
    expect(createTime).toBe('2018-05-10T12:41:25.000001Z');
    expect(await store.persons.find(mine, personId)).toEqual({
      personId,
      userData: 'x',
      externalId: 'e',
      createTime,
      descriptors: [],
      lists: [],
    });
    const plain = await aPerson(store, mine);
    expect(await store.persons.find(mine, plain)).toMatchObject({ userData: '', externalId: null });
  });

  it('counts characters, not bytes or halves of characters', async () => {
    const store = open();
    const mine = await anAccount(store);
    const userData = '😀'.repeat(128);
    const personId = await aPerson(store, mine, { userData, externalId: 'ы'.repeat(36) });
    expect(await store.persons.find(mine, personId)).toMatchObject({ userData, externalId: 'ы'.repeat(36) });
    await expect(aPerson(store, mine, { userData: `${userData}x` })).rejects.toThrow(UnstorableText);
    await expect(aPerson(store, mine, { externalId: 'x'.repeat(37) })).rejects.toThrow(UnstorableText);
  });

  it('refuses NUL and lone surrogates, and stores nothing', async () => {
    const store = open();
    const mine = await anAccount(store);
    for (const userData of ['a\0b', '\ud800', 'x\udc00']) {
      await expect(aPerson(store, mine, { userData })).rejects.toThrow(UnstorableText);
    }
    await expect(store.persons.page(mine, { userData: '\0' }, page(1))).rejects.toThrow(UnstorableText);
    expect((await store.persons.page(mine, {}, page(1))).count).toBe(0);
  });

  it('takes an empty external id for none', async () => {
    const store = open();
    const mine = await anAccount(store);
    const personId = await aPerson(store, mine, { externalId: '' });
    expect((await store.persons.find(mine, personId))?.externalId).toBeNull();
  });

  it('gives each its own when several are asked for at once, more than one statement has room for', async () => {
    const store = open();
    const accounts = [await anAccount(store), await anAccount(store)];
    const made = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const accountId = accounts[index % 2] as AccountId;
        return { accountId, personId: await aPerson(store, accountId, { userData: `${index}` }) };
      }),
    );
    const found = await Promise.all(made.map(({ accountId, personId }) => store.persons.find(accountId, personId)));
    expect(found.map((person) => person?.userData)).toEqual(made.map((_, index) => `${index}`));
    const [first, second] = accounts as [AccountId, AccountId];
    const other = made.map(({ accountId, personId }) =>
      store.persons.find(accountId === first ? second : first, personId),
    );
    expect((await Promise.all(other)).every((person) => person === undefined)).toBe(true);
  });

  it('shows nothing of another account', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    const personId = await aPerson(store, mine, { userData: 'secret', externalId: 'e' });
    const descriptorId = await aDescriptor(store, mine);
    await store.persons.linkDescriptor(mine, personId, descriptorId, clock());
    expect(await store.persons.find(other, personId)).toBeUndefined();
    expect(await store.persons.page(other, { userData: 'secret' }, page(1))).toEqual({ items: [], count: 0 });
    expect(await store.persons.update(other, personId, { userData: 'changed' })).toBe(false);
    expect(await store.persons.update(other, personId, {})).toBe(false);
    expect(await store.persons.existing(other, [personId])).toEqual(new Set());
    expect(await store.persons.lock(other, [personId])).toEqual(new Set());
    expect(await store.persons.summaries(other, [personId])).toEqual(new Map());
    expect(await store.persons.listsOf(other, personId)).toEqual([]);
    expect(await store.persons.descriptorsOf(other, [personId])).toEqual([]);
    expect(await store.persons.ownersOf(other, [descriptorId])).toEqual(new Map());
    expect(await store.persons.unlinkDescriptor(other, personId, descriptorId)).toBe(false);
    await store.persons.delete(other, personId);
    expect(await store.persons.find(mine, personId)).toMatchObject({ userData: 'secret', descriptors: [descriptorId] });
  });

  it('changes only the members that are given', async () => {
    const store = open();
    const mine = await anAccount(store);
    const personId = await aPerson(store, mine, { userData: 'a', externalId: 'b' });
    expect(await store.persons.update(mine, personId, { userData: 'c' })).toBe(true);
    expect(await store.persons.find(mine, personId)).toMatchObject({ userData: 'c', externalId: 'b' });
    expect(await store.persons.update(mine, personId, { externalId: null })).toBe(true);
    expect(await store.persons.find(mine, personId)).toMatchObject({ userData: 'c', externalId: null });
    expect(await store.persons.update(mine, personId, {})).toBe(true);
    expect(await store.persons.update(mine, newId(), { userData: 'x' })).toBe(false);
  });

  it('pages newest first, ties by id, and no person twice', async () => {
    const store = open();
    const mine = await anAccount(store);
    const createTime = clock();
    const tied: PersonId[] = [];
    for (let index = 0; index < 7; index++) {
      const personId = newId<PersonId>();
      await store.persons.create(mine, { personId, userData: '', externalId: null, createTime });
      tied.push(personId);
    }
    const newest = await aPerson(store, mine);
    const expected = [newest, ...tied.sort().reverse()];
    const seen: PersonId[] = [];
    for (const number of [1, 2, 3]) {
      const { items, count } = await store.persons.page(mine, {}, page(number, 3));
      expect(count).toBe(8);
      seen.push(...items.map(({ personId }) => personId));
    }
    expect(seen).toEqual(expected);
  });

  it('answers a page beyond the end with the count, however far', async () => {
    const store = open();
    const mine = await anAccount(store);
    await aPerson(store, mine);
    for (const number of [2, 1_000_000, Number.MAX_SAFE_INTEGER, 1e300]) {
      expect(await store.persons.page(mine, {}, page(number, 100))).toEqual({ items: [], count: 1 });
    }
  });

  describe('filters', () => {
    it.each([
      ['100%', ['100%']],
      ['%', ['100%', '50%!']],
      ['_', ['a_b']],
      ['!', ['50%!']],
      ['\\', ['c\\d']],
      ["'", ["o'hara"]],
      ['😀', ['x😀y']],
      ['a', ['a_b', "o'hara"]],
      ['A', ['Axb']],
      ['nothing', []],
    ])('finds %s as a part of the text', async (text, found) => {
      const store = open();
      const mine = await anAccount(store);
      for (const userData of ['100%', '50%!', 'a_b', 'c\\d', "o'hara", 'x😀y', 'Axb']) {
        await aPerson(store, mine, { userData });
      }
      const { items, count } = await store.persons.page(mine, { userData: text }, page(1, 100));
      expect(items.map(({ userData }) => userData).sort()).toEqual([...found].sort());
      expect(count).toBe(found.length);
    });

    it('takes the external id as a whole, and both filters together', async () => {
      const store = open();
      const mine = await anAccount(store);
      const one = await aPerson(store, mine, { userData: 'x', externalId: 'abc' });
      await aPerson(store, mine, { userData: 'y', externalId: 'abc' });
      await aPerson(store, mine, { userData: 'x', externalId: 'abcd' });
      const without = await aPerson(store, mine);
      const idsOf = async (filter: { userData?: string; externalId?: string }) =>
        (await store.persons.page(mine, filter, page(1))).items.map(({ personId }) => personId);
      expect(await idsOf({ externalId: 'abc' })).toHaveLength(2);
      expect(await idsOf({ externalId: 'ab' })).toEqual([]);
      expect(await idsOf({ externalId: 'abc', userData: 'x' })).toEqual([one]);
      expect(await idsOf({ externalId: '' })).toEqual([without]);
      expect(await idsOf({ userData: '' })).toHaveLength(4);
    });
  });

  it('shows descriptors oldest link first, and lists', async () => {
    const store = open();
    const mine = await anAccount(store);
    const [first, second] = await persons(store, mine, 2);
    const ids = await descriptors(store, mine, 4);
    if (!first || !second) throw new Error('two persons were made');
    for (const id of ids.slice(0, 3).reverse()) await store.persons.linkDescriptor(mine, first, id, clock());
    const lists = [await aList(store, mine), await aList(store, mine)];
    for (const list of lists) await store.lists.linkPersons(mine, list, [first]);
    const expected = { descriptors: ids.slice(0, 3).reverse(), lists: lists.sort() };
    expect(await store.persons.find(mine, first)).toMatchObject(expected);
    const { items } = await store.persons.page(mine, {}, page(1));
    expect(items.find(({ personId }) => personId === first)).toMatchObject(expected);
    expect(items.find(({ personId }) => personId === second)).toMatchObject({ descriptors: [], lists: [] });
    expect(await store.persons.listsOf(mine, first)).toEqual(lists);
    expect(await store.persons.descriptorsOf(mine, [first, second])).toEqual(expected.descriptors);
    expect(await store.persons.ownersOf(mine, ids)).toEqual(new Map(ids.slice(0, 3).map((id) => [id, first])));
  });

  it('gives a descriptor to one person only', async () => {
    const store = open();
    const mine = await anAccount(store);
    const [first, second] = await persons(store, mine, 2);
    if (!first || !second) throw new Error('two persons were made');
    const descriptorId = await aDescriptor(store, mine);
    await store.persons.linkDescriptor(mine, first, descriptorId, clock());
    for (const personId of [first, second]) {
      const again = store.persons.linkDescriptor(mine, personId, descriptorId, clock());
      await expect(again).rejects.toThrow(new Conflict('descriptor-attached'));
    }
    expect(await store.persons.unlinkDescriptor(mine, second, descriptorId)).toBe(false);
    expect(await store.persons.unlinkDescriptor(mine, first, descriptorId)).toBe(true);
    await store.persons.linkDescriptor(mine, second, descriptorId, clock());
    expect((await store.descriptors.find(mine, descriptorId))?.personId).toBe(second);
  });

  it('links nothing across accounts', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    const [myPerson, otherPerson] = [await aPerson(store, mine), await aPerson(store, other)];
    const [myFace, otherFace] = [await aDescriptor(store, mine), await aDescriptor(store, other)];
    await expect(store.persons.linkDescriptor(mine, myPerson, otherFace, clock())).rejects.toThrow(NotFound);
    await expect(store.persons.linkDescriptor(mine, otherPerson, myFace, clock())).rejects.toThrow(NotFound);
    await expect(store.persons.linkDescriptor(mine, otherPerson, otherFace, clock())).rejects.toThrow(NotFound);
    expect(await store.persons.descriptorsOf(other, [otherPerson])).toEqual([]);
  });

  it('deletes a person with its links; descriptors and lists stay', async () => {
    const store = open();
    const mine = await anAccount(store);
    const personId = await aPerson(store, mine);
    const descriptorId = await aDescriptor(store, mine);
    const listId = await aList(store, mine);
    await store.persons.linkDescriptor(mine, personId, descriptorId, clock());
    await store.lists.linkPersons(mine, listId, [personId]);
    await store.persons.delete(mine, personId);
    expect(await store.persons.find(mine, personId)).toBeUndefined();
    expect(await store.descriptors.find(mine, descriptorId)).toMatchObject({ personId: null });
    expect(await store.lists.personsPage(mine, listId, page(1))).toEqual({ items: [], count: 0 });
  });

  it('tells what exists of very many ids', async () => {
    const store = open();
    const mine = await anAccount(store);
    const known = await persons(store, mine, 3);
    const ids = [...known, ...Array.from({ length: 12_000 }, () => newId<PersonId>())].sort();
    expect(await store.persons.existing(mine, ids)).toEqual(new Set(known));
    expect(await store.persons.lock(mine, ids)).toEqual(new Set(known));
    expect([...(await store.persons.summaries(mine, ids)).keys()].sort()).toEqual(known.sort());
    expect(await store.persons.existing(mine, [])).toEqual(new Set());
  });
}
