import { beforeAll, describe, expect, test } from 'vitest';
import { basicHeader } from './support/client.ts';
import { expectBody } from './support/objects.ts';
import { UUID4 } from './support/patterns.ts';
import { type Account, PASSWORD, suite } from './support/server.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

suite('login', (server) => {
  let me: Account;
  let other: Account;
  beforeAll(async () => {
    me = await server.newAccount();
    other = await server.newAccount();
  });

  if (server.mode === 'backport3') {
    test.each(['GET', 'POST', 'DELETE', 'OPTIONS'])('[97 login] %s: no such page', async (method) => {
      server.expectError(await me.basic.send(method, '/login'), 404, 12013);
    });

    test('[97 login] a cookie opens nothing', async () => {
      const cookie = `Authorization=Basic${base64(`${me.email}:${PASSWORD}`)}`;
      server.expectError(await server.anonymous.get('/account', { headers: { cookie } }), 401, 12010);
    });
    return;
  }

  const session = (account: Account) => `Authorization=Basic${base64(`${account.email}:${PASSWORD}`)}`;
  const withCookie = (cookie: string, path = '/account') => server.anonymous.get(path, { headers: { cookie } });

  test('[10 login] GET answers the account id as text/html', async () => {
    const answer = await me.basic.get('/login');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.text).toMatch(UUID4);
  });

  test('[10 login] POST sets the cookie: scheme word and credential without a space', async () => {
    const answer = await me.basic.post('/login');
    expect(`${answer.status} ${answer.text}`).toBe('201 Created');
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie.split(';')[0]).toBe(session(me));
    expect(cookie).toMatch(/HttpOnly/);
    // No page of another site can use it.
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(expectBody<{ email: string }>(await withCookie(cookie.split(';')[0] ?? ''), 200).email).toBe(me.email);
  });

  test('[10 login] POST with the cookie: 204, and no cookie is set', async () => {
    const answer = await server.anonymous.post('/login', { headers: { cookie: session(me) } });
    expect(`${answer.status} ${answer.text}`).toBe('204 ');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('[10 login] DELETE clears the cookie', async () => {
    const answer = await server.anonymous.delete('/login', { headers: { cookie: session(me) } });
    expect(`${answer.status} ${answer.text}`).toBe('204 ');
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^Authorization=; Expires=Thu, 01 Jan 1970/);
  });

  test('[00 §3.4] the cookie is read before the headers', async () => {
    const headers = { cookie: session(me), authorization: basicHeader(other.email, PASSWORD) };
    expect(expectBody<{ email: string }>(await server.anonymous.get('/account', { headers }), 200).email).toBe(
      me.email,
    );
    const withToken = await other.api.get('/storage/persons', {
      headers: { cookie: `${session(me).slice(0, -4)}AAAA` },
    });
    expect(withToken.status).toBe(401);
  });

  test('[00 §3.4] opens storage; in quotes and beside other cookies too', async () => {
    const value = session(me).replace('Authorization=', '');
    for (const cookie of [session(me), `a=b; Authorization="${value}"; c="d;e"`, `x=;Authorization=${value}`]) {
      expectBody(await withCookie(cookie, '/storage/persons'), 200);
    }
  });

  describe('[issue 5, cookie tampering]', () => {
    test.each([
      ['empty', 'Authorization=', 12010],
      ['no scheme', `Authorization=${base64('a:b')}`, 12010],
      ['a space', `Authorization=Basic ${base64('a:b')}`, 12010],
      ['another scheme', `Authorization=Bearer${base64('a:b')}`, 12010],
      ['no base64', 'Authorization=Basic!!!', 12010],
      ['no colon', `Authorization=Basic${base64('nothing')}`, 12010],
      ['cut quotes', 'Authorization="Basic', 12010],
      ['an unknown login', `Authorization=Basic${base64('nobody@acceptance.test:secret word')}`, 11002],
      ['NUL', `Authorization=Basic${base64('a\0b:secret word')}`, 11002],
      ['SQL', `Authorization=Basic${base64("' or 1=1 --:x")}`, 11002],
      ['huge', `Authorization=Basic${base64(`a:${'x'.repeat(6000)}`)}`, 11002],
      ['twice', `Authorization=Basic${base64('a:b')}; Authorization=Basic${base64('c:d')}`, 12010],
    ])('%s: 401 with a challenge', async (_what, cookie, code) => {
      for (const path of ['/account', '/storage/persons', '/login']) {
        const answer = await withCookie(cookie, path);
        server.expectError(answer, 401, code);
        expect(answer.headers['www-authenticate']).toMatch(/^Basic realm/);
      }
    });

    test('one changed character of a good cookie opens nothing', async () => {
      const good = session(me);
      const at = good.length - 6;
      const bad = `${good.slice(0, at)}${good[at] === 'A' ? 'B' : 'A'}${good.slice(at + 1)}`;
      server.expectError(await withCookie(bad), 401, [11002, 12010]);
    });

    test('DELETE clears also a cookie that is refused', async () => {
      const answer = await server.anonymous.delete('/login', { headers: { cookie: 'Authorization=BasicAAAA' } });
      expect(answer.status).toBe(401);
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^Authorization=;/);
    });
  });

  test('[00 §3] without credentials: 401, 12010', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      server.expectError(await server.anonymous.send(method, '/login'), 401, 12010);
    }
  });

  test('[00 §7] other methods: 405; OPTIONS lists', async () => {
    server.expectError(await me.basic.patch('/login'), 405, 12021);
    const answer = await server.anonymous.send('OPTIONS', '/login');
    expect(answer.headers.allow).toBe('GET, POST, DELETE, OPTIONS');
  });
});
