import { expect, it } from 'vitest';
import { type DescriptorId, newId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson, clock, descriptors } from '../support/rows.ts';

const page = (number: number, size = 10) => ({ page: number, size });

export function descriptorsContract(open: () => Store): void {
  it('gives a descriptor and its vector back, every bit of it', async () => {
    const store = open();
    const mine = await anAccount(store);
    const descriptorId = newId<DescriptorId>();
    const createTime = clock();
    // A window of a larger buffer at an odd offset, as a file or a socket gives it.
    const vector = new Float32Array(new ArrayBuffer(4 * 515), 4, 512).map((_, index) => Math.sin(index));
    vector.set([-0, 1e-45, 3.4e38, Number.NaN]);
    await store.descriptors.createMany(mine, [{ descriptorId, createTime, modelId: 'fr', vector, hasPortrait: true }]);
    expect(await store.descriptors.find(mine, descriptorId)).toEqual({
      descriptorId,
      createTime,
      lastUpdate: createTime,
      personId: null,
      lists: [],
      modelId: 'fr',
      hasPortrait: true,
    });
    const [stored] = await store.descriptors.vectors(mine, [descriptorId]);
    expect(stored).toMatchObject({ descriptorId, personId: null, modelId: 'fr' });
    expect(stored && bytesOf(stored.vector)).toEqual(bytesOf(vector));
  });

  it('stores many in one go, all or none', async () => {
    const store = open();
    const mine = await anAccount(store);
    const ids = await descriptors(store, mine, 450);
    expect((await store.descriptors.page(mine, page(1))).count).toBe(450);
    const row = (descriptorId: DescriptorId) => ({
      descriptorId,
      createTime: clock(),
      modelId: 'm',
      vector: Float32Array.of(1),
      hasPortrait: false,
    });
    const withDouble = [...Array.from({ length: 300 }, () => row(newId())), row(ids[0] as DescriptorId)];
    await expect(store.descriptors.createMany(mine, withDouble)).rejects.toThrow();
    expect((await store.descriptors.page(mine, page(1))).count).toBe(450);
    await store.descriptors.createMany(mine, []);
  });

  it('shows nothing of another account', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    const descriptorId = await aDescriptor(store, mine);
    const personId = await aPerson(store, mine);
    await store.persons.linkDescriptor(mine, personId, descriptorId, clock());
    const before = await store.descriptors.find(mine, descriptorId);
    expect(await store.descriptors.find(other, descriptorId)).toBeUndefined();
    expect(await store.descriptors.page(other, page(1))).toEqual({ items: [], count: 0 });
    expect(await store.descriptors.existing(other, [descriptorId])).toEqual(new Set());
    expect(await store.descriptors.lock(other, [descriptorId])).toEqual(new Set());
    expect(await store.descriptors.listsOf(other, descriptorId)).toEqual([]);
    expect(await store.descriptors.vectors(other, [descriptorId])).toEqual([]);
    expect(await store.descriptors.vectorsOfPersons(other, [personId])).toEqual([]);
    await store.descriptors.touch(other, [descriptorId], clock());
    expect(await store.descriptors.find(mine, descriptorId)).toEqual(before);
  });

  it('pages newest first with owner and lists', async () => {
    const store = open();
    const mine = await anAccount(store);
    const ids = await descriptors(store, mine, 5);
    const [first, second] = ids as [DescriptorId, DescriptorId];
    const personId = await aPerson(store, mine);
    await store.persons.linkDescriptor(mine, personId, first, clock());
    const lists = [await aList(store, mine, 'descriptors'), await aList(store, mine, 'descriptors')];
    for (const list of lists) await store.lists.linkDescriptors(mine, list, [second], clock());
    const { items, count } = await store.descriptors.page(mine, page(2, 3));
    expect(count).toBe(5);
    expect(items).toMatchObject([
      { descriptorId: second, personId: null, lists, hasPortrait: false },
      { descriptorId: first, personId, lists: [], hasPortrait: true },
    ]);
    expect(await store.descriptors.listsOf(mine, second)).toEqual(lists);
    expect(await store.descriptors.listsOf(mine, first)).toEqual([]);
  });

  it('remembers the time of the last change', async () => {
    const store = open();
    const mine = await anAccount(store);
    const [first, second] = (await descriptors(store, mine, 2)) as [DescriptorId, DescriptorId];
    const at = clock();
    await store.descriptors.touch(mine, [first, newId()], at);
    expect(await store.descriptors.find(mine, first)).toMatchObject({ lastUpdate: at });
    expect(await store.descriptors.find(mine, second)).not.toMatchObject({ lastUpdate: at });
  });

  it('reads vectors of descriptors and of persons, unknown ids left out', async () => {
    const store = open();
    const mine = await anAccount(store);
    const ids = await descriptors(store, mine, 600);
    const personId = await aPerson(store, mine);
    for (const id of ids.slice(0, 2)) await store.persons.linkDescriptor(mine, personId, id, clock());
    const vectors = await store.descriptors.vectors(mine, [...ids, newId()]);
    expect(vectors).toHaveLength(600);
    const places = new Map(vectors.map(({ descriptorId, vector }) => [descriptorId, vector[0]]));
    expect(ids.map((id) => places.get(id))).toEqual(ids.map((_, index) => index));
    const owned = await store.descriptors.vectorsOfPersons(mine, [personId, newId()]);
    expect(owned.map(({ descriptorId }) => descriptorId).sort()).toEqual(ids.slice(0, 2).sort());
    expect(owned.every((one) => one.personId === personId)).toBe(true);
    expect(await store.descriptors.vectors(mine, [])).toEqual([]);
  });
}

/** The vector may be a view of a buffer that holds more. */
function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
