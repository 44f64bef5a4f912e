import { beforeAll, describe, expect, test } from 'vitest';
import { createList, createPerson, enrol, expectBody, expectDone, linkToList } from './support/objects.ts';
import { MALFORMED_IDS, UNKNOWN_ID } from './support/patterns.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

suite('linked lists', (server) => {
  let me: Account;
  const objects = { persons: '', descriptors: '' };
  const lists = { persons: '', descriptors: '' };
  beforeAll(async () => {
    me = await server.newAccount();
    objects.persons = await createPerson(me.api);
    objects.descriptors = await enrol(me.api, 'green');
    lists.persons = await createList(me.api, 'persons');
    lists.descriptors = await createList(me.api, 'descriptors');
  });

  describe.each(['persons', 'descriptors'] as const)('of %s', (kind) => {
    const other = kind === 'persons' ? 'descriptors' : 'persons';
    const path = (id = objects[kind]) => `/storage/${kind}/${id}/linked_lists`;
    const link = (action: string | undefined, list: string | undefined, id = objects[kind]) =>
      me.api.patch(path(id), { query: { do: action, list_id: list } });
    const linked = async () => expectBody<{ lists: string[] }>(await me.api.get(path()), 200).lists;

    test('[40 linked_lists] attach shows everywhere, detach takes it away', async () => {
      const list = await createList(me.api, kind);
      expect(await linked()).toEqual([]);
      expectDone(await link('attach', list));
      const answer = await me.api.get(path());
      expectShape(answer, 'linkedLists');
      expect(await linked()).toEqual([list]);
      const content = await me.api.get(`/storage/lists/${list}`);
      expect(expectBody(content, 200)).toMatchObject({ [kind]: [{ id: objects[kind], lists: [list] }], count: 1 });
      expectDone(await link('detach', list));
      expect(await linked()).toEqual([]);
      expect(expectBody(await me.api.get(`/storage/lists/${list}`), 200)).toMatchObject({ count: 0 });
    });

    test('[40 linked_lists] one object in several lists', async () => {
      const several = [await createList(me.api, kind), await createList(me.api, kind)];
      for (const list of several) {
        expectDone(await link('attach', list));
      }
      expect((await linked()).toSorted()).toEqual(several.toSorted());
      for (const list of several) {
        expectDone(await link('detach', list));
      }
    });

    test('[40 linked_lists] attaching twice and detaching twice are no errors', async () => {
      const list = await createList(me.api, kind);
      expectDone(await link('attach', list));
      expectDone(await link('attach', list));
      expect(expectBody(await me.api.get(`/storage/lists/${list}`), 200)).toMatchObject({ count: 1 });
      expectDone(await link('detach', list));
      expectDone(await link('detach', list));
      expectDone(await link('detach', lists[kind]));
    });

    test('[40 errors] do or list_id missing: 12014', async () => {
      server.expectError(await link(undefined, lists[kind]), 400, 12014, 'do');
      server.expectError(await link('attach', undefined), 400, 12014, 'list_id');
    });

    test.each(['ATTACH', 'link', '', '0'])('[40 errors] do=%j: 12012', async (action) => {
      server.expectError(await link(action, lists[kind]), 400, 12012, 'do');
    });

    test.each(MALFORMED_IDS)('[40 errors] list_id=%j: 12012', async (list) => {
      server.expectError(await link('attach', list), 400, 12012, 'list_id');
      server.expectError(await link('detach', list), 400, 12012, 'list_id');
    });

    test.each(['attach', 'detach'])('[40 errors] %s: unknown list 400/22003', async (action) => {
      server.expectError(await link(action, UNKNOWN_ID), 400, 22003);
    });

    test.each(['attach', 'detach'])('[40 errors] %s: unknown object 404', async (action) => {
      const answer = await link(action, lists[kind], UNKNOWN_ID);
      server.expectError(answer, 404, kind === 'persons' ? 22007 : 11018);
    });

    test('[40 errors] [97] GET of an unknown object: 404', async () => {
      const answer = await me.api.get(path(UNKNOWN_ID));
      const faceCode = server.pick({ backport3: 11018, lp3: 22002 });
      server.expectError(answer, 404, kind === 'persons' ? 22007 : faceCode);
    });

    test('[40 order of checks] parameters, then the list, then the object', async () => {
      server.expectError(await link('link', UNKNOWN_ID, UNKNOWN_ID), 400, 12012, 'do');
      server.expectError(await link('attach', 'abc', UNKNOWN_ID), 400, 12012, 'list_id');
      server.expectError(await link('attach', UNKNOWN_ID, UNKNOWN_ID), 400, 22003);
      server.expectError(await link('detach', UNKNOWN_ID, UNKNOWN_ID), 400, 22003);
    });

    test('[40 wrong kind] [97 wrong kind of list] attach', async () => {
      const answer = await link('attach', lists[other]);
      if (server.mode === 'lp3') {
        expectDone(answer);
      } else {
        server.expectError(answer, 400, 36001, kind, other, lists[other]);
        expect(await linked()).toEqual([]);
      }
    });
  });

  test('[40 linked_lists] simultaneous attaches of many persons to one list are all kept', async () => {
    const list = await createList(me.api, 'persons');
    const persons = await Promise.all(Array.from({ length: 12 }, () => createPerson(me.api)));
    await Promise.all(persons.map((person) => linkToList(me.api, 'persons', person, list)));
    const content = expectBody<{ count: number }>(await me.api.get(`/storage/lists/${list}`), 200);
    expect(content.count).toBe(12);
  });
});
