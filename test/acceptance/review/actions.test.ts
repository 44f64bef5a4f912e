import { beforeAll, describe, expect, test } from 'vitest';
import {
  createList,
  createPerson,
  enrol,
  enrolPerson,
  expectBody,
  first,
  linkToList,
  type Person,
  type PersonCandidate,
} from '../support/objects.ts';
import { UNKNOWN_ID } from '../support/patterns.ts';
import { type Account, suite } from '../support/server.ts';
import { expectOwnError } from './ownErrors.ts';

interface Action {
  readonly id: string;
  readonly kind: string;
  readonly undo_time: string | null;
  readonly person_id: string | null;
  readonly other_person_id: string | null;
  readonly descriptor_ids: readonly string[];
  readonly photos: number;
}

interface Search {
  readonly candidates: readonly {
    readonly person: { readonly id: string };
    readonly descriptor_id: string;
    readonly similarity: number;
  }[];
  readonly rejected: number;
}

suite('review: actions', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const ext = (account = me) => account.api.under('/ext/1');
  const act = async (kind: string, json: object) =>
    expectBody<Action>(await ext().post(`/actions/${kind}`, { json }), 201);
  const undo = async (id: string) => expectBody<Action>(await ext().post(`/actions/${id}/undo`), 200);
  const person = (id: string) => me.api.get(`/storage/persons/${id}`);
  const search = async (face: string, query: Record<string, string> = {}) =>
    expectBody<Search>(await ext().post('/search', { query: { descriptor_id: face, ...query } }), 201);

  describe('merge, split, undo', () => {
    test('[issue 17] a merge unites photos and lists for matching at once, and the undo parts them', async () => {
      const [one, other] = [await enrolPerson(me.api, ['erin'], 'one'), await enrolPerson(me.api, ['blonde'], 'other')];
      const list = await createList(me.api, 'persons');
      await linkToList(me.api, 'persons', other.person, list);
      const best = async () => {
        const query = { descriptor_id: first(other.descriptors), list_id: list, limit: 1 };
        const answer = await me.api.post('/matching/identify', { query });
        return expectBody<{ candidates: PersonCandidate[] }>(answer, 201).candidates[0]?.person_id;
      };
      expect(await best()).toBe(other.person);

      const merged = await act('merge', { into: one.person, from: other.person });
      expect(merged).toMatchObject({ kind: 'merge', person_id: one.person, other_person_id: other.person, photos: 1 });
      server.expectError(await person(other.person), 404, 22007);
      expect(expectBody<Person>(await person(one.person), 200)).toMatchObject({ user_data: 'one', lists: [list] });
      expect(await best()).toBe(one.person);

      expect((await undo(merged.id)).undo_time).not.toBeNull();
      expect(expectBody<Person>(await person(other.person), 200)).toMatchObject({
        user_data: 'other',
        lists: [list],
        descriptors: other.descriptors,
      });
      expect(await best()).toBe(other.person);
      expectOwnError(await ext().post(`/actions/${merged.id}/undo`), 409);
      const { actions } = expectBody<{ actions: Action[] }>(
        await ext().get('/actions', { query: { person_id: other.person } }),
        200,
      );
      expect(actions.map(({ id }) => id)).toEqual([merged.id]);
    });

    test('[issue 17] two who merge the same persons at once: one does, the other hears that the person is unknown', async () => {
      const [one, other] = [await createPerson(me.api), await createPerson(me.api)];
      const answers = await Promise.all(
        [
          { into: one, from: other },
          { into: other, from: one },
          { into: one, from: other },
        ].map((json) => ext().post('/actions/merge', { json })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
      for (const answer of answers) if (answer.status === 400) server.expectError(answer, 400, 22007);
    });

    test('[issue 17] splits a photo off and takes it back', async () => {
      const { person: id, descriptors } = await enrolPerson(me.api, ['erin', 'blonde'], 'both');
      const split = await act('split', { person_id: id, descriptor_ids: [first(descriptors)], user_data: 'off' });
      expect(expectBody<Person>(await person(split.other_person_id ?? ''), 200)).toMatchObject({
        user_data: 'off',
        descriptors: [first(descriptors)],
      });
      await undo(split.id);
      expect(expectBody<Person>(await person(id), 200).descriptors).toEqual(descriptors);
      server.expectError(await person(split.other_person_id ?? ''), 404, 22007);
    });

    test('[issue 17] gives faces to a new person, and takes them back', async () => {
      const face = await enrol(me.api, 'erin');
      const made = await act('assign', { descriptor_ids: [face], person: { user_data: 'Erin' } });
      expect(made.other_person_id).toBe(made.person_id);
      const again = await ext().post('/actions/assign', { json: { descriptor_ids: [face], person: {} } });
      server.expectError(again, 409, server.pick({ backport3: 22008, lp3: 11016 }));
      await undo(made.id);
      server.expectError(await person(made.person_id ?? ''), 404, 22007);
    });
  });

  describe('rejected pairs', () => {
    test('[issue 17] hide the candidate from the search for this picture, and change no answer of matching', async () => {
      const { person: erin } = await enrolPerson(me.api, ['erin'], 'Erin');
      const list = await createList(me.api, 'persons');
      await linkToList(me.api, 'persons', erin, list);
      const face = await enrol(me.api, 'erin');
      const shown = await search(face, { list_id: list });
      expect(shown).toMatchObject({ candidates: [{ person: { id: erin } }], rejected: 0, searched: 1 });

      const rejected = await act('reject', { person_id: erin, descriptor_ids: [face] });
      expect(await search(face, { list_id: list })).toEqual({ candidates: [], rejected: 1, searched: 1 });
      const postedAgain = await enrol(me.api, 'erin');
      expect(await search(postedAgain, { list_id: list })).toEqual({ candidates: [], rejected: 1, searched: 1 });
      expect((await search(await enrol(me.api, 'blonde'), { list_id: list })).candidates).toHaveLength(1);
      const query = { descriptor_id: face, list_id: list };
      const matching = await me.api.post('/matching/identify', { query });
      expect(expectBody<{ candidates: PersonCandidate[] }>(matching, 201).candidates[0]).toMatchObject({
        person_id: erin,
        similarity: shown.candidates[0]?.similarity,
      });
      await undo(rejected.id);
      expect((await search(face, { list_id: list })).candidates).toHaveLength(1);
    });

    test('[issue 17] two persons are not one', async () => {
      const [one, other] = [await createPerson(me.api), await createPerson(me.api)];
      expect(await act('reject', { person_id: one, other_person_id: other })).toMatchObject({ other_person_id: other });
      expectOwnError(await ext().post('/actions/reject', { json: { person_id: one, other_person_id: one } }), 400);
    });
  });

  describe('bad input', () => {
    test('[issue 17, bad input] bodies that break their schema are 12022, or no JSON', async () => {
      const id = await createPerson(me.api);
      const bodies: [string, unknown][] = [
        ['merge', {}],
        ['merge', { into: id, from: 'x' }],
        ['merge', { into: id, from: UNKNOWN_ID, more: 1 }],
        ['split', { person_id: id, descriptor_ids: [] }],
        ['split', { person_id: id, descriptor_ids: [UNKNOWN_ID], user_data: 'x'.repeat(129) }],
        ['split', { person_id: id, descriptor_ids: [UNKNOWN_ID], user_data: 'a\u0000b' }],
        ['assign', { descriptor_ids: [UNKNOWN_ID] }],
        ['assign', { descriptor_ids: [UNKNOWN_ID], person_id: id, person: {} }],
        ['assign', { descriptor_ids: Array(1001).fill(UNKNOWN_ID), person: {} }],
        ['reject', { person_id: id }],
        ['dismiss', { descriptor_ids: 'all' }],
      ];
      for (const [kind, json] of bodies) {
        const answer = await ext().post(`/actions/${kind}`, { json });
        server.expectOrderly(answer, 400);
        expect(answer.json().error_code, `${kind} ${JSON.stringify(json).slice(0, 80)}: ${answer.text}`).toBe(
          kind === 'split' && JSON.stringify(json).includes('\\u0000') ? answer.json().error_code : 12022,
        );
      }
      server.expectError(await ext().post('/actions/merge', { body: '{', type: 'application/json' }), 400, 12002);
      expectOwnError(await ext().post('/actions/merge', { json: { into: id, from: id } }), 400);
      expectOwnError(await ext().post(`/actions/${UNKNOWN_ID}/undo`), 404);
      server.expectError(await ext().post('/actions/x/undo'), 404, 12013);
      server.expectError(await ext().get('/actions', { query: { after: 'x' } }), 400, 12012, 'after');
      server.expectError(await ext().post('/search'), 400, 12014, 'descriptor_id');
      server.expectError(await ext().post('/search', { query: { descriptor_id: UNKNOWN_ID } }), 400, 11018);
    });

    test('[issue 17] nothing of another account can be named', async () => {
      const stranger = await server.newAccount();
      const { person: theirs, descriptors } = await enrolPerson(stranger.api, ['erin']);
      const mine = await createPerson(me.api);
      const face = first(descriptors);
      const asked: [string, object, number][] = [
        ['merge', { into: mine, from: theirs }, 22007],
        ['merge', { into: theirs, from: mine }, 22007],
        ['split', { person_id: theirs, descriptor_ids: [face] }, 22007],
        ['assign', { descriptor_ids: [face], person_id: mine }, 11018],
        ['reject', { person_id: theirs, descriptor_ids: [face] }, 22007],
        ['reject', { person_id: mine, descriptor_ids: [face] }, 11018],
        ['reject', { person_id: mine, other_person_id: theirs }, 22007],
        ['dismiss', { descriptor_ids: [face] }, 11018],
      ];
      for (const [kind, json, code] of asked) {
        server.expectError(await ext().post(`/actions/${kind}`, { json }), 400, code);
      }
      server.expectError(await ext().post('/search', { query: { descriptor_id: face } }), 400, 11018);
      const done = await act('reject', { person_id: mine, other_person_id: await createPerson(me.api) });
      expectOwnError(await ext(stranger).post(`/actions/${done.id}/undo`), 404);
      expect(expectBody<{ actions: Action[] }>(await ext(stranger).get('/actions'), 200).actions).toEqual([]);
    });

    test('[issue 17] a key makes an action once', async () => {
      const [one, other] = [await createPerson(me.api), await createPerson(me.api)];
      const request = { json: { into: one, from: other }, headers: { 'idempotency-key': `merge-${one}` } };
      const answers = [await ext().post('/actions/merge', request), await ext().post('/actions/merge', request)];
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(answers[1]?.text).toBe(answers[0]?.text);
    });
  });
});
