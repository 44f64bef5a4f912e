import { expect, it } from 'vitest';
import { type AccountId, type DescriptorId, type ListId, newId } from '../../../../src/domain/ids.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aList, anAccount, clock, persons } from '../support/rows.ts';

/** Of this test alone: the database is shared. */
let models = 0;

interface Installation {
  readonly from: string;
  readonly to: string;
  readonly mine: AccountId;
  readonly faces: readonly DescriptorId[];
  readonly listId: ListId;
}

/** Five persons of a list with a face each; all but the last have a vector of the new model. */
async function anInstallation(store: Store): Promise<Installation> {
  const [from, to] = [`old-${++models}`, `new-${models}`];
  const mine = await anAccount(store);
  const faces = Array.from({ length: 5 }, () => newId<DescriptorId>()).sort();
  const rows = faces.map((descriptorId, index) => ({
    descriptorId,
    createTime: clock(),
    modelId: from,
    vector: Float32Array.of(index, 0),
    hasPortrait: index < 4,
  }));
  await store.descriptors.createMany(mine, rows);
  const people = await persons(store, mine, 5);
  const listId = await aList(store, mine);
  for (const [index, personId] of people.entries()) {
    await store.persons.linkDescriptor(mine, personId, faces[index] as DescriptorId, clock());
  }
  await store.lists.linkPersons(mine, listId, people);
  await store.lists.recordChange([listId], { add: faces });
  const vectors = faces
    .slice(0, 4)
    .map((descriptorId, index) => ({ descriptorId, vector: Float32Array.of(0, index, 1) }));
  expect(await store.modelVectors.put(to, vectors)).toBe(4);
  return { from, to, mine, faces, listId };
}

/** What a node that works in a model finds, by ids and through the list. */
async function seen(store: Store, { mine, faces, listId }: Installation, modelId: string): Promise<[number, number]> {
  store.workIn(modelId);
  const byId = await store.descriptors.vectors(mine, faces);
  let inList = 0;
  await store.galleryFeed.load(listId, (batch) => {
    inList += batch.filter((row) => row.modelId === modelId).length;
  });
  return [byId.filter((row) => row.modelId === modelId).length, inList];
}

export function modelVectorsContract(open: () => Store): void {
  it('names what has no vector of a model, and passes over what is gone', async () => {
    const store = open();
    const { to, mine, faces } = await anInstallation(store);
    const last = faces[4] as DescriptorId;
    const missing: Awaited<ReturnType<typeof store.modelVectors.missing>>[number][] = [];
    // Other tests leave thousands in the same database.
    for (let page = await store.modelVectors.missing(to, undefined, 1000); page.length > 0; ) {
      missing.push(...page);
      page = await store.modelVectors.missing(to, page.at(-1)?.descriptorId, 1000);
    }
    expect(missing.filter(({ accountId }) => accountId === mine)).toEqual([
      { descriptorId: last, accountId: mine, hasPortrait: false },
    ]);
    expect(await store.modelVectors.put(to, [{ descriptorId: newId(), vector: Float32Array.of(1) }])).toBe(0);
  });

  it('shows vectors of a model to nobody before the switch, and those of both to everybody after it', async () => {
    const store = open();
    const installation = await anInstallation(store);
    const { from, to, listId } = installation;
    expect(await seen(store, installation, from)).toEqual([5, 5]);
    expect(await seen(store, installation, to)).toEqual([0, 0]);
    const before = await store.galleryFeed.version(listId);
    expect(await store.modelVectors.listsToSwitch(to)).toEqual([listId]);
    expect(await store.modelVectors.switchList(listId, to)).toEqual({ switched: 4, kept: 1 });
    expect((await store.galleryFeed.version(listId))?.version).toBe((before?.version ?? 0) + 1);
    const { changes } = await store.galleryFeed.changesAfter(listId, before ?? { version: 0, stamp: 0 });
    expect(changes.map(({ descriptorId }) => descriptorId).sort()).toEqual(installation.faces.slice(0, 4));
    expect(await seen(store, installation, from)).toEqual([5, 5]);
    expect(await seen(store, installation, to)).toEqual([4, 4]);
    expect(await store.descriptorModels.count(to)).toBe(4);
    expect(await store.descriptorModels.countUnseen(from, to)).toBe(1);
    expect(await store.descriptorModels.countUnseen(to, from)).toBe(0);
  });

  it('repeats a switch without harm, and takes it back', async () => {
    const store = open();
    const installation = await anInstallation(store);
    const { from, to, listId } = installation;
    await store.modelVectors.switchList(listId, to);
    expect(await store.modelVectors.switchList(listId, to)).toEqual({ switched: 0, kept: 1 });
    expect(await store.modelVectors.switchList(listId, from)).toEqual({ switched: 4, kept: 0 });
    expect(await seen(store, installation, from)).toEqual([5, 5]);
    expect(await store.descriptorModels.count(to)).toBe(0);
  });

  it('gives both vectors of the faces of a list', async () => {
    const store = open();
    const { from, to, listId } = await anInstallation(store);
    const pairs = [];
    for await (const batch of store.modelVectors.pairs(listId, to)) pairs.push(...batch);
    expect(pairs.map(({ own }) => own.modelId)).toEqual(Array(5).fill(from));
    expect(pairs.filter(({ other }) => other).map(({ other }) => other?.length)).toEqual(Array(4).fill(3));
  });

  it('switches what is in no list, and forgets what lies beside', async () => {
    const store = open();
    const { from, to } = await anInstallation(store);
    expect(await store.modelVectors.switchSome(to, 3)).toBe(3);
    expect(await store.modelVectors.switchSome(to, 3)).toBe(1);
    expect(await store.modelVectors.switchSome(to, 3)).toBe(0);
    expect((await store.modelVectors.counts()).filter(({ modelId }) => modelId === from || modelId === to)).toEqual([
      { modelId: from, inUse: true, count: 4 },
    ]);
    expect(await store.modelVectors.forget(from, 3)).toBe(3);
    expect(await store.modelVectors.forget(from, 3)).toBe(1);
    expect(await store.modelVectors.forget(from, 3)).toBe(0);
  });
}
