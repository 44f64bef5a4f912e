import { beforeAll, expect, test } from 'vitest';
import type { Answer } from './support/client.ts';
import {
  attachDescriptor,
  createList,
  createPerson,
  enrol,
  enrolPerson,
  expectBody,
  expectDone,
  first,
  linkToList,
} from './support/objects.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

/** Ids of one account. */
interface Things {
  readonly token: string;
  readonly person: string;
  readonly descriptor: string;
  readonly ownedDescriptor: string;
  readonly personsList: string;
  readonly descriptorsList: string;
}

type Ask = (me: Account, mine: Things, theirs: Things) => Promise<Answer>;

const withQuery =
  (path: (theirs: Things) => string, query: (mine: Things, theirs: Things) => Record<string, string>): Ask =>
  (me, mine, theirs) =>
    me.api.patch(path(theirs), { query: query(mine, theirs) });

/** Every route that takes an id, asked with an id of another account. */
const ROUTES: Readonly<Record<string, Ask>> = {
  'GET token': (me, _, { token }) => me.basic.get(`/account/tokens/${token}`),
  'PATCH token': (me, _, { token }) => me.basic.patch(`/account/tokens/${token}`, { json: { token_data: 'stolen' } }),
  'DELETE token': (me, _, { token }) => me.basic.delete(`/account/tokens/${token}`),
  'GET person': (me, _, { person }) => me.api.get(`/storage/persons/${person}`),
  'PATCH person': (me, _, { person }) => me.api.patch(`/storage/persons/${person}`, { json: { user_data: 'stolen' } }),
  'DELETE person': (me, _, { person }) => me.api.delete(`/storage/persons/${person}`),
  'GET linked_descriptors': (me, _, { person }) => me.api.get(`/storage/persons/${person}/linked_descriptors`),
  'attach my descriptor to their person': withQuery(
    ({ person }) => `/storage/persons/${person}/linked_descriptors`,
    ({ descriptor }) => ({ do: 'attach', descriptor_id: descriptor }),
  ),
  'attach their descriptor to my person': (me, { person }, { descriptor }) =>
    me.api.patch(`/storage/persons/${person}/linked_descriptors`, {
      query: { do: 'attach', descriptor_id: descriptor },
    }),
  'detach their descriptor from their person': withQuery(
    ({ person }) => `/storage/persons/${person}/linked_descriptors`,
    (_, { ownedDescriptor }) => ({ do: 'detach', descriptor_id: ownedDescriptor }),
  ),
  'detach their descriptor from my person': (me, { person }, { ownedDescriptor }) =>
    me.api.patch(`/storage/persons/${person}/linked_descriptors`, {
      query: { do: 'detach', descriptor_id: ownedDescriptor },
    }),
  "GET a person's lists": (me, _, { person }) => me.api.get(`/storage/persons/${person}/linked_lists`),
  'their person to my list': withQuery(
    ({ person }) => `/storage/persons/${person}/linked_lists`,
    ({ personsList }) => ({ do: 'attach', list_id: personsList }),
  ),
  'my person to their list': (me, { person }, { personsList }) =>
    me.api.patch(`/storage/persons/${person}/linked_lists`, { query: { do: 'attach', list_id: personsList } }),
  'their person out of their list': withQuery(
    ({ person }) => `/storage/persons/${person}/linked_lists`,
    (_, { personsList }) => ({ do: 'detach', list_id: personsList }),
  ),
  'GET descriptor': (me, _, { descriptor }) => me.api.get(`/storage/descriptors/${descriptor}`),
  "GET a descriptor's lists": (me, _, { descriptor }) => me.api.get(`/storage/descriptors/${descriptor}/linked_lists`),
  'their descriptor to my list': withQuery(
    ({ descriptor }) => `/storage/descriptors/${descriptor}/linked_lists`,
    ({ descriptorsList }) => ({ do: 'attach', list_id: descriptorsList }),
  ),
  'my descriptor to their list': (me, { descriptor }, { descriptorsList }) =>
    me.api.patch(`/storage/descriptors/${descriptor}/linked_lists`, {
      query: { do: 'attach', list_id: descriptorsList },
    }),
  'GET portrait': (me, _, { descriptor }) => me.api.get(`/storage/portraits/${descriptor}`),
  'GET thumbnail': (me, _, { descriptor }) => me.api.get(`/storage/portraits/${descriptor}_64`),
  'GET list': (me, _, { personsList }) => me.api.get(`/storage/lists/${personsList}`),
  'PATCH list': (me, _, { personsList }) =>
    me.api.patch(`/storage/lists/${personsList}`, { json: { list_data: 'stolen' } }),
  'DELETE list': (me, _, { personsList }) => me.api.delete(`/storage/lists/${personsList}`),
  'linker: their list': (me, { person }, { personsList }) =>
    me.api.patch('/storage/linker', { json: { action: 'attach', list_id: personsList, person_ids: [person] } }),
  'linker: their person': (me, { personsList }, { person }) =>
    me.api.patch('/storage/linker', { json: { action: 'attach', list_id: personsList, person_ids: [person] } }),
  'linker: their descriptor': (me, { descriptorsList }, { descriptor }) =>
    me.api.patch('/storage/linker', {
      json: { action: 'attach', list_id: descriptorsList, descriptor_ids: [descriptor] },
    }),
  'linker: detach from their list': (me, _, { personsList, person }) =>
    me.api.patch('/storage/linker', { json: { action: 'detach', list_id: personsList, person_ids: [person] } }),
  'identify: their person': (me, { personsList }, { person }) =>
    me.api.post('/matching/identify', { query: { person_id: person, list_id: personsList } }),
  'identify: their descriptor': (me, { personsList }, { descriptor }) =>
    me.api.post('/matching/identify', { query: { descriptor_id: descriptor, list_id: personsList } }),
  'identify: their list': (me, { descriptor }, { personsList }) =>
    me.api.post('/matching/identify', { query: { descriptor_id: descriptor, list_id: personsList } }),
  'identify: their person_ids': (me, { descriptor, person: mine }, { person }) =>
    me.api.post('/matching/identify', { query: { descriptor_id: descriptor, person_ids: [mine, person] } }),
  'match: their descriptor': (me, { descriptorsList }, { descriptor }) =>
    me.api.post('/matching/match', { query: { descriptor_id: descriptor, list_id: descriptorsList } }),
  'match: their list': (me, { descriptor }, { descriptorsList }) =>
    me.api.post('/matching/match', { query: { descriptor_id: descriptor, list_id: descriptorsList } }),
  'match: their descriptor_ids': (me, { descriptor }, { descriptor: their }) =>
    me.api.post('/matching/match', { query: { descriptor_id: descriptor, descriptor_ids: [descriptor, their] } }),
  'verify: their person': (me, { descriptor }, { person }) =>
    me.api.post('/matching/verify', { query: { descriptor_id: descriptor, person_id: person } }),
  'verify: their descriptor': (me, { person }, { descriptor }) =>
    me.api.post('/matching/verify', { query: { descriptor_id: descriptor, person_id: person } }),
  'search: their list': async (me, _, { personsList }) =>
    me.api.post('/matching/search', { query: { list_id: personsList }, body: await photo('erin'), type: 'image/jpeg' }),
  'search: their person_ids': async (me, _, { person }) =>
    me.api.post('/matching/search', { query: { person_ids: person }, body: await photo('erin'), type: 'image/jpeg' }),
  'search: their descriptor_ids': async (me, _, { descriptor }) =>
    me.api.post('/matching/search', {
      query: { descriptor_ids: descriptor },
      body: await photo('erin'),
      type: 'image/jpeg',
    }),
};

