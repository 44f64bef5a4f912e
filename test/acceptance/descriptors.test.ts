import { beforeAll, describe, expect, test } from 'vitest';
import {
  attachDescriptor,
  createList,
  createPerson,
  type Descriptor,
  enrol,
  expectBody,
  extract,
  linkToList,
} from './support/objects.ts';
import { TIME, UNKNOWN_ID } from './support/patterns.ts';
import { groupPhoto } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

interface Descriptors {
  readonly descriptors: Descriptor[];
  readonly count: number;
}

suite('descriptors', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const get = async (id: string) => expectBody<Descriptor>(await me.api.get(`/storage/descriptors/${id}`), 200);

  describe('one', () => {
    test('[20 GET descriptor] free: members in order, person null', async () => {
      const id = await enrol(me.api, 'blonde');
      const answer = await me.api.get(`/storage/descriptors/${id}`);
      expect(answer.status).toBe(200);
      expectShape(answer, 'freeDescriptor');
      expect(answer.json<Descriptor>().id).toBe(id);
    });

    test('[20 GET descriptor] owned and listed', async () => {
      const id = await enrol(me.api, 'dark');
      const person = await createPerson(me.api);
      const list = await createList(me.api, 'descriptors');
      await attachDescriptor(me.api, person, id);
      await linkToList(me.api, 'descriptors', id, list);
      const answer = await me.api.get(`/storage/descriptors/${id}`);
      expectShape(answer, 'ownedDescriptor');
      expect(answer.json()).toMatchObject({ id, person_id: person, lists: [list] });
    });

    test("[20 GET descriptor] lists are descriptors lists, not its person's", async () => {
      const id = await enrol(me.api, 'dark');
      const person = await createPerson(me.api);
      await attachDescriptor(me.api, person, id);
      await linkToList(me.api, 'persons', person, await createList(me.api, 'persons'));
      expect((await get(id)).lists).toEqual([]);
    });

    test('[00 §10] last_update is a time of now', async () => {
      const { last_update } = await get(await enrol(me.api, 'olive'));
      expect(last_update).toMatch(TIME);
      expect(Math.abs(Date.parse(last_update) - Date.now())).toBeLessThan(60_000);
    });

    test('[20 GET descriptor] [97] unknown: 404, 11018 or in LP3 22002', async () => {
      const answer = await me.api.get(`/storage/descriptors/${UNKNOWN_ID}`);
      server.expectError(answer, 404, server.pick({ backport3: 11018, lp3: 22002 }));
    });
  });

  describe('all', () => {
    test('[20 GET descriptors] of the account, newest first, with the count', async () => {
      const fresh = await server.newAccount();
      expect(expectBody(await fresh.api.get('/storage/descriptors'), 200)).toEqual({ descriptors: [], count: 0 });
      const made: string[] = [];
      made.unshift(await enrol(fresh.api, 'red'));
      made.unshift(await enrol(fresh.api, 'stairs'));
      const answer = await fresh.api.get('/storage/descriptors');
      expectShape(answer, 'descriptors');
      const body = answer.json<Descriptors>();
      expect(body.descriptors.map(({ id }) => id)).toEqual(made);
      expect(body.count).toBe(2);
    });

    test('[20 GET descriptors] [00 §8] pages', async () => {
      const fresh = await server.newAccount();
      const { faces } = await extract(fresh.api, await groupPhoto('five'));
      const page = async (query: Record<string, number>) => {
        const body = expectBody<Descriptors>(await fresh.api.get('/storage/descriptors', { query }), 200);
        expect(body.count).toBe(5);
        return body.descriptors.map(({ id }) => id);
      };
      const seen = [
        ...(await page({ page_size: 2 })),
        ...(await page({ page_size: 2, page: 2 })),
        ...(await page({ page_size: 2, page: 3 })),
      ];
      expect(seen.toSorted()).toEqual(faces.map(({ id }) => id).toSorted());
      expect(await page({ page_size: 2, page: 4 })).toEqual([]);
    });
  });

  test('[20] there is no DELETE of a descriptor', async () => {
    const id = await enrol(me.api, 'olive');
    server.expectError(await me.api.delete(`/storage/descriptors/${id}`), 405, 12021);
    await get(id);
  });
});
