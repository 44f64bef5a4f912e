import { beforeAll, describe, expect, test } from 'vitest';
import {
  attachDescriptor,
  createList,
  createPerson,
  enrol,
  expectBody,
  expectDone,
  linkToList,
  type Person,
} from './support/objects.ts';
import { TIME, UNKNOWN_ID } from './support/patterns.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

interface Persons {
  readonly persons: Person[];
  readonly count: number;
}

suite('persons', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const post = (json: unknown) => me.api.post('/storage/persons', { json });
  const get = async (id: string) => expectBody<Person>(await me.api.get(`/storage/persons/${id}`), 200);

  /** Texts that break the limits of file 30: `lp3` names the hand-written check, backport3 its schema. */
  const violations = [
    ['user_data', 5, 12004],
    ['user_data', null, 12004],
    ['user_data', ['x'], 12004],
    ['user_data', { a: 1 }, 12004],
    ['user_data', true, 12004],
    ['external_id', 5, 12004],
    ['external_id', false, 12004],
    ['external_id', ['x'], 12004],
    ['user_data', 'x'.repeat(129), 11015],
    ['external_id', 'x'.repeat(37), 12022],
    ['external_id', 'x'.repeat(128), 12022],
    ['external_id', 'x'.repeat(129), 12022],
  ] as const;
  const expectViolation = (answer: Awaited<ReturnType<typeof post>>, name: string, lp3Code: number) => {
    if (server.mode === 'lp3' && lp3Code === 12004) {
      server.expectError(answer, 400, 12004, name, 'string');
    } else {
      server.expectError(answer, 400, server.mode === 'lp3' ? lp3Code : 12022);
    }
  };

  describe('creation', () => {
    test('[30 POST] 201 with the id only', async () => {
      const answer = await post({ user_data: 'Ann', external_id: 'a-1' });
      expect(answer.status).toBe(201);
      expectShape(answer, 'createPerson');
    });

    test.each([
      ['no body', undefined, undefined],
      ['an empty object', '{}', 'application/json'],
      ['an empty body with a JSON type', '', 'application/json'],
      ['a body that is not JSON', 'hello', 'text/plain'],
      ['broken JSON', '{"user_data":', 'application/json'],
    ])('[30 POST] [00 §5] %s: the defaults', async (_, body, type) => {
      const answer = await me.api.post('/storage/persons', {
        ...(body === undefined ? {} : { body }),
        ...(type === undefined ? {} : { type }),
      });
      const person = await get(expectBody<{ person_id: string }>(answer, 201).person_id);
      expect(person).toMatchObject({ user_data: '', external_id: null, descriptors: [], lists: [] });
    });

    test('[30 POST] external_id may be null', async () => {
      const answer = await post({ external_id: null });
      const { person_id } = expectBody<{ person_id: string }>(answer, 201);
      expect((await get(person_id)).external_id).toBeNull();
    });

    test('[30 POST] neither value is unique', async () => {
      const fields = { user_data: 'twin', external_id: 'same' };
      expect(await createPerson(me.api, fields)).not.toBe(await createPerson(me.api, fields));
    });

    test('[30 POST] [00 §11] the longest values: 128 and 36 characters', async () => {
      const fields = { user_data: 'u'.repeat(128), external_id: 'e'.repeat(36) };
      expect(await get(await createPerson(me.api, fields))).toMatchObject(fields);
    });

    test('[00 §11] length is counted in characters, not in bytes or UTF-16 units', async () => {
      const fields = { user_data: '😀'.repeat(128), external_id: '語'.repeat(36) };
      expect(await get(await createPerson(me.api, fields))).toMatchObject(fields);
      expectViolation(await post({ user_data: '😀'.repeat(129) }), 'user_data', 11015);
    });

    test.each(violations)('[30 POST] [97 JSON validation] %s = %j is refused', async (name, value, lp3Code) => {
      expectViolation(await post({ [name]: value }), name, lp3Code);
    });

    test('[30 POST] [97 JSON validation] the schema error names the member', async () => {
      const answer = await post({ external_id: 'x'.repeat(37) });
      server.expectError(answer, 400, 12022, 'external_id');
    });
  });

  describe('reading', () => {
    test('[30 GET] the person object itself, all members in order', async () => {
      const id = await createPerson(me.api, { user_data: 'Bo' });
      const answer = await me.api.get(`/storage/persons/${id}`);
      expectShape(answer, 'emptyPerson');
      expect(answer.json<Person>()).toMatchObject({ id, user_data: 'Bo', external_id: null });
    });

    test('[30 GET] with descriptors and lists', async () => {
      const id = await createPerson(me.api, { external_id: 'x' });
      const list = await createList(me.api, 'persons');
      const descriptor = await enrol(me.api, 'blonde');
      await attachDescriptor(me.api, id, descriptor);
      await linkToList(me.api, 'persons', id, list);
      const answer = await me.api.get(`/storage/persons/${id}`);
      expectShape(answer, 'person');
      expect(answer.json<Person>()).toMatchObject({ descriptors: [descriptor], lists: [list] });
    });

    test('[00 §10] create_time is now, in UTC with Z', async () => {
      const before = Date.now();
      const { create_time } = await get(await createPerson(me.api));
      expect(create_time).toMatch(TIME);
      expect(Math.abs(Date.parse(create_time) - before)).toBeLessThan(60_000);
    });

    test('[30 GET] unknown: 404/22007', async () => {
      server.expectError(await me.api.get(`/storage/persons/${UNKNOWN_ID}`), 404, 22007);
    });
  });

  describe('listing', () => {
    test('[30 GET persons] newest first, with the count', async () => {
      const fresh = await server.newAccount();
      const made: string[] = [];
      for (const user_data of ['one', 'two', 'three']) {
        made.unshift(await createPerson(fresh.api, { user_data }));
      }
      const answer = await fresh.api.get('/storage/persons');
      expectShape(answer, 'persons');
      const { persons, count } = answer.json<Persons>();
      expect(persons.map(({ id }) => id)).toEqual(made);
      expect(count).toBe(3);
    });

    test('[30 GET persons] an account without persons', async () => {
      const fresh = await server.newAccount();
      expect(expectBody(await fresh.api.get('/storage/persons'), 200)).toEqual({ persons: [], count: 0 });
    });

    describe('filters', () => {
      let filtered: Account;
      beforeAll(async () => {
        filtered = await server.newAccount();
        for (const [user_data, external_id] of [
          ['Ann Lee', 'id-1'],
          ['Bob Lee', 'id-2'],
          ['100% sure', 'id-10'],
          ['under_score', 'id-1'],
          ["O'Hara \\ Sons", "i'd"],
        ] as const) {
          await createPerson(filtered.api, { user_data, external_id });
        }
      });
      const found = async (query: Record<string, string | number>) => {
        const page = expectBody<Persons>(await filtered.api.get('/storage/persons', { query }), 200);
        return [page.count, page.persons.map(({ user_data }) => user_data)];
      };

      test.each([
        ['the whole', 'Ann Lee', ['Ann Lee']],
        ['a part', 'Lee', ['Bob Lee', 'Ann Lee']],
        ['the middle', 'b L', ['Bob Lee']],
        ['nothing', 'Zoe', []],
        ['% as itself', '%', ['100% sure']],
        ['_ as itself', '_', ['under_score']],
        ['an apostrophe', "'", ["O'Hara \\ Sons"]],
        ['a backslash', '\\', ["O'Hara \\ Sons"]],
      ])('[30 filters] user_data is a substring search: %s', async (_, user_data, expected) => {
        expect(await found({ user_data })).toEqual([expected.length, expected]);
      });

      test.each([
        ['id-1', ['under_score', 'Ann Lee']],
        ['id-2', ['Bob Lee']],
        ['id-', []],
        ["i'd", ["O'Hara \\ Sons"]],
        ['%', []],
      ])('[30 filters] external_id is exact: %s', async (external_id, expected) => {
        expect(await found({ external_id })).toEqual([expected.length, expected]);
      });

      test('[30 filters] combine with AND, and with pages', async () => {
        expect(await found({ user_data: 'Ann', external_id: 'id-1' })).toEqual([1, ['Ann Lee']]);
        expect(await found({ user_data: 'Ann', external_id: 'id-2' })).toEqual([0, []]);
        expect(await found({ user_data: 'Lee', page_size: 1, page: 2 })).toEqual([2, ['Ann Lee']]);
      });
    });
  });

  describe('change', () => {
    const patch = (id: string, json: unknown) => me.api.patch(`/storage/persons/${id}`, { json });

    test('[30 PATCH] only the given members change', async () => {
      const id = await createPerson(me.api, { user_data: 'old', external_id: 'old' });
      expectDone(await patch(id, { user_data: 'new' }));
      expect(await get(id)).toMatchObject({ user_data: 'new', external_id: 'old' });
      expectDone(await patch(id, { external_id: 'newer' }));
      expect(await get(id)).toMatchObject({ user_data: 'new', external_id: 'newer' });
      expectDone(await patch(id, { user_data: '', external_id: null }));
      expect(await get(id)).toMatchObject({ user_data: '', external_id: null });
    });

    test('[30 PATCH] an empty body changes nothing', async () => {
      const id = await createPerson(me.api, { user_data: 'kept', external_id: 'kept' });
      const before = await get(id);
      expectDone(await patch(id, {}));
      expect(await get(id)).toEqual(before);
    });

    test.each(violations)('[30 PATCH] %s = %j is refused and changes nothing', async (name, value, lp3Code) => {
      const id = await createPerson(me.api, { user_data: 'kept', external_id: 'kept' });
      expectViolation(await patch(id, { [name]: value }), name, lp3Code);
      expect(await get(id)).toMatchObject({ user_data: 'kept', external_id: 'kept' });
    });

    test('[30 PATCH] unknown: 404/22007', async () => {
      server.expectError(await patch(UNKNOWN_ID, { user_data: 'x' }), 404, 22007);
    });
  });

  describe('deletion', () => {
    test('[30 DELETE] 204, then it is unknown', async () => {
      const id = await createPerson(me.api);
      expectDone(await me.api.delete(`/storage/persons/${id}`));
      server.expectError(await me.api.get(`/storage/persons/${id}`), 404, 22007);
      server.expectError(await me.api.delete(`/storage/persons/${id}`), 404, 22007);
    });

    test('[30 DELETE] unknown: 404/22007', async () => {
      server.expectError(await me.api.delete(`/storage/persons/${UNKNOWN_ID}`), 404, 22007);
    });

    test('[30 DELETE] [85] its descriptors stay, detached; its list forgets it', async () => {
      const id = await createPerson(me.api);
      const list = await createList(me.api, 'persons');
      const descriptor = await enrol(me.api, 'dark');
      await attachDescriptor(me.api, id, descriptor);
      await linkToList(me.api, 'persons', id, list);
      expectDone(await me.api.delete(`/storage/persons/${id}`));
      const kept = await me.api.get(`/storage/descriptors/${descriptor}`);
      expect(expectBody(kept, 200)).toMatchObject({ id: descriptor, person_id: null });
      const content = await me.api.get(`/storage/lists/${list}`);
      expect(expectBody(content, 200)).toMatchObject({ persons: [], count: 0 });
      await attachDescriptor(me.api, await createPerson(me.api), descriptor);
    });
  });
});