const UNKNOWN: Things = {
  token: UNKNOWN_ID,
  person: UNKNOWN_ID,
  descriptor: UNKNOWN_ID,
  ownedDescriptor: UNKNOWN_ID,
  personsList: UNKNOWN_ID,
  descriptorsList: UNKNOWN_ID,
};

suite('isolation of accounts', (server) => {
  let me: Account;
  let other: Account;
  let mine: Things;
  let theirs: Things;

  const furnish = async (account: Account): Promise<Things> => {
    const { person, descriptors } = await enrolPerson(account.api, ['erin'], 'mine');
    const things = {
      token: expectBody<{ token: string }>(
        await account.basic.post('/account/tokens', { json: { token_data: 'mine' } }),
        201,
      ).token,
      person,
      descriptor: await enrol(account.api, 'blonde'),
      ownedDescriptor: first(descriptors),
      personsList: await createList(account.api, 'persons', 'mine'),
      descriptorsList: await createList(account.api, 'descriptors', 'mine'),
    };
    await linkToList(account.api, 'persons', person, things.personsList);
    await linkToList(account.api, 'descriptors', things.descriptor, things.descriptorsList);
    return things;
  };
  beforeAll(async () => {
    me = await server.newAccount();
    other = await server.newAccount();
    mine = await furnish(me);
    theirs = await furnish(other);
  });

  /** Everything that the account can see of itself. */
  const census = async ({ api, basic }: Account, things: Things) => {
    const seen = await Promise.all([
      basic.get('/account/tokens', { query: { page_size: 100 } }),
      api.get('/storage/persons', { query: { page_size: 100 } }),
      api.get('/storage/descriptors', { query: { page_size: 100 } }),
      api.get('/storage/lists', { query: { page_size: 100 } }),
      api.get(`/storage/lists/${things.personsList}`),
      api.get(`/storage/lists/${things.descriptorsList}`),
    ]);
    return seen.map((answer) => expectBody(answer, 200));
  };
  const inner = (text: string, things: Things) =>
    Object.values(things).reduce((result, id) => result.replaceAll(id, '<id>'), text);

  test.each(Object.entries(ROUTES))('[00 §3] %s: as an id that does not exist', async (_, ask) => {
    const before = await census(other, theirs);
    const answer = await ask(me, mine, theirs);
    const unknown = await ask(me, mine, UNKNOWN);
    expect([answer.status, inner(answer.text, theirs)]).toEqual([unknown.status, inner(unknown.text, UNKNOWN)]);
    expect(answer.status >= 400 || (server.mode === 'lp3' && answer.status === 204)).toBe(true);
    expect(await census(other, theirs)).toEqual(before);
  });

  test('[00 §3] deletions of many pass over what belongs to others', async () => {
    const before = await census(other, theirs);
    const lists = [theirs.personsList, theirs.descriptorsList];
    expectDone(await me.api.delete('/storage/lists', { json: { lists } }));
    expectDone(await me.basic.delete('/account/tokens', { json: { tokens: [theirs.token, other.token] } }));
    expect(await census(other, theirs)).toEqual(before);
    expectBody(await other.api.get('/storage/persons'), 200);
  });

  test('[00 §3] collections show the own objects only', async () => {
    const fresh = await server.newAccount();
    expect(expectBody(await fresh.api.get('/storage/persons'), 200)).toEqual({ persons: [], count: 0 });
    expect(expectBody(await fresh.api.get('/storage/descriptors'), 200)).toEqual({ descriptors: [], count: 0 });
    expect(expectBody(await fresh.api.get('/storage/lists'), 200)).toMatchObject({
      persons_list_count: 0,
      descriptors_list_count: 0,
    });
    const tokens = expectBody<{ count: number }>(await fresh.basic.get('/account/tokens'), 200);
    expect(tokens.count).toBe(1);
    const filtered = await fresh.api.get('/storage/persons', { query: { user_data: 'mine' } });
    expect(expectBody(filtered, 200)).toEqual({ persons: [], count: 0 });
  });

  test('[50] candidates come from the own account only', async () => {
    const descriptor = await enrol(me.api, 'erin');
    const person = await createPerson(me.api);
    await attachDescriptor(me.api, person, descriptor);
    const answer = await me.api.post('/matching/identify', {
      query: { descriptor_id: descriptor, list_id: mine.personsList, limit: 5 },
    });
    const { candidates } = expectBody<{ candidates: { person_id: string }[] }>(answer, 201);
    expect(candidates.map(({ person_id }) => person_id)).toEqual([mine.person]);
  });
});
