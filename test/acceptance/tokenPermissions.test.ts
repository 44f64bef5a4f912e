import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Client } from './support/client.ts';
import { createList, enrol, expectBody, expectDone, type Person } from './support/objects.ts';
import { photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

interface Limits {
  readonly token_data?: string;
  readonly access?: string;
  readonly lists?: readonly string[] | null;
  readonly expire_time?: string | null;
}

interface TokenRow extends Required<Limits> {
  readonly id: string;
}

const DAY_MS = 86_400_000;

suite('permissions of tokens', (server) => {
  let me: Account;
  /** Two persons lists, a person with a face in each, and one in none. */
  let mine: string;
  let other: string;
  let inside: { personId: string; faceId: string };
  let outside: { personId: string; faceId: string };

  beforeAll(async () => {
    me = await server.newAccount();
    mine = await createList(me.api, 'persons');
    other = await createList(me.api, 'persons');
    inside = await member(mine, 'erin');
    outside = await member(other, 'olive');
  });

  async function member(list: string, name: 'erin' | 'olive') {
    const made = await me.api
      .under('/ext/1')
      .post('/persons', { body: await photo(name), type: 'image/jpeg', query: { list_ids: list, user_data: name } });
    const { person_id, face } = expectBody<{ person_id: string; face: { id: string } }>(made, 201);
    return { personId: person_id, faceId: face.id };
  }

  const admin = () => me.basic.under('/ext/1');
  async function tokenOf(limits: Limits): Promise<{ api: Client; token: string }> {
    const { token } = expectBody<{ token: string }>(await admin().post('/tokens', { json: limits }), 201);
    return { api: server.as({ kind: 'token', token }), token };
  }
  const isForbidden = (answer: Answer) => {
    const { error_code, detail } = expectBody<{ error_code: number; detail: string }>(answer, 403);
    expect({ error_code, detail }).toEqual({ error_code: 100, detail: expect.stringMatching(/^Token is /) });
  };
  const match = (api: Client, face: string, list: string) =>
    api.post('/matching/identify', { query: { descriptor_id: face, list_id: list } });

  test('a token of the contract can do all, and is shown so', async () => {
    const { token } = expectBody<{ token: string }>(await me.basic.post('/account/tokens', { json: {} }), 201);
    const { tokens } = expectBody<{ tokens: TokenRow[] }>(await admin().get('/tokens'), 200);
    expect(tokens.find(({ id }) => id === token)).toEqual({
      id: token,
      token_data: '',
      access: 'all',
      lists: null,
      expire_time: null,
    });
    expectBody(await server.as({ kind: 'token', token }).get('/storage/persons'), 200);
  });

  test('a token that reads reads and compares, and changes nothing', async () => {
    const { api } = await tokenOf({ access: 'read' });
    expectBody(await api.get('/storage/persons'), 200);
    expect((await api.get(`/storage/portraits/${inside.faceId}`)).status).toBe(200);
    expectBody(await match(api, inside.faceId, mine), 201);
    isForbidden(await api.post('/storage/persons', { json: {} }));
    isForbidden(await api.delete(`/storage/persons/${inside.personId}`));
    isForbidden(await api.post('/storage/descriptors', { body: await photo('erin'), type: 'image/jpeg' }));
    isForbidden(
      await api.post('/matching/search', { body: await photo('erin'), type: 'image/jpeg', query: { list_id: mine } }),
    );
    isForbidden(await api.post('/handlers/identify', { body: await photo('erin'), type: 'image/jpeg' }));
    isForbidden(await api.under('/ext/1').post('/review/runs', { json: { kind: 'clusters' } }));
  });

  test('a token that matches searches, with photos too, and reads nothing', async () => {
    const { api } = await tokenOf({ access: 'match' });
    const search = { body: await photo('erin'), type: 'image/jpeg', query: { list_id: mine } };
    const { candidates } = expectBody<{ candidates: { person_id: string }[] }>(
      await api.post('/matching/search', search),
      201,
    );
    expect(candidates[0]?.person_id).toBe(inside.personId);
    for (const path of ['/storage/persons', '/storage/lists', `/storage/persons/${inside.personId}`]) {
      isForbidden(await api.get(path));
    }
    isForbidden(await api.get(`/storage/portraits/${inside.faceId}`));
    isForbidden(await api.under('/ext/1').get('/persons'));
  });

  describe('a token of one list', () => {
    let api: Client;
    beforeAll(async () => {
      ({ api } = await tokenOf({ lists: [mine] }));
    });

    test('searches its list and is refused another one, also one that is not there', async () => {
      expectBody(await match(api, inside.faceId, mine), 201);
      isForbidden(await match(api, inside.faceId, other));
      isForbidden(await match(api, inside.faceId, randomUUID()));
    });

    test('cannot search with a face of another list, or among its persons', async () => {
      isForbidden(await match(api, outside.faceId, mine));
      const among = { descriptor_id: inside.faceId, person_ids: `${inside.personId},${outside.personId}` };
      isForbidden(await api.post('/matching/identify', { query: among }));
      isForbidden(
        await api.post('/matching/verify', { query: { descriptor_id: inside.faceId, person_id: outside.personId } }),
      );
    });

    test('reads what is in its list, and nothing of another', async () => {
      expectBody(await api.get(`/storage/lists/${mine}`), 200);
      expectBody(await api.get(`/storage/persons/${inside.personId}`), 200);
      isForbidden(await api.get(`/storage/lists/${other}`));
      for (const path of [
        `/storage/persons/${outside.personId}`,
        `/storage/persons/${outside.personId}/linked_lists`,
        `/storage/descriptors/${outside.faceId}`,
        `/storage/portraits/${outside.faceId}`,
        `/storage/portraits/${outside.faceId}_96`,
      ]) {
        isForbidden(await api.get(path));
      }
      isForbidden(await api.under('/ext/1').get(`/portraits/${outside.faceId}`));
      // What is not there is no other answer: ids cannot be tried.
      isForbidden(await api.get(`/storage/persons/${randomUUID()}`));
    });

    test('sees no pages over all lists, and no names of other lists', async () => {
      const both = await member(mine, 'erin');
      expectDone(
        await me.api.patch(`/storage/persons/${both.personId}/linked_lists`, {
          query: { do: 'attach', list_id: other },
        }),
      );
      const { lists } = expectBody<Person>(await api.get(`/storage/persons/${both.personId}`), 200);
      expect(lists).toEqual([mine]);
      const { persons } = expectBody<{ persons: Person[] }>(await api.get(`/storage/lists/${mine}`), 200);
      expect(new Set(persons.flatMap((person) => person.lists))).toEqual(new Set([mine]));
      for (const path of ['/storage/persons', '/storage/descriptors', '/storage/lists'])
        isForbidden(await api.get(path));
      const found = await api.under('/ext/1').get('/persons', { query: { list_id: mine } });
      const cards = expectBody<{ persons: { lists: string[] }[] }>(found, 200).persons;
      expect(new Set(cards.flatMap((card) => card.lists))).toEqual(new Set([mine]));
      isForbidden(await api.under('/ext/1').get('/persons'));
      isForbidden(await api.under('/ext/1').get('/audit', { query: { object_id: outside.personId } }));
      isForbidden(await api.under('/ext/1').get('/review/clusters'));
    });

    test('makes a person and puts it into its list, and takes none out of another', async () => {
      const { person_id } = expectBody<{ person_id: string }>(await api.post('/storage/persons', { json: {} }), 201);
      const link = (personId: string, list: string, action = 'attach') =>
        api.patch('/storage/linker', { json: { action, list_id: list, person_ids: [personId] } });
      isForbidden(await link(person_id, other));
      expectDone(await link(person_id, mine));
      isForbidden(await link(outside.personId, mine));
      isForbidden(await link(outside.personId, other, 'detach'));
      isForbidden(
        await api.patch(`/storage/persons/${outside.personId}/linked_lists`, {
          query: { do: 'attach', list_id: mine },
        }),
      );
      const enrolling = { body: await photo('erin'), type: 'image/jpeg' };
      isForbidden(await api.under('/ext/1').post('/persons', enrolling));
      isForbidden(
        await api.under('/ext/1').post('/persons', { ...enrolling, query: { list_ids: `${mine},${other}` } }),
      );
      expectBody(await api.under('/ext/1').post('/persons', { ...enrolling, query: { list_ids: mine } }), 201);
      isForbidden(await api.under('/ext/1').post(`/persons/${outside.personId}/photos`, enrolling));
    });

    test('is given no answer that another token got by the same key', async () => {
      const key = { 'idempotency-key': randomUUID() };
      const query = { descriptor_id: outside.faceId, list_id: other };
      expectBody(await me.api.post('/matching/identify', { query, headers: key }), 201);
      const answer = await api.post('/matching/identify', { query, headers: key });
      expect([403, 422]).toContain(answer.status);
    });

    test('cannot go by handlers, whose lists are those of the account', async () => {
      isForbidden(await api.post('/handlers/identify', { body: await photo('erin'), type: 'image/jpeg' }));
      isForbidden(await api.get('/handlers/identify'));
    });
  });

  test('an end: the answer is then that of an unknown token', async () => {
    const over = await tokenOf({ expire_time: new Date(Date.now() - 1000).toISOString() });
    const unknown = server.as({ kind: 'token', token: randomUUID() });
    const [one, same] = [await over.api.get('/storage/persons'), await unknown.get('/storage/persons')];
    expect([one.status, one.text, one.headers['www-authenticate']]).toEqual([
      same.status,
      same.text,
      same.headers['www-authenticate'],
    ]);
    const later = await tokenOf({ expire_time: new Date(Date.now() + DAY_MS).toISOString() });
    expectBody(await later.api.get('/storage/persons'), 200);
  });

  test('a change holds from the next request on, in both directions', async () => {
    const { api, token } = await tokenOf({});
    expectBody(await api.get('/storage/persons'), 200);
    const change = async (limits: Limits) => {
      expectDone(await admin().patch(`/tokens/${token}`, { json: limits }));
      const { tokens } = expectBody<{ tokens: TokenRow[] }>(await admin().get('/tokens'), 200);
      return tokens.find(({ id }) => id === token);
    };
    expect(await change({ access: 'match', lists: [mine] })).toEqual({
      id: token,
      token_data: '',
      access: 'match',
      lists: [mine],
      expire_time: null,
    });
    isForbidden(await api.get('/storage/persons'));
    expect(await change({ expire_time: '2020-01-01T00:00:00+02:00' })).toMatchObject({
      access: 'match',
      expire_time: '2019-12-31T22:00:00.000000Z',
    });
    expect((await match(api, inside.faceId, mine)).status).toBe(401);
    expect((await change({ access: 'all', lists: null, expire_time: null }))?.expire_time).toBeNull();
    expectBody(await api.get('/storage/persons'), 200);
  });

  test('are set by the password alone, and for the own account', async () => {
    const { api, token } = await tokenOf({ access: 'read' });
    const all = { json: { access: 'all' } };
    expect((await api.under('/ext/1').patch(`/tokens/${token}`, all)).status).toBe(401);
    expect((await me.api.under('/ext/1').get('/tokens')).status).toBe(401);
    const stranger = await server.newAccount();
    expect((await stranger.basic.under('/ext/1').patch(`/tokens/${token}`, all)).status).toBe(404);
    expect((await stranger.basic.under('/ext/1').post('/tokens', { json: { lists: [mine] } })).status).toBe(400);
  });

  test('a token with limits manages no tokens, in LP3 mode either', async () => {
    const { api, token } = await tokenOf({ access: 'read' });
    const answers = [
      await api.get(`/account/tokens/${token}`),
      await api.patch(`/account/tokens/${token}`, { json: { token_data: 'x' } }),
      await api.delete(`/account/tokens/${token}`),
    ];
    for (const { status } of answers) expect([401, 403]).toContain(status);
  });

  test.each([
    ['an access that there is not', { access: 'own' }],
    ['a list that is no id', { lists: ['x'] }],
    ['a time without a zone', { expire_time: '2030-01-01T00:00:00' }],
    ['a day that does not exist', { expire_time: '2030-13-41T00:00:00Z' }],
    ['a member that there is not', { read: true }],
  ])('%s: 12022', async (_, json) => {
    server.expectError(await admin().post('/tokens', { json }), 400, 12022);
  });

  test('a face that is in no list can be used by a token of lists', async () => {
    const { api } = await tokenOf({ lists: [mine] });
    expectBody(await match(api, await enrol(api, 'erin'), mine), 201);
  });
});
