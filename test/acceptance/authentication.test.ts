import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from './support/client.ts';
import { expectBody } from './support/objects.ts';
import { UNKNOWN_ID, UUID1 } from './support/patterns.ts';
import { type Account, PASSWORD, suite } from './support/server.ts';

const BASIC_ONLY = 'Basic realm="login:password"';
const BASIC_OR_TOKEN = 'Basic realm="login:password" or token';

const encode = (text: string) => Buffer.from(text).toString('base64');

suite('authentication', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const withHeader = (authorization: string, path = '/storage/persons') =>
    server.anonymous.get(path, { headers: { authorization } });
  const expectRealm = (answer: Answer, realm: string) => expect(answer.headers['www-authenticate']).toBe(realm);

  describe('Basic', () => {
    test('[00 §3] login and password open storage and account resources', async () => {
      expectBody(await me.basic.get('/storage/persons'), 200);
      expectBody(await me.basic.get('/account'), 200);
      expectBody(await me.basic.get('/account/tokens'), 200);
    });

    test.each(['Basic', 'basic'])('[00 §3.1] the scheme may be written %s', async (scheme) => {
      expectBody(await withHeader(`${scheme} ${encode(`${me.email}:${PASSWORD}`)}`), 200);
    });

    test('[00 §3.1] the login is lower-cased before the comparison', async () => {
      expectBody(await withHeader(`Basic ${encode(`${me.email.toUpperCase()}:${PASSWORD}`)}`), 200);
    });

    test('[00 §3.1] the password is not lower-cased', async () => {
      const answer = await withHeader(`Basic ${encode(`${me.email}:${PASSWORD.toUpperCase()}`)}`);
      server.expectError(answer, 401, 11002);
    });

    test('[00 §3.1] the password may hold colons: split at the first', async () => {
      const password = 'a:b:c:d:e:';
      const { email } = { email: `colon${me.email}` };
      const registered = await server.anonymous.post('/accounts', {
        json: { organization_name: 'x', email, password },
      });
      expect(registered.status).toBe(201);
      expectBody(await withHeader(`Basic ${encode(`${email}:${password}`)}`), 200);
      server.expectError(await withHeader(`Basic ${encode(`${email}:a:b:c:d:e`)}`), 401, 11002);
    });

    test('[00 §3.1] a password beyond ASCII', async () => {
      const password = 'пароль密码ñ!';
      const email = `uni${me.email}`;
      const registered = await server.anonymous.post('/accounts', {
        json: { organization_name: 'x', email, password },
      });
      expect(registered.status, registered.text).toBe(201);
      expectBody(await withHeader(`Basic ${encode(`${email}:${password}`)}`), 200);
    });
  });

  describe('outcomes', () => {
    test('[00 §3 outcomes] no credentials at all: 12010', async () => {
      server.expectError(await server.anonymous.get('/storage/persons'), 401, 12010);
      server.expectError(await server.anonymous.get('/account'), 401, 12010);
      server.expectError(await server.anonymous.post('/matching/identify'), 401, 12010);
      server.expectError(await server.anonymous.post('/storage/descriptors'), 401, 12010);
    });

    const malformed = [
      ['wrong scheme', 'Bearer abc'],
      ['scheme alone', 'Basic'],
      ['scheme and a space', 'Basic '],
      ['no colon', `Basic ${encode('nocolon')}`],
      ['not base64', 'Basic !!!!'],
      ['plain text', 'me@x.test:password'],
    ] as const;
    test.each(malformed)(
      '[00 §3 outcomes] malformed Basic header (%s): 12010 with WWW-Authenticate',
      async (_, value) => {
        const answer = await withHeader(value);
        server.expectError(answer, 401, 12010);
        expectRealm(answer, BASIC_OR_TOKEN);
      },
    );

    test.each([
      ['wrong password', () => `${me.email}:${PASSWORD}x`],
      ['unknown login', () => `nobody@acceptance.test:${PASSWORD}`],
      ['empty and empty', () => ':'],
      ['empty password', () => `${me.email}:`],
      ['a login with NUL', () => `a\u0000b:${PASSWORD}`],
      ['a password with NUL', () => `${me.email}:a\u0000b`],
      ['an endless password', () => `${me.email}:${'x'.repeat(4000)}`],
      ['an apostrophe', () => `' or 1=1 --:${PASSWORD}`],
    ])('[00 §3 outcomes] %s: 11002 with WWW-Authenticate', async (_, text) => {
      const answer = await withHeader(`Basic ${encode(text())}`);
      server.expectError(answer, 401, 11002);
      expectRealm(answer, BASIC_OR_TOKEN);
    });

    test.each(['abc', '123', UUID1, `${UNKNOWN_ID}0`])(
      '[00 §3 outcomes] token %s is not a UUID4: 401/12001',
      async (token) => {
        const answer = await server.as({ kind: 'token', token }).get('/storage/persons');
        server.expectError(answer, 401, 12001);
        expectRealm(answer, BASIC_OR_TOKEN);
      },
    );

    test('[00 §3 outcomes] a well-formed unknown token: 401/11002', async () => {
      const answer = await server.as({ kind: 'token', token: UNKNOWN_ID }).get('/storage/persons');
      server.expectError(answer, 401, 11002);
      expectRealm(answer, BASIC_OR_TOKEN);
    });
  });

  describe('realms', () => {
    const paths = [
      ['GET', '/account', BASIC_ONLY],
      ['GET', '/account/tokens', BASIC_ONLY],
      ['POST', '/account/tokens', BASIC_ONLY],
      ['DELETE', '/account/tokens', BASIC_ONLY],
      ['GET', `/account/tokens/${UNKNOWN_ID}`, BASIC_ONLY],
      ['GET', '/storage/descriptors', BASIC_OR_TOKEN],
      ['GET', '/storage/persons', BASIC_OR_TOKEN],
      ['GET', '/storage/lists', BASIC_OR_TOKEN],
      ['PATCH', '/storage/linker', BASIC_OR_TOKEN],
      ['GET', `/storage/portraits/${UNKNOWN_ID}`, BASIC_OR_TOKEN],
      ['POST', '/matching/identify', BASIC_OR_TOKEN],
      ['POST', '/matching/search', BASIC_OR_TOKEN],
    ] as const;
    test.each(paths)('[00 §3] WWW-Authenticate of %s %s is %s', async (method, path, realm) => {
      const answer = await server.as({ kind: 'basic', login: me.email, password: 'wrong pass' }).send(method, path);
      server.expectError(answer, 401, 11002);
      expectRealm(answer, realm);
    });
  });

  test('[00 §3] every operation of the OpenAPI document but those of everybody is closed to who has no credentials', async () => {
    const root = server.anonymous.under('');
    const { paths } = (await root.get('/docs/spec.json')).json<{ paths: Record<string, Record<string, unknown>> }>();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
    );
    const open: string[] = [];
    for (const [method, path] of operations) {
      const whole = path.replace('{kind}', 'clusters').replace(/\{[^}]+\}/g, UNKNOWN_ID);
      const { status } = await root.send(method, whole);
      if (status !== 401) open.push(`${method} ${path}: ${status}`);
    }
    expect(operations.length).toBeGreaterThan(75);
    expect(open.sort()).toEqual([
      'GET /healthcheck: 200',
      'GET /livez: 200',
      'GET /readyz: 200',
      'GET /version: 200',
      'POST /4/accounts: 400',
    ]);
  });

  describe('tokens', () => {
    test('[00 §3.2] X-Auth-Token opens storage and matching', async () => {
      expectBody(await me.api.get('/storage/persons'), 200);
      server.expectError(await me.api.post('/matching/identify'), 400, 12016);
    });

    test('[00 §2] a token alone does not open the account resources', async () => {
      for (const path of ['/account', '/account/tokens']) {
        const answer = await me.api.get(path);
        server.expectError(answer, 401, 12010);
      }
    });

    test('[00 §2] [97] in LP3 a token also opens /account/tokens/{id}', async () => {
      const path = `/account/tokens/${me.token}`;
      const answer = await me.api.get(path);
      if (server.mode === 'lp3') {
        expectBody(answer, 200);
      } else {
        server.expectError(answer, 401, 12010);
      }
    });

    test('[00 §3] both headers on a Basic-only resource', async () => {
      const headers = { 'x-auth-token': me.token };
      server.expectOrderly(await me.basic.get('/account', { headers }), 200, 401);
    });

    test('[00 §3.3] of both headers the token is used', async () => {
      const wrongBasic = { authorization: `Basic ${encode(`${me.email}:not this one`)}` };
      expectBody(await me.api.get('/storage/persons', { headers: wrongBasic }), 200);
      const answer = await me.basic.get('/storage/persons', { headers: { 'x-auth-token': UNKNOWN_ID } });
      server.expectError(answer, 401, 11002);
    });
  });

  test('[00 §3] credentials are checked before the request itself', async () => {
    server.expectError(await server.anonymous.get(`/storage/persons/${UNKNOWN_ID}`), 401, 12010);
    server.expectError(await server.anonymous.get('/storage/persons', { query: { page: 'abc' } }), 401, 12010);
    server.expectError(
      await server.anonymous.patch('/storage/linker', { body: '{', type: 'application/json' }),
      401,
      12010,
    );
    server.expectError(
      await server.anonymous.post('/storage/descriptors', { body: 'x', type: 'text/plain' }),
      401,
      12010,
    );
  });
});
