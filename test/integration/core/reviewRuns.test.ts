import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActions } from '../../../src/core/review/actions.ts';
import { createInbox } from '../../../src/core/review/inbox.ts';
import { createReviewRuns, type ReviewRuns } from '../../../src/core/review/runs.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, newId, type PersonId } from '../../../src/domain/ids.ts';
import { createFaceClusters } from '../../../src/gallery/clusters/faceClusters.ts';
import type { Store } from '../../../src/store/store.ts';
import { gaussSource, randomSource, randomVector, variation } from '../../support/vectors.ts';
import { DATABASES, type TestDatabase } from '../store/support/databases.ts';
import { anAccount, aPerson, clock } from '../store/support/rows.ts';

const DIMENSION = 32;
const FIRST = { after: undefined, limit: 100 };

describe.each(DATABASES.filter(({ name }) => !name.includes('directory')))('on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let runs: ReviewRuns;
  const gauss = gaussSource(randomSource(11));
  const failures: unknown[] = [];

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.options);
    runs = createReviewRuns({
      store,
      clusters: createFaceClusters(),
      modelId: 'model',
      dimension: DIMENSION,
      similarity: (cosine) => (cosine + 1) / 2,
      clock,
      onFailed: (_accountId, _kind, error) => failures.push(error),
    });
  });
  afterAll(async () => {
    await runs.close();
    await store.close();
    await database.remove();
    expect(failures).toEqual([]);
  });

  async function faces(mine: AccountId, vectors: readonly Float32Array[], modelId = 'model'): Promise<DescriptorId[]> {
    const rows = vectors.map((vector) => ({
      descriptorId: newId<DescriptorId>(),
      createTime: clock(),
      modelId,
      vector,
      hasPortrait: false,
    }));
    await store.descriptors.createMany(mine, rows);
    return rows.map(({ descriptorId }) => descriptorId);
  }

  async function aPersonOf(mine: AccountId, vectors: readonly Float32Array[]) {
    const person = await aPerson(store, mine);
    const ids = await faces(mine, vectors);
    await store.persons.linkDescriptors(mine, person, ids, clock());
    return { person, ids };
  }

  const like = (identity: Float32Array, count: number) =>
    Array.from({ length: count }, () => variation(identity, gauss, 0.1));

  async function run(mine: AccountId, kind: 'clusters' | 'duplicates' | 'quality', threshold = 0.8) {
    await runs.start(mine, kind, threshold);
    await runs.settled();
    return (await runs.list(mine)).find((each) => each.kind === kind);
  }

  test('groups loose faces, suggests who they are, and forgets what is settled', async () => {
    const [mine, theirs] = [await anAccount(store), await anAccount(store)];
    const [known, unknown, alone] = [0, 1, 2].map(() => randomVector(DIMENSION, gauss)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const { person } = await aPersonOf(mine, like(known, 2));
    const ofKnown = await faces(mine, like(known, 4));
    const ofUnknown = await faces(mine, like(unknown, 6));
    await faces(mine, like(alone, 1));
    await faces(mine, like(known, 1), 'another model');
    await faces(theirs, like(unknown, 3));

    expect(await run(mine, 'clusters')).toMatchObject({ state: 'done', total: 11, found: 3, threshold: 0.8 });
    const inbox = createInbox(store);
    const { items, next } = await inbox.clusters(mine, { ...FIRST, leastFaces: 2 });
    expect(next).toBeNull();
    const shown = items.map(({ faces: found, suggestion }) => ({
      ids: found.map(({ id }) => id).sort(),
      suggested: suggestion?.person.personId,
    }));
    expect(shown).toEqual([
      { ids: [...ofUnknown].sort(), suggested: undefined },
      { ids: [...ofKnown].sort(), suggested: person },
    ]);
    expect((await inbox.clusters(mine, { ...FIRST, leastFaces: 1 })).items).toHaveLength(3);
    expect((await inbox.clusters(theirs, { ...FIRST, leastFaces: 1 })).items).toEqual([]);

    const actions = createActions({ store, clock });
    await actions.rejectFaces(mine, person, [ofKnown[0] as DescriptorId]);
    await actions.assign(mine, { faces: ofUnknown.slice(0, 4), to: { listIds: [] } });
    await actions.dismiss(mine, ofUnknown.slice(4, 5));
    const after = (await inbox.clusters(mine, { ...FIRST, leastFaces: 1 })).items;
    expect(after.map(({ faces: found, suggestion }) => [found.length, suggestion])).toEqual([
      [1, null],
      [4, null],
      [1, null],
    ]);
    expect(await run(mine, 'clusters')).toMatchObject({ total: 6, found: 3 });
  });

  test('finds persons that may be one, and photos unlike the others', async () => {
    const mine = await anAccount(store);
    const [one, other] = [randomVector(DIMENSION, gauss), randomVector(DIMENSION, gauss)];
    const ann = await aPersonOf(mine, like(one, 3));
    const again = await aPersonOf(mine, like(one, 2));
    const bob = await aPersonOf(mine, [...like(other, 3), ...like(randomVector(DIMENSION, gauss), 1)]);
    expect(await run(mine, 'duplicates')).toMatchObject({ state: 'done', found: 1, total: 3 });
    expect(await run(mine, 'quality', 0.7)).toMatchObject({ state: 'done', found: 1 });
    const inbox = createInbox(store);
    const [pair] = (await inbox.pairs(mine, FIRST)).items;
    expect(new Set([pair?.person.personId, pair?.other.personId])).toEqual(new Set([ann.person, again.person]));
    const [photo] = (await inbox.photos(mine, FIRST)).items;
    expect(photo).toMatchObject({ descriptorId: bob.ids[3], person: { personId: bob.person } });
    await createActions({ store, clock }).rejectPerson(mine, ann.person, again.person as PersonId);
    expect((await inbox.pairs(mine, FIRST)).items).toEqual([]);
  });

  test('one run of a kind at a time; a stopped one leaves the former findings', async () => {
    const mine = await anAccount(store);
    await faces(mine, like(randomVector(DIMENSION, gauss), 5));
    expect(await run(mine, 'clusters')).toMatchObject({ state: 'done', found: 1 });
    const [first, second] = [await runs.start(mine, 'clusters'), await runs.start(mine, 'clusters')];
    expect(second.runId).toBe(first.runId);
    await runs.stop(mine, 'clusters');
    await runs.settled();
    expect(['stopped', 'done']).toContain((await runs.list(mine))[0]?.state);
    expect((await createInbox(store).clusters(mine, { ...FIRST, leastFaces: 2 })).items).toHaveLength(1);
    expect(await run(await anAccount(store), 'clusters')).toMatchObject({ state: 'done', total: 0, found: 0 });
  });
});
