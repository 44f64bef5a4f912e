import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Client, RequestOptions } from './support/client.ts';
import { createList, enrol, enrolPerson, expectDone, linkToList, postImage } from './support/objects.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

/** An extension: no clause of the contract. */
suite('Idempotency-Key', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  type Call = (client: Client, options: RequestOptions) => Promise<Answer>;
  async function twice(call: Call, key = randomUUID() as string): Promise<readonly [Answer, Answer]> {
    const options = { headers: { 'idempotency-key': key } };
    return [await call(me.api, options), await call(me.api, options)];
  }
  function expectRepeat([first, second]: readonly [Answer, Answer], status: number): void {
    expect(first.status, first.text).toBe(status);
    expect(second.status, second.text).toBe(status);
    expect(second.text).toBe(first.text);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(second.headers['idempotency-replayed']).toBe('true');
  }
  const countOf = async (path: string) => (await me.api.get(path)).json<{ count: number }>().count;

  test('a person is made once', async () => {
    const before = await countOf('/storage/persons');
    expectRepeat(
      await twice((api, options) => api.post('/storage/persons', { ...options, json: { user_data: 'x' } })),
      201,
    );
    expect(await countOf('/storage/persons')).toBe(before + 1);
  });

  describe('every kind of write', () => {
    test('token, list, links, deletion', async () => {
      const [token] = await twice((_, options) => me.basic.post('/account/tokens', { ...options, json: {} }));
      expect(token.status, token.text).toBe(201);
      expectRepeat(
        await twice((api, options) => api.post('/storage/lists', { ...options, query: { type: 'persons' } })),
        201,
      );
      const person = (await me.api.post('/storage/persons')).json<{ person_id: string }>().person_id;
      const list = (await me.api.post('/storage/lists', { query: { type: 'persons' } })).json<{ list_id: string }>()
        .list_id;
      expectRepeat(
        await twice((api, options) =>
          api.patch(`/storage/persons/${person}/linked_lists`, { ...options, query: { do: 'attach', list_id: list } }),
        ),
        204,
      );
      expectRepeat(
        await twice((api, options) =>
          api.patch(`/storage/persons/${person}`, { ...options, json: { user_data: 'y' } }),
        ),
        204,
      );
      expectRepeat(await twice((api, options) => api.delete(`/storage/persons/${person}`, options)), 204);
      expectRepeat(await twice((api, options) => api.delete(`/storage/lists/${list}`, options)), 204);
    });

    test('a match', async () => {
      const id = await enrol(me.api, 'erin');
      const match: Call = (api, options) =>
        api.post('/matching/match', { ...options, query: { descriptor_id: id, descriptor_ids: id } });
      expectRepeat(await twice(match), 201);
    });

    test('an image is stored once, another one is another request', async () => {
      const [image, other] = [await photo('erin'), await photo('red')];
      const before = await countOf('/storage/descriptors');
      const key = randomUUID();
      expectRepeat(await twice((api, options) => postImage(api, image, options), key), 201);
      const refused = await postImage(me.api, other, { headers: { 'idempotency-key': key } });
      expect(refused.status, refused.text).toBe(422);
      expect(await countOf('/storage/descriptors')).toBe(before + 1);
    });

    test('no face: the refusal is repeated', async () => {
      expectRepeat(await twice((api, options) => postImage(api, Buffer.from('no image'), options)), 400);
    });

    test('a matching search stores its face once', async () => {
      const list = await createList(me.api, 'persons');
      await linkToList(me.api, 'persons', (await enrolPerson(me.api, ['olive'])).person, list);
      const image = await photo('erin');
      const before = await countOf('/storage/descriptors');
      const search: Call = (api, options) =>
        api.post('/matching/search', { ...options, body: image, type: 'image/jpeg', query: { list_id: list } });
      expectRepeat(await twice(search), 201);
      expect(await countOf('/storage/descriptors')).toBe(before + 1);
    });

    test('an extractor makes its person once, and a change of its policies is one version', async () => {
      const image = await photo('erin');
      const before = await countOf('/storage/persons');
      const extractor: Call = (api, options) =>
        api.post('/handlers/extractor', { ...options, body: image, type: 'image/jpeg' });
      expectRepeat(await twice(extractor), 201);
      expect(await countOf('/storage/persons')).toBe(before + 1);
      const version = async () => (await me.api.get('/handlers/extractor')).json<{ version: number }>().version;
      const first = await version();
      const list = await createList(me.api, 'persons');
      const json = { person_policy: { list_id: list } };
      expectRepeat(await twice((api, options) => api.patch('/handlers/extractor', { ...options, json })), 204);
      expect(await version()).toBe(first + 1);
      expectDone(await me.api.patch('/handlers/extractor', { json: { person_policy: { list_id: null } } }));
    });
  });

  test('a refusal is repeated too', async () => {
    expectRepeat(await twice((api, options) => api.delete(`/storage/persons/${UNKNOWN_ID}`, options)), 404);
  });

  test('what a client abandoned is no first answer: its repetition is served, and stores one face', async () => {
    const [mine, image, key] = [await server.newAccount(), await photo('erin'), randomUUID()];
    const { hostname, port } = new URL(server.url);
    const head = [
      'POST /4/storage/descriptors HTTP/1.1',
      `X-Auth-Token: ${mine.token}`,
      'Content-Type: image/jpeg',
      'Host: acceptance.test',
      `Idempotency-Key: ${key}`,
      `Content-Length: ${image.length}`,
    ];
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, 'connect');
    await new Promise((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n`, resolve));
    await new Promise((resolve) => socket.write(image, resolve));
    const repeat = () => postImage(mine.api, image, { headers: { 'idempotency-key': key } });
    socket.destroy();
    await expect.poll(async () => (await repeat()).status).toBe(201);
    expect((await repeat()).headers['idempotency-replayed']).toBe('true');
    expect((await mine.api.get('/storage/descriptors')).json<{ count: number }>().count).toBe(1);
  });

  test('another request with the key: 422', async () => {
    const headers = { 'idempotency-key': `"${randomUUID()}"` };
    expect((await me.api.post('/storage/persons', { headers, json: { user_data: 'one' } })).status).toBe(201);
    const refused = await me.api.post('/storage/persons', { headers, json: { user_data: 'two' } });
    expect(refused.status, refused.text).toBe(422);
    expect(refused.json()).toMatchObject({ error_code: 100, detail: 'Idempotency-Key was used for another request' });
  });

  test.each(['', 'with space', 'ü', 'x'.repeat(256)])('%j is no key: 400', async (key) => {
    const answer = await me.api.post('/storage/persons', {
      headers: { 'idempotency-key': Buffer.from(key).toString('latin1') },
    });
    expect(answer.status, answer.text).toBe(400);
    expect(answer.json()).toMatchObject({ error_code: 100 });
  });

  test('without a key each request is one of its own, and reads do not look at it', async () => {
    const before = await countOf('/storage/persons');
    for (let n = 0; n < 2; n++) await me.api.post('/storage/persons');
    expect(await countOf('/storage/persons')).toBe(before + 2);
    expect((await me.api.get('/storage/persons', { headers: { 'idempotency-key': '' } })).status).toBe(200);
  });

  test('scripts of other origins may send it', async () => {
    const answer = await server.anonymous.send('OPTIONS', '/storage/persons');
    expect(answer.headers['access-control-allow-headers']).toContain('Idempotency-Key');
  });
});
