import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { createList, createPerson, enrol, enrolPerson, expectBody, linkToList } from '../support/objects.ts';
import { UNKNOWN_ID } from '../support/patterns.ts';
import { type Account, suite } from '../support/server.ts';

interface Card {
  readonly id: string;
  readonly user_data: string;
  readonly external_id: string | null;
  readonly portrait: string | null;
  readonly photos: number;
  readonly lists: readonly string[];
}

interface Found {
  readonly persons: readonly Card[];
  readonly next: string | null;
}

suite('review: persons', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const ext = (account = me) => account.api.under('/ext/1');
  const find = async (query: Record<string, string | number>, account = me) =>
    expectBody<Found>(await ext(account).get('/persons', { query }), 200);
  const count = async (query: Record<string, string | number>) =>
    expectBody<{ count: number }>(await ext().get('/persons/count', { query }), 200).count;

  describe('search', () => {
    test('[issue 17] finds a text whatever its letter case, in both members', async () => {
      const anna = await createPerson(me.api, { user_data: 'Анна Petrova' });
      const badge = await createPerson(me.api, { user_data: 'x', external_id: 'PET-7' });
      expect((await find({ text: 'pet' })).persons.map(({ id }) => id)).toEqual([badge, anna]);
      expect((await find({ text: 'АННА' })).persons.map(({ id }) => id)).toEqual([anna]);
      expect((await find({ text: 'pet', match: 'prefix' })).persons.map(({ id }) => id)).toEqual([badge]);
      expect(await count({ text: 'PET' })).toBe(2);
    });

    test('[issue 17] pages by key, and jumps', async () => {
      const account = await server.newAccount();
      const made: string[] = [];
      for (let index = 0; index < 7; index++) made.push(await createPerson(account.api, { user_data: `n${index}` }));
      const met: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page: Found = await find({ limit: 3, order: 'oldest', ...(next && { after: next }) }, account);
        met.push(...page.persons.map(({ id }) => id));
        next = page.next;
      }
      expect(met).toEqual(made);
      expect((await find({ limit: 1, skip: 2 }, account)).persons[0]?.id).toBe(made[4]);
    });

    test('[issue 17] filters by a list and shows the portrait', async () => {
      const list = await createList(me.api, 'persons');
      const { person, descriptors } = await enrolPerson(me.api, ['erin'], 'Erin');
      await linkToList(me.api, 'persons', person, list);
      expect(await find({ list_id: list })).toEqual({
        persons: [
          expect.objectContaining({
            id: person,
            user_data: 'Erin',
            portrait: descriptors[0],
            photos: 1,
            lists: [list],
          }),
        ],
        next: null,
      });
      expect(await count({ list_id: list, text: 'erin' })).toBe(1);
    });

    test('[issue 17, bad input] an unknown list, a list of descriptors, a broken key, a text with NUL', async () => {
      const descriptorsList = await createList(me.api, 'descriptors');
      server.expectError(await ext().get('/persons', { query: { list_id: UNKNOWN_ID } }), 400, 22003);
      server.expectError(await ext().get('/persons', { query: { list_id: descriptorsList } }), 400, 36001);
      for (const query of [
        { after: 'x' },
        { after: `2026-99-99T00:00:00.000000Z_${UNKNOWN_ID}` },
        { limit: 'many' },
        { match: 'like' },
      ]) {
        server.expectError(await ext().get('/persons', { query }), 400, 12012, Object.keys(query)[0] ?? '');
      }
      server.expectError(await ext().get('/persons', { rawQuery: 'text=%00' }), 400, 12012, 'text');
      expect((await find({ limit: 99_999, skip: -5 })).persons.length).toBeGreaterThan(0);
    });

    test('[issue 17] shows nobody of another account, and nobody at all without credentials', async () => {
      const stranger = await server.newAccount();
      const list = await createList(me.api, 'persons');
      expect((await find({ text: 'pet' }, stranger)).persons).toEqual([]);
      server.expectError(await ext(stranger).get('/persons', { query: { list_id: list } }), 400, 22003);
      server.expectError(await server.anonymous.under('/ext/1').get('/persons'), 401, 12010);
    });
  });

  describe('portraits by size', () => {
    test('[issue 17] at least as large as it was asked for', async () => {
      const id = await enrol(me.api, 'erin');
      for (const side of [16, 64, 96, 97, 160, 250]) {
        const answer = await ext().get(`/portraits/${id}`, { query: { side } });
        expect(answer.status, answer.text).toBe(200);
        expect(answer.headers['content-type']).toBe('image/jpeg');
        const { width = 0, height = 0 } = await sharp(answer.bytes).metadata();
        expect(Math.max(width, height)).toBeGreaterThanOrEqual(side);
      }
    });

    test('[issue 17, bad input] unknown, of another account, no UUID, no number', async () => {
      const stranger = await server.newAccount();
      const id = await enrol(me.api, 'erin');
      server.expectError(await ext().get(`/portraits/${UNKNOWN_ID}`), 404, 13003);
      server.expectError(await ext(stranger).get(`/portraits/${id}`), 404, 13003);
      server.expectError(await ext().get('/portraits/x'), 404, 12013);
      server.expectError(await ext().get(`/portraits/${id}`, { query: { side: 'big' } }), 400, 12012, 'side');
    });
  });
});
