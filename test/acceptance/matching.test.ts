import { beforeAll, describe, expect, test } from 'vitest';
import {
  attachDescriptor,
  createList,
  createPerson,
  type DescriptorCandidate,
  type EnrolledPerson,
  enrol,
  enrolPerson,
  expectBody,
  expectDone,
  first,
  linkToList,
  type PersonCandidate,
} from './support/objects.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

type Query = Record<string, string | number>;

suite('matching', (server) => {
  let me: Account;
  let erin: EnrolledPerson;
  let blonde: EnrolledPerson;
  let olive: EnrolledPerson;
  /** A second photo of erin, owned by nobody. */
  let again: string;
  beforeAll(async () => {
    me = await server.newAccount();
    erin = await enrolPerson(me.api, ['erin'], 'Erin');
    blonde = await enrolPerson(me.api, ['blonde'], 'Blonde');
    olive = await enrolPerson(me.api, ['olive'], 'Olive');
    again = await enrol(me.api, 'erinAgain');
  });

  const identify = async (query: Query) =>
    expectBody<{ candidates: PersonCandidate[] }>(await me.api.post('/matching/identify', { query }), 201).candidates;
  const match = async (query: Query) =>
    expectBody<{ candidates: DescriptorCandidate[] }>(await me.api.post('/matching/match', { query }), 201).candidates;
  const verify = async (query: Query) =>
    expectBody<{ candidates: PersonCandidate[] }>(await me.api.post('/matching/verify', { query }), 201).candidates;
  const everyone = () => [blonde, erin, olive];

  describe('identify', () => {
    test('[50 identify] the same woman in another photo comes first', async () => {
      const person_ids = everyone()
        .map(({ person }) => person)
        .join();
      const found = await identify({ descriptor_id: again, person_ids });
      expect(found.map(({ person_id }) => person_id)[0]).toBe(erin.person);
      expect(found).toHaveLength(3);
      const [best, second] = found;
      expect(best?.similarity).toBeGreaterThan(0.5);
      expect(best?.similarity).toBeLessThan(1);
      expect(second?.similarity).toBeLessThan(0.5);
    });

    test('[00 §7.1] [50 candidates] members in order: similarity first', async () => {
      const named = await createPerson(me.api, { user_data: 'Named', external_id: 'n-1' });
      const descriptor = await enrol(me.api, 'red');
      await attachDescriptor(me.api, named, descriptor);
      const answer = await me.api.post('/matching/identify', {
        query: { descriptor_id: descriptor, person_ids: named },
      });
      expectShape(answer, 'personCandidates');
      expect(answer.json()).toEqual({
        candidates: [
          { similarity: 1, person_id: named, descriptor_id: descriptor, user_data: 'Named', external_id: 'n-1' },
        ],
      });
    });

    test('[50 candidates] external_id null and empty user_data are shown', async () => {
      const { person, descriptors } = await enrolPerson(me.api, ['green']);
      const [candidate] = await identify({ descriptor_id: first(descriptors), person_ids: person });
      expect(candidate).toMatchObject({ user_data: '', external_id: null });
    });

    test('[50 candidates] sorted by similarity, all within 0..1', async () => {
      const person_ids = everyone()
        .map(({ person }) => person)
        .join();
      for (const descriptor_id of [again, ...everyone().flatMap(({ descriptors }) => descriptors)]) {
        const similarities = (await identify({ descriptor_id, person_ids })).map(({ similarity }) => similarity);
        expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
        expect(Math.min(...similarities)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...similarities)).toBeLessThanOrEqual(1);
      }
    });

    test('[50 candidates] the identical image: exactly 1; other faces below 1', async () => {
      const copy = await enrol(me.api, 'erin');
      const found = await identify({ descriptor_id: copy, person_ids: [erin.person, blonde.person].join() });
      expect(found.map(({ similarity }) => similarity === 1)).toEqual([true, false]);
    });

    test('[50 candidates] a person with several descriptors appears once, with the best of them', async () => {
      const both = await enrolPerson(me.api, ['dark', 'erin']);
      const found = await identify({ descriptor_id: again, person_ids: [both.person, blonde.person].join(), limit: 5 });
      expect(found.map(({ person_id }) => person_id)).toEqual([both.person, blonde.person]);
      expect(first(found).descriptor_id).toBe(both.descriptors[1]);
    });

    test('[50 candidates] a reference person with several descriptors: the best pair counts, no duplicates', async () => {
      const reference = await enrolPerson(me.api, ['blonde', 'erinAgain']);
      const found = await identify({
        person_id: reference.person,
        person_ids: [erin.person, blonde.person, olive.person].join(),
        limit: 5,
      });
      expect(found.map(({ person_id }) => person_id)).toEqual([blonde.person, erin.person, olive.person]);
      expect(first(found).similarity).toBe(1);
    });

    test('[50 identify] by list, by person', async () => {
      const list = await createList(me.api, 'persons');
      await linkToList(me.api, 'persons', erin.person, list);
      await linkToList(me.api, 'persons', olive.person, list);
      const found = await identify({ person_id: erin.person, list_id: list });
      expect(found.map(({ person_id }) => person_id)).toEqual([erin.person, olive.person]);
      expect(first(found)).toMatchObject({ similarity: 1, descriptor_id: erin.descriptors[0], user_data: 'Erin' });
    });
  });

  describe('match', () => {
    test('[50 match] [00 §7.1] descriptor candidates: id, similarity', async () => {
      const answer = await me.api.post('/matching/match', {
        query: { descriptor_id: again, descriptor_ids: everyone().flatMap(({ descriptors }) => descriptors) },
      });
      expectShape(answer, 'descriptorCandidates');
      const { candidates } = answer.json<{ candidates: DescriptorCandidate[] }>();
      expect(first(candidates).id).toBe(erin.descriptors[0]);
    });

    test('[50 match] by list; each descriptor once although the reference person has several', async () => {
      const reference = await enrolPerson(me.api, ['erin', 'erinAgain']);
      const list = await createList(me.api, 'descriptors');
      const descriptors = everyone().flatMap((enrolled) => enrolled.descriptors);
      for (const id of descriptors) {
        await linkToList(me.api, 'descriptors', id, list);
      }
      const found = await match({ person_id: reference.person, list_id: list, limit: 5 });
      expect(found.map(({ id }) => id).toSorted()).toEqual(descriptors.toSorted());
      expect(first(found)).toEqual({ id: erin.descriptors[0], similarity: 1 });
    });

    test('[50 match] a descriptor matches itself with 1, symmetric otherwise', async () => {
      expect(await match({ descriptor_id: again, descriptor_ids: again })).toEqual([{ id: again, similarity: 1 }]);
      const [other = ''] = blonde.descriptors;
      const there = first(await match({ descriptor_id: again, descriptor_ids: other })).similarity;
      const back = first(await match({ descriptor_id: other, descriptor_ids: again })).similarity;
      expect(Math.abs(there - back)).toBeLessThan(1e-6);
    });
  });

  describe('verify', () => {
    test('[50 verify] one candidate: the best descriptor of that person', async () => {
      const answer = await me.api.post('/matching/verify', {
        query: { descriptor_id: again, person_id: erin.person },
      });
      const { candidates } = expectBody<{ candidates: PersonCandidate[] }>(answer, 201);
      expect(Object.keys(first(candidates))).toEqual([
        'similarity',
        'person_id',
        'descriptor_id',
        'user_data',
        'external_id',
      ]);
      expect(first(candidates)).toMatchObject({
        person_id: erin.person,
        descriptor_id: erin.descriptors[0],
        user_data: 'Erin',
      });
    });

    test('[50 verify] another person: a low similarity, not an error', async () => {
      const found = await verify({ descriptor_id: again, person_id: blonde.person });
      expect(first(found).similarity).toBeLessThan(0.5);
    });

    test('[50 verify] adding the same image to the person raises the similarity to 1', async () => {
      const { person } = await enrolPerson(me.api, ['erin']);
      const before = first(await verify({ descriptor_id: again, person_id: person })).similarity;
      const copy = await enrol(me.api, 'erinAgain');
      await attachDescriptor(me.api, person, copy);
      const after = first(await verify({ descriptor_id: again, person_id: person }));
      expect(before).toBeLessThan(1);
      expect(after).toMatchObject({ similarity: 1, descriptor_id: copy });
    });

    test('[50 verify] a person without descriptors: no candidates', async () => {
      expect(await verify({ descriptor_id: again, person_id: await createPerson(me.api) })).toEqual([]);
    });
  });

  describe('empty sides', () => {
    test('[50 empty sides] a reference person without descriptors', async () => {
      const nobody = await createPerson(me.api);
      expect(await identify({ person_id: nobody, person_ids: erin.person })).toEqual([]);
      expect(await match({ person_id: nobody, descriptor_ids: again })).toEqual([]);
    });

    test('[50 empty sides] an empty list, and a list of persons without descriptors', async () => {
      const persons = await createList(me.api, 'persons');
      expect(await identify({ descriptor_id: again, list_id: persons })).toEqual([]);
      await linkToList(me.api, 'persons', await createPerson(me.api), persons);
      expect(await identify({ descriptor_id: again, list_id: persons })).toEqual([]);
      const descriptors = await createList(me.api, 'descriptors');
      expect(await match({ descriptor_id: again, list_id: descriptors })).toEqual([]);
    });
  });

  describe('membership is visible at once', () => {
    test('[50 liveness of membership] [40] persons list: attach, detach', async () => {
      const list = await createList(me.api, 'persons');
      const found = async () =>
        (await identify({ descriptor_id: again, list_id: list, limit: 5 })).map(({ person_id }) => person_id);
      for (let round = 0; round < 3; round++) {
        expect(await found()).toEqual([]);
        await linkToList(me.api, 'persons', erin.person, list);
        expect(await found()).toEqual([erin.person]);
        await linkToList(me.api, 'persons', blonde.person, list);
        expect(await found()).toEqual([erin.person, blonde.person]);
        await linkToList(me.api, 'persons', erin.person, list, 'detach');
        expect(await found()).toEqual([blonde.person]);
        await linkToList(me.api, 'persons', blonde.person, list, 'detach');
      }
    });

    test('[50 liveness of membership] descriptors list: attach, detach, linker', async () => {
      const list = await createList(me.api, 'descriptors');
      const ids = everyone().flatMap(({ descriptors }) => descriptors);
      const found = async () => (await match({ descriptor_id: again, list_id: list, limit: 5 })).map(({ id }) => id);
      const linker = async (action: string, descriptor_ids: string[]) =>
        expectDone(await me.api.patch('/storage/linker', { json: { action, list_id: list, descriptor_ids } }));
      await linker('attach', ids);
      expect((await found()).toSorted()).toEqual(ids.toSorted());
      await linker('detach', ids.slice(0, 1));
      expect((await found()).toSorted()).toEqual(ids.slice(1).toSorted());
      await linkToList(me.api, 'descriptors', ids[1] ?? '', list, 'detach');
      expect(await found()).toEqual(ids.slice(2));
      await linker('detach', ids);
      expect(await found()).toEqual([]);
    });

    test("[30 linked_descriptors] [50] a list finds its person's new descriptor, and loses a detached one", async () => {
      const list = await createList(me.api, 'persons');
      const person = await createPerson(me.api);
      await linkToList(me.api, 'persons', person, list);
      const found = () => identify({ descriptor_id: again, list_id: list });
      expect(await found()).toEqual([]);
      const copy = await enrol(me.api, 'erinAgain');
      await attachDescriptor(me.api, person, copy);
      expect(await found()).toMatchObject([{ person_id: person, descriptor_id: copy, similarity: 1 }]);
      const query = { do: 'detach', descriptor_id: copy };
      expectDone(await me.api.patch(`/storage/persons/${person}/linked_descriptors`, { query }));
      expect(await found()).toEqual([]);
    });

    test('[30 DELETE] [50] a deleted person is not found any more', async () => {
      const list = await createList(me.api, 'persons');
      const { person, descriptors } = await enrolPerson(me.api, ['erin']);
      await linkToList(me.api, 'persons', person, list);
      expect(await identify({ descriptor_id: again, list_id: list })).toHaveLength(1);
      expectDone(await me.api.delete(`/storage/persons/${person}`));
      expect(await identify({ descriptor_id: again, list_id: list })).toEqual([]);
      expect(await match({ descriptor_id: again, descriptor_ids: first(descriptors) })).toHaveLength(1);
    });

    test('[50] changed user_data shows in the next answer', async () => {
      const { person, descriptors } = await enrolPerson(me.api, ['stairs'], 'before');
      const userData = async () =>
        first(await identify({ descriptor_id: first(descriptors), person_ids: person })).user_data;
      expect(await userData()).toBe('before');
      expectDone(await me.api.patch(`/storage/persons/${person}`, { json: { user_data: 'after' } }));
      expect(await userData()).toBe('after');
    });

    test('[50 errors] a deleted list is unknown at once', async () => {
      const list = await createList(me.api, 'persons');
      expect(await identify({ descriptor_id: again, list_id: list })).toEqual([]);
      expectDone(await me.api.delete(`/storage/lists/${list}`));
      const answer = await me.api.post('/matching/identify', { query: { descriptor_id: again, list_id: list } });
      server.expectError(answer, 400, 22003);
    });
  });

  test('[50] a descriptor of nobody is no person candidate', async () => {
    const { person } = await enrolPerson(me.api, ['dark']);
    const found = await identify({ descriptor_id: again, person_ids: person });
    expect(found.map(({ person_id }) => person_id)).toEqual([person]);
  });
});
