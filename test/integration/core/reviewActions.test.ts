import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPersons } from '../../../src/core/persons/persons.ts';
import { type Actions, createActions } from '../../../src/core/review/actions.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { CannotUndo, Conflict, NotFound, NotLinked, SamePerson } from '../../../src/domain/errors.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { DATABASES, type TestDatabase } from '../store/support/databases.ts';
import { aList, anAccount, aPerson, clock, descriptors, START } from '../store/support/rows.ts';

describe.each(DATABASES.filter(({ name }) => !name.includes('directory')))('on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let actions: Actions;
  let mine: AccountId;
  let [ann, bob]: PersonId[] = [];
  let [both, annsOnly, bobsOnly, ofFaces]: ListId[] = [];
  let annsFaces: DescriptorId[];
  let bobsFaces: DescriptorId[];

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.options);
    actions = createActions({ store, clock });
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });
  beforeEach(async () => {
    mine = await anAccount(store);
    ann = await aPerson(store, mine, { userData: 'Ann', externalId: 'a' });
    bob = await aPerson(store, mine, { userData: 'Bob', externalId: 'b' });
    annsFaces = await descriptors(store, mine, 3);
    bobsFaces = await descriptors(store, mine, 2);
    for (const [person, faces] of [[ann, annsFaces] as const, [bob, bobsFaces] as const]) {
      for (const face of faces) await store.persons.linkDescriptor(mine, person, face, clock());
    }
    [both, annsOnly, bobsOnly] = [await aList(store, mine), await aList(store, mine), await aList(store, mine)];
    ofFaces = await aList(store, mine, 'descriptors');
    await store.lists.linkPersons(mine, both as ListId, [ann, bob]);
    await store.lists.linkPersons(mine, annsOnly as ListId, [ann]);
    await store.lists.linkPersons(mine, bobsOnly as ListId, [bob]);
    const [first = newId<DescriptorId>()] = bobsFaces;
    await store.lists.linkDescriptors(mine, ofFaces as ListId, [first], clock());
  });

  const merge = () => actions.merge(mine, { into: ann as PersonId, from: bob as PersonId });
  const person = (id: PersonId | undefined) => store.persons.find(mine, id as PersonId);
  const sorted = (ids: readonly string[] = []) => [...ids].sort();

  type Shown = ReadonlyMap<DescriptorId, PersonId | null>;

  /** What a search over the list can find, and whose it is. */
  async function read(listId: ListId): Promise<Shown> {
    const shown = new Map<DescriptorId, PersonId | null>();
    for await (const batch of store.listReader.vectors(listId, listId === ofFaces ? 'descriptors' : 'persons')) {
      for (const { descriptorId, personId } of batch) shown.set(descriptorId, personId);
    }
    return shown;
  }

  /** Who follows the log of each list knows afterwards what is there: every change of an owner is in it. */
  async function followed<Result>(work: () => Promise<Result>): Promise<Result> {
    const listIds = [both, annsOnly, bobsOnly, ofFaces] as ListId[];
    const before = await Promise.all(
      listIds.map(async (listId) => ({ head: await store.galleryFeed.version(listId), shown: await read(listId) })),
    );
    const result = await work();
    for (const [index, listId] of listIds.entries()) {
      const { head = START, shown } = before[index] ?? { shown: new Map() };
      const { changes } = await store.galleryFeed.changesAfter(listId, head);
      const known = new Map(shown);
      const vectors = await store.galleryFeed.vectors(changes.map(({ descriptorId }) => descriptorId));
      const owners = new Map(vectors.map(({ descriptorId, personId }) => [descriptorId, personId]));
      for (const { descriptorId, operation } of changes) {
        if (operation === 'remove') known.delete(descriptorId);
        else known.set(descriptorId, owners.get(descriptorId) ?? null);
      }
      expect(known).toEqual(await read(listId));
    }
    return result;
  }

  test('a merge moves photos, unites lists and keeps the id; its undo brings all of it back', async () => {
    const before = [await person(ann), await person(bob)];
    const action = await followed(merge);
    expect(action).toMatchObject({ kind: 'merge', personId: ann, otherPersonId: bob, undoTime: null });
    expect(await person(bob)).toBeUndefined();
    const merged = await person(ann);
    expect(sorted(merged?.descriptors)).toEqual(sorted([...annsFaces, ...bobsFaces]));
    expect(sorted(merged?.lists)).toEqual(sorted([both, annsOnly, bobsOnly] as ListId[]));
    expect(merged).toMatchObject({ userData: 'Ann', externalId: 'a' });
    expect(await actions.page(mine, { personId: bob, limit: 10 })).toEqual([action]);

    expect(await followed(() => actions.undo(mine, action.actionId))).toMatchObject({ undoTime: expect.any(String) });
    expect([await person(ann), await person(bob)]).toEqual(before);
    await expect(actions.undo(mine, action.actionId)).rejects.toThrow(CannotUndo);
  });

  test('photos that went elsewhere since stay there; without the one that stayed nothing is undone', async () => {
    const action = await merge();
    const [moved] = bobsFaces as [DescriptorId];
    const other = await aPerson(store, mine);
    await store.persons.unlinkDescriptor(mine, ann as PersonId, moved);
    await store.persons.linkDescriptor(mine, other, moved, clock());
    await actions.undo(mine, action.actionId);
    expect((await person(bob))?.descriptors).toEqual(bobsFaces.slice(1));
    const again = await merge();
    await createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } }).delete(mine, ann as PersonId);
    await expect(actions.undo(mine, again.actionId)).rejects.toThrow(CannotUndo);
    expect(await person(bob)).toBeUndefined();
  });

  test('of many who merge the same two at once, either way round, one does', async () => {
    const pairs = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? [ann, bob] : [bob, ann]) as PersonId[]);
    const outcomes = await Promise.allSettled(
      pairs.map(([into, from]) => actions.merge(mine, { into: into as PersonId, from: from as PersonId })),
    );
    const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(done).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(NotFound);
    }
    const stayed = await person(done[0]?.personId as PersonId);
    expect(sorted(stayed?.descriptors)).toEqual(sorted([...annsFaces, ...bobsFaces]));

    const undone = await Promise.allSettled(
      Array.from({ length: 6 }, () => actions.undo(mine, done[0]?.actionId ?? newId())),
    );
    expect(undone.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(sorted((await person(bob))?.descriptors)).toEqual(sorted(bobsFaces));
  });

  test('a split makes a person of photos, in the same lists or in none; its undo deletes it', async () => {
    const before = await person(ann);
    const [face] = annsFaces as [DescriptorId];
    for (const sameLists of [true, false]) {
      const split = { personId: ann as PersonId, faces: [face], sameLists, userData: 'New' };
      const action = await followed(() => actions.split(mine, split));
      const made = await person(action.otherPersonId as PersonId);
      expect(made).toMatchObject({ userData: 'New', descriptors: [face] });
      expect(sorted(made?.lists)).toEqual(sameLists ? sorted([both, annsOnly] as ListId[]) : []);
      expect((await person(ann))?.descriptors).toEqual(annsFaces.slice(1));
      await followed(() => actions.undo(mine, action.actionId));
      expect(await person(ann)).toEqual(before);
      expect(await person(action.otherPersonId as PersonId)).toBeUndefined();
    }
    const wrong = { personId: ann as PersonId, faces: bobsFaces, sameLists: true };
    await expect(actions.split(mine, wrong)).rejects.toThrow(NotLinked);
  });

  test('faces go to a person or to a new one, and back', async () => {
    const loose = await descriptors(store, mine, 2);
    const toAnn = await followed(() => actions.assign(mine, { faces: loose, to: ann as PersonId }));
    expect((await person(ann))?.descriptors).toHaveLength(5);
    await expect(actions.assign(mine, { faces: loose, to: bob as PersonId })).rejects.toThrow(Conflict);
    await followed(() => actions.undo(mine, toAnn.actionId));
    expect((await person(ann))?.descriptors).toEqual(annsFaces);
    const made = await actions.assign(mine, { faces: loose, to: { userData: 'Cy', listIds: [both as ListId] } });
    expect(await person(made.personId as PersonId)).toMatchObject({ userData: 'Cy', lists: [both] });
    await actions.undo(mine, made.actionId);
    expect(await person(made.personId as PersonId)).toBeUndefined();
    const nowhere = { faces: loose, to: { listIds: [ofFaces as ListId] } };
    await expect(actions.assign(mine, nowhere)).rejects.toThrow('expected a list of persons');
    expect((await store.persons.page(mine, {}, { page: 1, size: 10 })).count).toBe(2);
  });

  test('what is known not to be one of two is not the other after a merge, and is parted by the undo', async () => {
    const [one, other] = (await descriptors(store, mine, 2)) as [DescriptorId, DescriptorId];
    const third = await aPerson(store, mine);
    await actions.rejectFaces(mine, ann as PersonId, [one]);
    await actions.rejectFaces(mine, bob as PersonId, [one, other]);
    await actions.rejectPerson(mine, bob as PersonId, third);
    const action = await merge();
    const facesOf = async (id: PersonId | undefined) =>
      sorted((await store.review.rejectedFaces([id as PersonId])).get(id as PersonId));
    expect(await facesOf(ann)).toEqual(sorted([one, other]));
    expect((await store.review.rejectedPersons([third])).get(third)).toEqual([ann]);
    await actions.undo(mine, action.actionId);
    expect([await facesOf(ann), await facesOf(bob)]).toEqual([[one], sorted([one, other])]);
    expect((await store.review.rejectedPersons([third])).get(third)).toEqual([bob]);
  });

  test('rejected and dismissed once, forgotten by the undo of the one that did it', async () => {
    const [face] = (await descriptors(store, mine, 1)) as [DescriptorId];
    const first = await actions.rejectFaces(mine, ann as PersonId, [face]);
    const second = await actions.rejectFaces(mine, ann as PersonId, [face]);
    await actions.undo(mine, second.actionId);
    expect((await store.review.rejectedFaces([ann as PersonId])).size).toBe(1);
    await actions.undo(mine, first.actionId);
    expect((await store.review.rejectedFaces([ann as PersonId])).size).toBe(0);
    const dismissed = await actions.dismiss(mine, [face]);
    await actions.undo(mine, dismissed.actionId);
    expect(await store.review.dismissFaces(mine, [face], clock())).toEqual([face]);
  });

  test('refuses what is of another account, unknown, or one and the same', async () => {
    const theirs = await anAccount(store);
    const stranger = await aPerson(store, theirs);
    const [strangersFace] = (await descriptors(store, theirs, 1)) as [DescriptorId];
    const action = await merge();
    await expect(actions.merge(mine, { into: ann as PersonId, from: stranger })).rejects.toThrow(NotFound);
    await expect(actions.merge(mine, { into: stranger, from: ann as PersonId })).rejects.toThrow(NotFound);
    await expect(actions.merge(mine, { into: ann as PersonId, from: ann as PersonId })).rejects.toThrow(SamePerson);
    await expect(actions.assign(mine, { faces: [strangersFace], to: ann as PersonId })).rejects.toThrow(NotFound);
    await expect(actions.dismiss(mine, [strangersFace])).rejects.toThrow(NotFound);
    await expect(actions.rejectFaces(mine, stranger, [])).rejects.toThrow(NotFound);
    await expect(actions.undo(theirs, action.actionId)).rejects.toThrow(NotFound);
    expect(await actions.page(theirs, { limit: 10 })).toEqual([]);
  });
});
