import { beforeAll, describe, expect, test } from 'vitest';
import {
  createList,
  createPerson,
  type Descriptor,
  enrol,
  expectBody,
  expectDone,
  type ListEntry,
  linkToList,
  type Person,
} from './support/objects.ts';
import { MALFORMED_IDS, UNKNOWN_ID } from './support/patterns.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

interface Lists {
  readonly lists: { person_lists: ListEntry[]; descriptor_lists: ListEntry[] };
  readonly persons_list_count: number;
  readonly descriptors_list_count: number;
}

interface Content {
  readonly persons?: Person[];
  readonly descriptors?: { id: string }[];
  readonly count: number;
  readonly list_data: string;
}

suite('lists', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const content = async (id: string) => expectBody<Content>(await me.api.get(`/storage/lists/${id}`), 200);
  const all = async (account: Account, query = {}) =>
    expectBody<Lists>(await account.api.get('/storage/lists', { query }), 200);

  describe('creation', () => {
    test.each(['persons', 'descriptors'] as const)('[40 POST] type=%s', async (type) => {
      const answer = await me.api.post('/storage/lists', { query: { type }, json: { list_data: 'VIP' } });
      expect(answer.status).toBe(201);
      expectShape(answer, 'createList');
      const { list_id } = answer.json<{ list_id: string }>();
      expect(await content(list_id)).toEqual({ [type]: [], count: 0, list_data: 'VIP' });
    });

    test('[40 POST] the type is persons by default', async () => {
      const { list_id } = expectBody<{ list_id: string }>(await me.api.post('/storage/lists'), 201);
      expect(await content(list_id)).toEqual({ persons: [], count: 0, list_data: '' });
    });

    test.each(['person', 'Persons', 'faces', '', '0'])('[40 POST] type=%j: 12012', async (type) => {
      server.expectError(await me.api.post('/storage/lists', { query: { type } }), 400, 12012, 'type');
    });

    test.each([
      ['an empty object', '{}', 'application/json'],
      ['an empty body', '', 'application/json'],
      ['a body that is not JSON', 'hello', 'text/plain'],
      ['broken JSON', '{"list_data"', 'application/json'],
    ])('[40 POST] [00 §5] %s: empty list_data', async (_, body, type) => {
      const answer = await me.api.post('/storage/lists', { body, type });
      expect((await content(expectBody<{ list_id: string }>(answer, 201).list_id)).list_data).toBe('');
    });

    test.each([5, null, ['x'], {}, false])('[40 POST] list_data = %j: 12004', async (list_data) => {
      server.expectError(
        await me.api.post('/storage/lists', { json: { list_data } }),
        400,
        12004,
        'list_data',
        'string',
      );
    });

    test('[40 POST] [00 §11] 128 characters pass, 129 do not: 11015', async () => {
      const longest = '🙂'.repeat(128);
      expect((await content(await createList(me.api, 'persons', longest))).list_data).toBe(longest);
      const answer = await me.api.post('/storage/lists', { json: { list_data: 'x'.repeat(129) } });
      server.expectError(answer, 400, 11015);
    });
  });

  describe('listing', () => {
    test('[40 GET lists] both kinds in one answer, newest first, with counts', async () => {
      const fresh = await server.newAccount();
      const empty = await fresh.api.get('/storage/lists');
      expectShape(empty, 'noLists');
      const persons: string[] = [];
      const descriptors: string[] = [];
      for (const index of [0, 1, 2]) {
        persons.unshift(await createList(fresh.api, 'persons', `p${index}`));
      }
      for (const index of [0, 1]) {
        descriptors.unshift(await createList(fresh.api, 'descriptors', `d${index}`));
      }
      expectShape(await fresh.api.get('/storage/lists'), 'lists');
      const body = await all(fresh);
      expect(body.lists.person_lists.map(({ id }) => id)).toEqual(persons);
      expect(body.lists.descriptor_lists.map(({ id }) => id)).toEqual(descriptors);
      expect(body.lists.person_lists.map(({ list_data }) => list_data)).toEqual(['p2', 'p1', 'p0']);
      expect([body.persons_list_count, body.descriptors_list_count]).toEqual([3, 2]);
    });

    test('[40 GET lists] [00 §8] a page applies to each kind by itself', async () => {
      const fresh = await server.newAccount();
      for (let index = 0; index < 3; index++) {
        await createList(fresh.api, 'persons');
      }
      await createList(fresh.api, 'descriptors');
      const one = await all(fresh, { page: 1, page_size: 2 });
      expect([one.lists.person_lists.length, one.lists.descriptor_lists.length]).toEqual([2, 1]);
      const two = await all(fresh, { page: 2, page_size: 2 });
      expect([two.lists.person_lists.length, two.lists.descriptor_lists.length]).toEqual([1, 0]);
      expect([two.persons_list_count, two.descriptors_list_count]).toEqual([3, 1]);
    });

    test('[40 GET lists] count of an entry is the number of its members', async () => {
      const fresh = await server.newAccount();
      const list = await createList(fresh.api, 'persons');
      const faces = await createList(fresh.api, 'descriptors');
      for (let index = 0; index < 3; index++) {
        await linkToList(fresh.api, 'persons', await createPerson(fresh.api), list);
      }
      await linkToList(fresh.api, 'descriptors', await enrol(fresh.api, 'red'), faces);
      const body = await all(fresh);
      expect(body.lists.person_lists).toEqual([{ id: list, list_data: '', count: 3 }]);
      expect(body.lists.descriptor_lists).toEqual([{ id: faces, list_data: '', count: 1 }]);
    });
  });

  describe('one list', () => {
    test('[40 GET list] persons with count and list_data, members in order', async () => {
      const list = await createList(me.api, 'persons', 'staff');
      const person = await createPerson(me.api, { user_data: 'Ann' });
      await linkToList(me.api, 'persons', person, list);
      const answer = await me.api.get(`/storage/lists/${list}`);
      expectShape(answer, 'personsList');
      expect(answer.json()).toMatchObject({ persons: [{ id: person, user_data: 'Ann', lists: [list] }], count: 1 });
    });

    test('[40 GET list] descriptors with count and list_data, members in order', async () => {
      const list = await createList(me.api, 'descriptors', 'faces');
      const descriptor = await enrol(me.api, 'olive');
      await linkToList(me.api, 'descriptors', descriptor, list);
      const answer = await me.api.get(`/storage/lists/${list}`);
      expectShape(answer, 'descriptorsList');
      expect(answer.json()).toMatchObject({ descriptors: [{ id: descriptor, lists: [list] }], count: 1 });
    });

    test('[40 paging] 10 members, page_size 6, page 2: 4 members', async () => {
      const list = await createList(me.api, 'persons');
      const person_ids: string[] = [];
      for (let index = 0; index < 10; index++) {
        person_ids.push(await createPerson(me.api));
      }
      expectDone(await me.api.patch('/storage/linker', { json: { action: 'attach', list_id: list, person_ids } }));
      const pages = await Promise.all(
        [1, 2, 3].map(async (page) =>
          expectBody<Content>(await me.api.get(`/storage/lists/${list}`, { query: { page_size: 6, page } }), 200),
        ),
      );
      expect(pages.map(({ persons, count }) => [persons?.length, count])).toEqual([
        [6, 10],
        [4, 10],
        [0, 10],
      ]);
      const seen = pages.flatMap(({ persons }) => persons ?? []).map(({ id }) => id);
      expect(seen.toSorted()).toEqual(person_ids.toSorted());
    });

    test('[40 errors] unknown: 404/22003 for GET, PATCH and DELETE', async () => {
      const path = `/storage/lists/${UNKNOWN_ID}`;
      server.expectError(await me.api.get(path), 404, 22003);
      server.expectError(await me.api.patch(path, { json: { list_data: 'x' } }), 404, 22003);
      server.expectError(await me.api.delete(path), 404, 22003);
    });
  });

  describe('change', () => {
    test.each(['persons', 'descriptors'] as const)('[40 PATCH] list_data of a %s list', async (type) => {
      const list = await createList(me.api, type, 'old');
      expectDone(await me.api.patch(`/storage/lists/${list}`, { json: { list_data: 'new' } }));
      expect((await content(list)).list_data).toBe('new');
    });

    test.each([
      ['not JSON', 'hello', 12002, []],
      ['empty', '', 12002, []],
      ['a JSON number', '123', 12002, []],
      ['no member', '{}', 12003, ['list_data']],
      ['another member', '{"user_data":"x"}', 12003, ['list_data']],
      ['a wrong type', '{"list_data":5}', 12004, ['list_data', 'string']],
      ['null as data', '{"list_data":null}', 12004, ['list_data', 'string']],
      ['129 characters', JSON.stringify({ list_data: 'x'.repeat(129) }), 11015, []],
    ] as const)('[40 PATCH] body %s: %s %i', async (_, body, code, inserted) => {
      const list = await createList(me.api, 'persons', 'kept');
      const answer = await me.api.patch(`/storage/lists/${list}`, { body, type: 'application/json' });
      server.expectError(answer, 400, code, ...inserted);
      expect((await content(list)).list_data).toBe('kept');
    });
  });

  describe('deletion', () => {
    test('[40 DELETE list] 204; its members survive', async () => {
      const list = await createList(me.api, 'persons');
      const person = await createPerson(me.api);
      await linkToList(me.api, 'persons', person, list);
      expectDone(await me.api.delete(`/storage/lists/${list}`));
      server.expectError(await me.api.get(`/storage/lists/${list}`), 404, 22003);
      const kept = expectBody<Person>(await me.api.get(`/storage/persons/${person}`), 200);
      expect(kept.lists).toEqual([]);
    });

    test('[40 DELETE list] descriptors survive their list', async () => {
      const list = await createList(me.api, 'descriptors');
      const descriptor = await enrol(me.api, 'striped');
      await linkToList(me.api, 'descriptors', descriptor, list);
      expectDone(await me.api.delete(`/storage/lists/${list}`));
      expect(expectBody(await me.api.get(`/storage/descriptors/${descriptor}`), 200)).toMatchObject({ lists: [] });
    });

    const remove = (json: unknown) => me.api.delete('/storage/lists', { json });

    test('[40 DELETE lists] many at once, both kinds', async () => {
      const gone = [await createList(me.api, 'persons'), await createList(me.api, 'descriptors')];
      const kept = await createList(me.api, 'persons');
      expectDone(await remove({ lists: gone }));
      for (const list of gone) {
        server.expectError(await me.api.get(`/storage/lists/${list}`), 404, 22003);
      }
      await content(kept);
    });

    test('[40 DELETE lists] unknown ids among them are passed over', async () => {
      const list = await createList(me.api, 'persons');
      expectDone(await remove({ lists: [UNKNOWN_ID, list] }));
      server.expectError(await me.api.get(`/storage/lists/${list}`), 404, 22003);
      expectDone(await remove({ lists: [UNKNOWN_ID] }));
    });

    test('[20 last_update] [85] the members of a descriptors list are detached at that moment', async () => {
      const [one, other] = [await createList(me.api, 'descriptors'), await createList(me.api, 'descriptors')];
      const face = await enrol(me.api, 'striped');
      for (const list of [one, other]) await linkToList(me.api, 'descriptors', face, list);
      const lastUpdate = async () =>
        Date.parse(expectBody<Descriptor>(await me.api.get(`/storage/descriptors/${face}`), 200).last_update);
      for (const end of [
        () => me.api.delete(`/storage/lists/${one}`),
        () => me.api.delete('/storage/lists', { json: { lists: [other] } }),
      ]) {
        const before = await lastUpdate();
        expectDone(await end());
        expect(await lastUpdate()).toBeGreaterThan(before);
      }
    });

    test.each(MALFORMED_IDS)('[40 DELETE lists] element %j: 12001, nothing is deleted', async (bad) => {
      const list = await createList(me.api, 'persons');
      server.expectError(await remove({ lists: [list, bad] }), 400, 12001);
      await content(list);
    });

    test('[40 DELETE lists] null: 12005; no member: 12003; not an array: 12004; not JSON: 12002', async () => {
      server.expectError(await remove(null), 400, 12005);
      server.expectError(await remove({}), 400, 12003, 'lists');
      server.expectError(await remove({ lists: UNKNOWN_ID }), 400, 12004, 'lists', 'list');
      server.expectError(await remove({ lists: 5 }), 400, 12004, 'lists', 'list');
      const broken = await me.api.delete('/storage/lists', { body: 'hello', type: 'application/json' });
      server.expectError(broken, 400, 12002);
      server.expectError(await me.api.delete('/storage/lists'), 400, 12002);
    });
  });
});
