import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPersons } from '../../../src/core/persons/persons.ts';
import type { DescriptorId, ListId, PersonId } from '../../../src/domain/ids.ts';
import type { Candidates, GallerySearch } from '../../../src/gallery/gallery.ts';
import type { VectorType } from '../../../src/store/pgvector/vectorIndex.ts';
import { gaussSource, randomSource, randomVector, variation } from '../../support/vectors.ts';
import { aList, aPerson, clock } from '../store/support/rows.ts';
import { PGVECTOR_DATABASES } from './databases.ts';
import { type Both, createDescriptors, linksOf, MODEL, openBoth, searchOf } from './support.ts';

const DIMENSION = 32;
const ROUNDS = 60;

const cases = PGVECTOR_DATABASES.flatMap((database) =>
  (['vector', 'halfvec'] as const).map((type) => ({ ...database, type })),
);

/**
 * Random changes by nodes of both engines and random searches by both: every answer must be the same, order and cosines
 * included. Faces come in clusters and copies, so that ties and near-ties below the rounding of `halfvec` are common.
 */
describe.each(cases)('both engines answer the same on $name with $type', ({ create, type }) => {
  let both: Both;
  let remove: () => Promise<void>;
  const random = randomSource(type === 'vector' ? 41 : 43);
  const gauss = gaussSource(random);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const lists: ListId[] = [];
  const persons: PersonId[] = [];
  const descriptors: DescriptorId[] = [];
  const identities = Array.from({ length: 4 }, () => randomVector(DIMENSION, gauss));
  const vectors: Float32Array[] = [];

  function newVector(): Float32Array {
    const kind = random();
    if (kind < 0.2 && vectors.length > 0) return pick(vectors).slice();
    if (kind < 0.3) return randomVector(DIMENSION, gauss).map((component) => component * 1e-20);
    if (kind < 0.33) return new Float32Array(DIMENSION);
    if (kind < 0.36) return new Float32Array(DIMENSION).fill(Number.NaN);
    if (kind < 0.39) return randomVector(DIMENSION + 1, gauss);
    return variation(pick(identities), gauss, pick([0.001, 0.01, 0.1, 0.75]));
  }

  beforeAll(async () => {
    const database = await create();
    remove = database.remove;
    both = await openBoth(database.options, { type: type satisfies VectorType, partitions: 3 });
    for (const kind of ['persons', 'persons', 'descriptors', 'descriptors'] as const) {
      lists.push(await aList(both.plain, both.accountId, kind));
    }
    for (let index = 0; index < 25; index++) persons.push(await aPerson(both.plain, both.accountId));
    for (let index = 0; index < 160; index++) vectors.push(newVector());
    descriptors.push(...(await createDescriptors(both.plain, both.accountId, vectors)));
    const foreign = Array.from({ length: 10 }, () => pick(vectors).slice());
    descriptors.push(...(await createDescriptors(both.plain, both.accountId, foreign, 'net-2')));
  });
  afterAll(async () => {
    await both?.close();
    await remove?.();
  });

  /** A node of either engine changes something; what the rules refuse changes nothing. */
  async function changeSomething({ ofRightKind = false } = {}): Promise<void> {
    const store = random() < 0.7 ? both.indexed : both.plain;
    const rules = { refuseDetachOfUnlinked: false, refuseWrongListKind: false };
    const people = createPersons({ store, clock, rules });
    const links = linksOf(store, rules);
    const { accountId } = both;
    const action = random() < 0.75 ? 'attach' : 'detach';
    const some = <Item>(items: readonly Item[]) => [...new Set(Array.from({ length: 12 }, () => pick(items)))];
    const kind = random();
    if (kind < 0.4) await people.attachDescriptor(accountId, pick(persons), pick(descriptors)).catch(expectConflict);
    else if (kind < 0.5) await people.detachDescriptor(accountId, pick(persons), pick(descriptors));
    else if (kind < 0.75)
      await links.changeMany(action, accountId, pick(ofRightKind ? lists.slice(0, 2) : lists), {
        personIds: some(persons),
      });
    else if (kind < 0.98)
      await links.changeMany(action, accountId, pick(ofRightKind ? lists.slice(2) : lists), {
        descriptorIds: some(descriptors),
      });
    else await people.delete(accountId, persons.pop() as PersonId);
  }

  function somethingToFind(): GallerySearch {
    const listId = pick(lists);
    const candidates: Candidates =
      random() < 0.8 ? { kind: 'list', listId } : { kind: 'descriptors', descriptorIds: descriptors.slice(0, 40) };
    const probes = Array.from({ length: pick([1, 1, 2, 4]) }, () =>
      random() < 0.3 ? pick(vectors.filter(({ length }) => length === DIMENSION)) : variation(pick(identities), gauss),
    );
    return searchOf(listId, probes[0] as Float32Array, {
      candidates,
      probes,
      limit: pick([1, 3, 5, 20, 300]),
      groupBy: pick(['person', 'descriptor']),
      modelId: pick([MODEL, MODEL, 'net-2']),
    });
  }

  test('after every change', async () => {
    let found = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (let change = 0; change < 3; change++) await changeSomething();
      for (let turn = 0; turn < 3; turn++) {
        const search = somethingToFind();
        const expected = await both.memory.search(both.accountId, search);
        expect(await both.pgvector.search(both.accountId, search), JSON.stringify(search.candidates)).toEqual(expected);
        found += expected.length;
      }
    }
    expect(found).toBeGreaterThan(ROUNDS);
  });

  test('while both kinds of nodes write at the same time', async () => {
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 6 }, () => changeSomething({ ofRightKind: true })));
      for (const listId of lists) {
        const search = searchOf(listId, pick(identities), { limit: 300, groupBy: 'descriptor' });
        const expected = await both.memory.search(both.accountId, search);
        expect(await both.pgvector.search(both.accountId, search)).toEqual(expected);
      }
    }
  });
});

function expectConflict(error: unknown): void {
  expect(error).toMatchObject({ name: 'Conflict' });
}
