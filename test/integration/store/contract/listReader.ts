import { expect, it } from 'vitest';
import { newId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, clock, descriptors, persons } from '../support/rows.ts';

async function idsOf(store: Store, ...read: Parameters<Store['listReader']['vectors']>): Promise<string[]> {
  const ids: string[] = [];
  for await (const batch of store.listReader.vectors(...read)) {
    for (const { personId, descriptorId } of batch) ids.push((read[1] === 'persons' ? personId : descriptorId) ?? '');
  }
  return [...new Set(ids)];
}

export function listReaderContract(open: () => Store): void {
  it('tells kind and size of a list', async () => {
    const store = open();
    const mine = await anAccount(store);
    const [listId, other] = [await aList(store, mine), await aList(store, mine, 'descriptors')];
    await store.lists.linkPersons(mine, listId, await persons(store, mine, 3));
    expect(await store.listReader.describe(listId)).toEqual({ kind: 'persons', count: 3 });
    expect(await store.listReader.describe(other)).toEqual({ kind: 'descriptors', count: 0 });
    expect(await store.listReader.describe(newId())).toBeUndefined();
  });

  it('goes through a list in the order of the ids, from its start or behind any of them', async () => {
    const store = open();
    const mine = await anAccount(store);
    const [ofPersons, ofDescriptors] = [await aList(store, mine), await aList(store, mine, 'descriptors')];
    const people = (await persons(store, mine, 120)).sort();
    for (const personId of people) {
      await store.persons.linkDescriptor(mine, personId, await aDescriptor(store, mine), clock());
    }
    await store.lists.linkPersons(mine, ofPersons, people);
    const faces = (await descriptors(store, mine, 120)).sort();
    await store.lists.linkDescriptors(mine, ofDescriptors, faces, clock());

    expect(new Set(await idsOf(store, ofPersons, 'persons'))).toEqual(new Set(people));
    expect(new Set(await idsOf(store, ofPersons, 'persons', people[50]))).toEqual(new Set(people.slice(51)));
    expect(new Set(await idsOf(store, ofDescriptors, 'descriptors'))).toEqual(new Set(faces));
    expect(new Set(await idsOf(store, ofDescriptors, 'descriptors', faces[50]))).toEqual(new Set(faces.slice(51)));
    expect(await idsOf(store, ofPersons, 'persons', people.at(-1))).toEqual([]);
  });
}
