import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createList, createPerson, expectBody, type Person } from './support/objects.ts';
import { MALFORMED_IDS, UNKNOWN_ID } from './support/patterns.ts';
import { type Account, isOwnRequestId, suite } from './support/server.ts';

suite('transport', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  describe('base paths', () => {
    test.each(['/4', '/6', '/3'])('[00 §1] %s serves the same resources', async (prefix) => {
      const api = me.api.under(prefix);
      const person = await createPerson(api, { user_data: prefix });
      const seen = await me.api.get(`/storage/persons/${person}`);
      expect(expectBody<Person>(seen, 200).user_data).toBe(prefix);
      expectBody(await api.get(`/storage/persons/${person}`), 200);
      expectBody(await api.get('/storage/lists'), 200);
      expectBody(await me.basic.under(prefix).get('/account'), 200);
    });

    test.each(['/5', '/40', ''])('[00 §1] %j is not a base path', async (prefix) => {
      server.expectError(await me.api.under(prefix).get('/storage/persons'), 404, 12013);
    });
  });

  describe('unknown pages', () => {
    test.each(['/', '/nothing', '/storage', '/storage/person', '/matching', '/storage/persons/x/y'])(
      '[00 §7] unknown path %s',
      async (path) => {
        server.expectError(await me.api.get(path), 404, 12013);
      },
    );

    test('[00 §2] an unknown path needs no credentials to be unknown', async () => {
      server.expectError(await server.anonymous.get('/nothing'), 404, 12013);
    });

    test.each(['POST', 'PATCH', 'DELETE', 'PUT'])('[00 §7] unknown path with %s and a body', async (method) => {
      const answer = await me.api.send(method, '/nothing', { json: { a: 1 } });
      server.expectError(answer, 404, 12013);
    });

    const withId = [
      ['GET', '/storage/persons/{id}'],
      ['PATCH', '/storage/persons/{id}'],
      ['DELETE', '/storage/persons/{id}'],
      ['GET', '/storage/persons/{id}/linked_descriptors'],
      ['GET', '/storage/persons/{id}/linked_lists'],
      ['GET', '/storage/descriptors/{id}'],
      ['GET', '/storage/descriptors/{id}/linked_lists'],
      ['GET', '/storage/portraits/{id}'],
      ['GET', '/storage/portraits/{id}_64'],
      ['GET', '/storage/lists/{id}'],
      ['PATCH', '/storage/lists/{id}'],
      ['DELETE', '/storage/lists/{id}'],
    ] as const;
    test.each(withId)('[00 §2] %s %s with an id that is not a UUID4', async (method, template) => {
      for (const id of MALFORMED_IDS) {
        const path = template.replace('{id}', encodeURIComponent(id));
        const options = method === 'PATCH' ? { json: {} } : {};
        server.expectError(await me.api.send(method, path, options), 404, 12013);
      }
    });

    test('[00 §2] [10 tokens] a token path id that is not a UUID4', async () => {
      for (const id of MALFORMED_IDS) {
        server.expectError(await me.basic.get(`/account/tokens/${encodeURIComponent(id)}`), 404, 12013);
      }
    });

    test.each([`${UNKNOWN_ID}_`, `${UNKNOWN_ID}_x`, `${UNKNOWN_ID}_64x`, `${UNKNOWN_ID}_-64`, `${UNKNOWN_ID}-64`])(
      '[20 §thumbnail] a portrait path with suffix other than underscore and digits: %s',
      async (id) => {
        server.expectError(await me.api.get(`/storage/portraits/${id}`), 404, 12013);
      },
    );

    test('[00 §2] an id in capitals is the same id or no page, never another object', async () => {
      const person = await createPerson(me.api);
      const answer = await me.api.get(`/storage/persons/${person.toUpperCase()}`);
      server.expectOrderly(answer, 200, 404);
      if (answer.status === 200) {
        expect(answer.json<Person>().id).toBe(person);
      }
    });
  });

  describe('methods', () => {
    const unsupported = [
      ['PUT', '/storage/persons'],
      ['DELETE', '/storage/persons'],
      ['PATCH', '/storage/persons'],
      ['POST', `/storage/persons/${UNKNOWN_ID}`],
      ['DELETE', '/storage/descriptors'],
      ['PATCH', '/storage/descriptors'],
      ['DELETE', `/storage/descriptors/${UNKNOWN_ID}`],
      ['PATCH', `/storage/descriptors/${UNKNOWN_ID}`],
      ['POST', `/storage/portraits/${UNKNOWN_ID}`],
      ['DELETE', `/storage/portraits/${UNKNOWN_ID}`],
      ['PATCH', '/storage/lists'],
      ['POST', `/storage/lists/${UNKNOWN_ID}`],
      ['GET', '/storage/linker'],
      ['POST', '/storage/linker'],
      ['GET', '/matching/identify'],
      ['GET', '/matching/match'],
      ['PATCH', '/matching/verify'],
      ['DELETE', '/matching/search'],
    ] as const;
    test.each(unsupported)('[00 §7] %s %s is not allowed', async (method, path) => {
      server.expectError(await me.api.send(method, path), 405, 12021);
    });

    test.each([
      ['GET', '/accounts'],
      ['DELETE', '/account'],
      ['PATCH', '/account'],
      ['PATCH', '/account/tokens'],
      ['POST', `/account/tokens/${UNKNOWN_ID}`],
    ])('[00 §7] %s %s is not allowed', async (method, path) => {
      server.expectError(await me.basic.send(method, path), 405, 12021);
    });
  });

  describe('request id', () => {
    test('[00 §4] made by the service when the client sends none', async () => {
      const one = await me.api.get('/storage/persons');
      const two = await me.api.get('/storage/persons');
      expect(isOwnRequestId(one.headers['luna-request-id'])).toBe(true);
      expect(one.headers['luna-request-id']).not.toBe(two.headers['luna-request-id']);
    });

    test('[00 §4] made ids carry the time of now', async () => {
      const answer = await me.api.get('/storage/persons');
      const seconds = Number(String(answer.headers['luna-request-id']).slice(0, 10));
      // LOG_TIME may shift the clock by a time zone.
      expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(15 * 3600);
    });

    test.each(['LUNA-Request-Id', 'Luna-Request-Id', 'luna-request-id'])('[00 §4] %s comes back', async (header) => {
      const id = `1700000000,${randomUUID()}`;
      const answer = await me.api.get('/storage/persons', { headers: { [header]: id } });
      expect(answer.headers['luna-request-id']).toBe(id);
    });

    test('[00 §4] the short form of LP3 comes back', async () => {
      const answer = await me.api.get('/storage/persons', { headers: { 'LUNA-Request-Id': '1536751345,8b8b5937' } });
      expect(answer.headers['luna-request-id']).toBe('1536751345,8b8b5937');
    });

    test('[00 §4] comes back with errors: 400, 401, 404, 405', async () => {
      const headers = { 'LUNA-Request-Id': `1700000001,${randomUUID()}` };
      const answers = [
        await me.api.post('/matching/identify', { headers }),
        await server.anonymous.get('/storage/persons', { headers }),
        await me.api.get('/nothing', { headers }),
        await me.api.send('PUT', '/storage/persons', { headers }),
        await me.api.get(`/storage/persons/${UNKNOWN_ID}`, { headers }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 401, 404, 405, 404]);
      for (const answer of answers) {
        expect(answer.headers['luna-request-id']).toBe(headers['LUNA-Request-Id']);
      }
    });

    test('[00 §4] rubbish as an id neither breaks the request nor the answer', async () => {
      for (const id of ['x', 'a'.repeat(5000), '1700000000,<script>', ', ,']) {
        const answer = await me.api.get('/storage/persons', { headers: { 'LUNA-Request-Id': id } });
        server.expectOrderly(answer, 200, 400, 431);
      }
    });
  });

  describe('CORS', () => {
    test('[70 §OPTIONS] [00 §3] OPTIONS needs no credentials, on every resource', async () => {
      const paths = [
        '/accounts',
        '/account',
        '/account/tokens',
        `/account/tokens/${UNKNOWN_ID}`,
        '/storage/descriptors',
        `/storage/descriptors/${UNKNOWN_ID}`,
        `/storage/descriptors/${UNKNOWN_ID}/linked_lists`,
        `/storage/portraits/${UNKNOWN_ID}`,
        '/storage/persons',
        `/storage/persons/${UNKNOWN_ID}`,
        `/storage/persons/${UNKNOWN_ID}/linked_descriptors`,
        `/storage/persons/${UNKNOWN_ID}/linked_lists`,
        '/storage/lists',
        `/storage/lists/${UNKNOWN_ID}`,
        '/storage/linker',
        '/matching/identify',
        '/matching/match',
        '/matching/search',
        '/matching/verify',
      ];
      for (const path of paths) {
        const answer = await server.anonymous.send('OPTIONS', path, { headers: { origin: 'http://client.test' } });
        expect([200, 204], path).toContain(answer.status);
        expect(answer.headers['access-control-allow-origin'], path).toBe('*');
      }
    });

    test('[70 §OPTIONS] the answer lists what is allowed', async () => {
      const answer = await server.anonymous.send('OPTIONS', '/storage/persons', {
        headers: {
          origin: 'http://client.test',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-auth-token,content-type',
        },
      });
      const listed = `${answer.headers.allow ?? ''},${answer.headers['access-control-allow-methods'] ?? ''}`;
      expect(listed).toMatch(/\bGET\b/);
      expect(listed).toMatch(/\bPOST\b/);
    });

    test('[00 §4] Access-Control-Allow-Origin: * with and without an Origin', async () => {
      for (const headers of [{}, { origin: 'http://client.test' }]) {
        const answer = await me.api.get('/storage/persons', { headers });
        expect(answer.headers['access-control-allow-origin']).toBe('*');
      }
    });
  });

  test('[00 §5] answers are application/json in UTF-8', async () => {
    const person = await createPerson(me.api, { user_data: 'žluťoučký 猫' });
    const answer = await me.api.get(`/storage/persons/${person}`);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.bytes.includes(Buffer.from('žluťoučký 猫', 'utf8')) || answer.text.includes('\\u')).toBe(true);
    expect(answer.json<Person>().user_data).toBe('žluťoučký 猫');
  });

  test('[00 §9] unknown parameters are ignored', async () => {
    const query = { external_things: 'x', source: 'door', identification: '1' };
    expectBody(await me.api.get('/storage/persons', { query: { ...query, page: 1 } }), 200);
    expectBody(await me.api.post('/storage/persons', { query }), 201);
    expectBody(await me.api.post('/storage/lists', { query }), 201);
    const list = await createList(me.api, 'persons');
    expectBody(await me.api.get(`/storage/lists/${list}`, { query }), 200);
  });
});
