import { beforeAll, describe, expect, test } from 'vitest';
import {
  createList,
  createPerson,
  enrol,
  enrolPerson,
  expectBody,
  expectDone,
  first,
  linkToList,
} from './support/objects.ts';
import { MALFORMED_IDS, OTHER_UNKNOWN_ID, UNKNOWN_ID } from './support/patterns.ts';
import { type Photo, photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

const SIX: readonly Photo[] = ['erin', 'blonde', 'dark', 'olive', 'red', 'striped'];

interface Candidates {
  readonly candidates: { readonly similarity: number; readonly person_id?: string; readonly id?: string }[];
}

suite('matching parameters', (server) => {
  let me: Account;
  const persons: string[] = [];
  const descriptors: string[] = [];
  let probe: string;
  let personsList: string;
  let descriptorsList: string;
  beforeAll(async () => {
    me = await server.newAccount();
    for (const name of SIX) {
      const enrolled = await enrolPerson(me.api, [name]);
      persons.push(enrolled.person);
      descriptors.push(...enrolled.descriptors);
    }
    probe = await enrol(me.api, 'erinAgain');
    personsList = await createList(me.api, 'persons');
    descriptorsList = await createList(me.api, 'descriptors');
    for (const json of [
      { action: 'attach', list_id: personsList, person_ids: persons },
      { action: 'attach', list_id: descriptorsList, descriptor_ids: descriptors },
    ]) {
      expectDone(await me.api.patch('/storage/linker', { json }));
    }
  });

  const post = (resource: string, query: Record<string, string | number | undefined>) =>
    me.api.post(`/matching/${resource}`, { query });
  const candidates = async (resource: string, query: Record<string, string | number | undefined>) =>
    expectBody<Candidates>(await post(resource, query), 201).candidates;

  /** identify and match differ in the candidates that they take. */
  const RESOURCES = [
    { name: 'identify', set: 'person_ids', ids: () => persons, list: () => personsList, unknown: 'person' },
    {
      name: 'match',
      set: 'descriptor_ids',
      ids: () => descriptors,
      list: () => descriptorsList,
      unknown: 'descriptors',
    },
  ] as const;

  describe.each(RESOURCES)('$name', ({ name, set, ids, list, unknown }) => {
    const idOf = (candidate: Candidates['candidates'][number]) => candidate.person_id ?? candidate.id;

    test.each([
      ['-1', 3],
      ['0', 3],
      ['1', 1],
      ['2', 2],
      ['5', 5],
      ['6', 5],
      ['1000', 5],
      ['-99999999999999999999', 3],
      ['99999999999999999999', 5],
    ])('[50 limit] %s gives %i candidates', async (limit, length) => {
      expect(await candidates(name, { descriptor_id: probe, list_id: list(), limit })).toHaveLength(length);
    });

    test('[50 limit] is 3 by default', async () => {
      expect(await candidates(name, { descriptor_id: probe, list_id: list() })).toHaveLength(3);
      expect(await candidates(name, { descriptor_id: probe, [set]: ids().join() })).toHaveLength(3);
    });

    test.each(['', 'abc', '1.5', 'null', '3a'])('[50 limit] %j is not an integer: 12012', async (limit) => {
      server.expectError(await post(name, { descriptor_id: probe, list_id: list(), limit }), 400, 12012, 'limit');
    });

    test('[50 common] a parameter given twice: the last wins', async () => {
      const rawQuery = 'limit=1&limit=2';
      const answer = await me.api.post(`/matching/${name}`, {
        query: { descriptor_id: probe, list_id: list() },
        rawQuery,
      });
      expect(expectBody<Candidates>(answer, 201).candidates).toHaveLength(2);
    });

    test.each(['person_id', 'descriptor_id', 'list_id', set])('[50 errors] malformed %s: 12012', async (parameter) => {
      const good = { person_id: first(persons), descriptor_id: probe, list_id: list(), [set]: ids().join() };
      for (const bad of MALFORMED_IDS) {
        server.expectError(await post(name, { ...good, [parameter]: bad }), 400, 12012, parameter);
      }
    });

    test('[00 §9] one bad element spoils a list of ids: 12012', async () => {
      for (const bad of ['abc', '', `${first(ids())};`]) {
        const value = `${first(ids())},${bad}`;
        server.expectError(await post(name, { descriptor_id: probe, [set]: value }), 400, 12012, set);
      }
    });

    test('[50 precedence] parameters that will be ignored are format-checked too', async () => {
      const query = { person_id: first(persons), list_id: list() };
      server.expectError(await post(name, { ...query, descriptor_id: 'abc' }), 400, 12012, 'descriptor_id');
      server.expectError(await post(name, { ...query, [set]: 'abc' }), 400, 12012, set);
      server.expectError(await post(name, { ...query, limit: 'abc' }), 400, 12012, 'limit');
    });

    test('[50 precedence] person_id before descriptor_id', async () => {
      const [, second = ''] = persons;
      const best = first(
        await candidates(name, { person_id: second, descriptor_id: probe, list_id: list(), limit: 1 }),
      );
      expect(best.similarity).toBe(1);
      expect(idOf(best)).toBe(ids()[1]);
    });

    test('[50 precedence] list_id before the set of ids', async () => {
      const small = await createList(me.api, name === 'identify' ? 'persons' : 'descriptors');
      const [one = ''] = ids();
      await linkToList(me.api, name === 'identify' ? 'persons' : 'descriptors', one, small);
      const found = await candidates(name, {
        descriptor_id: probe,
        list_id: small,
        [set]: ids().slice(1).join(),
        limit: 5,
      });
      expect(found.map(idOf)).toEqual([one]);
    });

    test('[50 precedence] what is ignored need not exist', async () => {
      await candidates(name, { person_id: first(persons), descriptor_id: UNKNOWN_ID, list_id: list() });
      await candidates(name, { descriptor_id: probe, list_id: list(), [set]: UNKNOWN_ID });
    });

    test("[50 precedence] the other resource's candidates are not read", async () => {
      const other = name === 'identify' ? { descriptor_ids: descriptors.join() } : { person_ids: persons.join() };
      server.expectError(await post(name, { descriptor_id: probe, ...other }), 400, 12016);
    });

    test('[50 errors] no reference parameter: 12016 names both', async () => {
      const answer = await post(name, { list_id: list() });
      server.expectError(answer, 400, 12016);
      expectAlternatives(answer.text, ['person_id', 'descriptor_id'], server.mode);
    });

    test('[50 errors] no candidate parameter: 12016 names both', async () => {
      const answer = await post(name, { descriptor_id: probe });
      server.expectError(answer, 400, 12016);
      expectAlternatives(answer.text, ['list_id', set], server.mode);
    });

    test('[50 errors] unknown reference or list', async () => {
      server.expectError(await post(name, { person_id: UNKNOWN_ID, list_id: list() }), 400, 22007);
      server.expectError(await post(name, { descriptor_id: UNKNOWN_ID, list_id: list() }), 400, 11018);
      server.expectError(await post(name, { descriptor_id: probe, list_id: UNKNOWN_ID }), 400, 22003);
    });

    test(`[50 errors] unknown ids among ${set}: 11020`, async () => {
      for (const value of [UNKNOWN_ID, `${first(ids())},${UNKNOWN_ID}`, `${UNKNOWN_ID},${OTHER_UNKNOWN_ID}`]) {
        server.expectError(await post(name, { descriptor_id: probe, [set]: value }), 400, 11020, unknown);
      }
    });

    test('[50 common] an id given twice is one candidate', async () => {
      const [one = ''] = ids();
      const found = await candidates(name, { descriptor_id: probe, [set]: [one, one, one].join() });
      expect(found.map(idOf)).toEqual([one]);
    });

    test('[50 common] the body is not read', async () => {
      const answer = await me.api.post(`/matching/${name}`, {
        query: { descriptor_id: probe, list_id: list() },
        body: '{"limit": "rubbish',
        type: 'application/json',
      });
      expectBody(answer, 201);
    });

    test('[50 list kind] [97] a list of the other kind', async () => {
      const wrong = name === 'identify' ? descriptorsList : personsList;
      const answer = await post(name, { descriptor_id: probe, list_id: wrong });
      if (server.mode === 'backport3') {
        server.expectError(answer, 400, [36001, 22003]);
      } else if (name === 'identify') {
        // LP3 maps the matched descriptors to their owners.
        expect(first(expectBody<Candidates>(answer, 201).candidates).person_id).toBe(first(persons));
      } else {
        expectBody(answer, 201);
      }
    });
  });

  describe('verify', () => {
    test('[50 verify] [97 missing parameter] 12014, in LP3 12016', async () => {
      for (const [query, missing] of [
        [{ descriptor_id: probe }, 'person_id'],
        [{ person_id: first(persons) }, 'descriptor_id'],
      ] as const) {
        const answer = await post('verify', query);
        if (server.mode === 'backport3') {
          server.expectError(answer, 400, 12014, missing);
        } else {
          server.expectError(answer, 400, 12016);
          expect(answer.text).toContain(missing);
        }
      }
    });

    test.each(['descriptor_id', 'person_id'])('[50 errors] malformed %s: 12012', async (parameter) => {
      const good = { descriptor_id: probe, person_id: first(persons) };
      for (const bad of MALFORMED_IDS) {
        server.expectError(await post('verify', { ...good, [parameter]: bad }), 400, 12012, parameter);
      }
    });

    test('[50 errors] unknown person or descriptor', async () => {
      server.expectError(await post('verify', { descriptor_id: probe, person_id: UNKNOWN_ID }), 400, 22007);
      server.expectError(await post('verify', { descriptor_id: UNKNOWN_ID, person_id: first(persons) }), 400, 11018);
    });

    test('[50 verify] one candidate, no limit', async () => {
      const query = { descriptor_id: probe, person_id: first(persons), limit: 5 };
      expect(await candidates('verify', query)).toHaveLength(1);
    });
  });

  describe('similarity__gte, an extension', () => {
    /** Each resource with a query that it can answer. */
    const queries = () =>
      [
        ['identify', { descriptor_id: probe, list_id: personsList, limit: 5 }],
        ['match', { descriptor_id: probe, list_id: descriptorsList, limit: 5 }],
        ['verify', { descriptor_id: probe, person_id: first(persons) }],
      ] as const;

    test('[issue 4 §5] candidates that are less similar are left out, equally similar ones stay', async () => {
      for (const [resource, query] of queries()) {
        const all = await candidates(resource, query);
        const best = first(all).similarity;
        expect(await candidates(resource, { ...query, similarity__gte: 0 })).toEqual(all);
        expect(await candidates(resource, { ...query, similarity__gte: best })).toEqual(all.slice(0, 1));
        expect(await candidates(resource, { ...query, similarity__gte: 1 })).toEqual([]);
      }
    });

    test('[issue 4 §5] search takes it too', async () => {
      const search = async (similarity__gte: number) => {
        const query = { list_id: personsList, similarity__gte, limit: 5 };
        const body = await photo('erin');
        return expectBody<Candidates>(
          await me.api.post('/matching/search', { query, body, type: 'image/jpeg' }),
          201,
        ).candidates.map(({ person_id }) => person_id);
      };
      expect(await search(1)).toEqual([first(persons)]);
      expect(await search(0)).toHaveLength(5);
    });

    test('[50 common] [issue 4 §5] given twice, the last one counts, also when it is bad', async () => {
      const [, query] = queries()[0];
      const twice = (first: string, last: string) =>
        me.api.post('/matching/identify', { query, rawQuery: `similarity__gte=${first}&similarity__gte=${last}` });
      expect(expectBody<Candidates>(await twice('0', '1'), 201).candidates).toEqual([]);
      expect(expectBody<Candidates>(await twice('1', '0'), 201).candidates).toHaveLength(5);
      expect(expectBody<Candidates>(await twice('x', '0'), 201).candidates).toHaveLength(5);
      server.expectError(await twice('0', 'x'), 400, 12012, 'similarity__gte');
    });

    const BAD = ['', 'x', '-0.1', '-1', '1.01', '2', '1e400', 'NaN', 'Infinity', '0,5', '0x1'];
    test.each(BAD)('[issue 4 §5] %j is 12012 in both modes', async (bad) => {
      for (const [resource, query] of queries()) {
        server.expectError(await post(resource, { ...query, similarity__gte: bad }), 400, 12012, 'similarity__gte');
      }
      const search = {
        query: { list_id: personsList, similarity__gte: bad },
        body: await photo('erin'),
        type: 'image/jpeg',
      };
      server.expectError(await me.api.post('/matching/search', search), 400, 12012, 'similarity__gte');
    });
  });

  test('[50] success is 201 also when nothing matched', async () => {
    const empty = await createPerson(me.api);
    for (const query of [
      { descriptor_id: probe, person_ids: empty },
      { person_id: empty, list_id: personsList },
    ]) {
      expect(await candidates('identify', query)).toEqual([]);
    }
  });
});

function expectAlternatives(text: string, names: readonly string[], mode: string): void {
  const { detail } = JSON.parse(text) as { detail: string };
  if (mode === 'lp3') {
    expect(detail).toBe(`No one  parameters '[${names.map((name) => `'${name}'`).join(', ')}]' not found`);
  } else {
    for (const name of names) {
      expect(detail).toContain(name);
    }
  }
}
