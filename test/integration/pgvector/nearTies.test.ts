import { afterEach, expect, test } from 'vitest';
import { newId } from '../../../src/domain/ids.ts';
import { gaussSource, randomSource, randomVector, variation } from '../../support/vectors.ts';
import { aList, aPerson, clock } from '../store/support/rows.ts';
import { PGVECTOR_DATABASES } from './databases.ts';
import { type Both, createDescriptors, openBoth, searchOf } from './support.ts';

const DIMENSION = 64;
const gauss = gaussSource(randomSource(47));

let both: Both;
let remove: () => Promise<void>;
afterEach(async () => {
  await both.close();
  await remove();
});

for (const { name, create } of PGVECTOR_DATABASES) {
  test(`faces closer to each other than the index can tell come in their true order (${name})`, async () => {
    const database = await create();
    remove = database.remove;
    both = await openBoth(database.options, { type: 'halfvec', partitions: 2 });
    const { accountId, indexed: store } = both;
    const listId = await aList(store, accountId, 'descriptors');
    const identity = randomVector(DIMENSION, gauss);
    const faces = Array.from({ length: 400 }, () => variation(identity, gauss, 0.02));
    const ids = await createDescriptors(store, accountId, faces);
    await store.transaction(async (tx) => {
      await tx.lists.linkDescriptors(accountId, listId, ids, clock());
      await tx.lists.recordChange([listId], { add: ids });
    });
    for (let turn = 0; turn < 10; turn++) {
      const search = searchOf(listId, variation(identity, gauss, 0.02), { groupBy: 'descriptor', limit: 10 });
      const expected = await both.memory.search(accountId, search);
      expect(expected).toHaveLength(10);
      expect(await both.pgvector.search(accountId, search)).toEqual(expected);
    }
  });

  test(`persons with hundreds of pictures take one place each (${name})`, async () => {
    const database = await create();
    remove = database.remove;
    both = await openBoth(database.options, { type: 'halfvec', partitions: 2 });
    const { accountId, indexed: store } = both;
    const listId = await aList(store, accountId, 'persons');
    const probe = randomVector(DIMENSION, gauss);
    const persons = await Promise.all(Array.from({ length: 4 }, () => aPerson(store, accountId)));
    for (const [index, personId] of persons.entries()) {
      const faces = Array.from({ length: 100 }, () => variation(probe, gauss, 0.01 + index * 0.3));
      const ids = await createDescriptors(store, accountId, faces);
      await store.transaction(async (tx) => {
        for (const id of ids) await tx.persons.linkDescriptor(accountId, personId, id, clock());
        await tx.lists.linkPersons(accountId, listId, [personId]);
        await tx.lists.recordChange([listId], { add: ids });
      });
    }
    for (const limit of [2, 4, 9]) {
      const search = searchOf(listId, probe, { limit });
      const expected = await both.memory.search(accountId, search);
      expect(expected).toHaveLength(Math.min(limit, persons.length));
      expect(await both.pgvector.search(accountId, search)).toEqual(expected);
    }
    expect(await both.pgvector.search(accountId, searchOf(newId(), probe))).toEqual([]);
  });
}
