import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_KEY, type AdminServer, startAdminServer } from './support/adminServer.ts';
import { attachDescriptor, createPerson, enrol, expectBody, expectDone } from './support/objects.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { TIME, UNKNOWN_ID, UUID4 } from './support/patterns.ts';
import { type Account, newEmail, PASSWORD, type Server } from './support/server.ts';
import type { Mode } from './support/target.ts';

interface AccountInfo {
  readonly account_id: string;
  readonly email: string;
  readonly suspended: boolean;
}

interface DescribedGet {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly example?: Record<string, unknown> }>> }>
  >;
}

describe.each<Mode>(['backport3', 'lp3'])('administration · %s', needsOwnServers(), (mode) => {
  let running: AdminServer;
  let server: Server;
  let admin: AdminServer['admin'];
  let me: Account;
  let id: string;
  beforeAll(async () => {
    running = await startAdminServer(mode, {
      CORS_ORIGIN: 'https://a.test, https://b.test',
      CORS_ALLOW_HEADERS: 'X-Extra',
      CORS_MAX_AGE_SECONDS: '60',
      DB_PASSWORD: 'open-sesame',
    });
    ({ server, admin } = running);
    me = await server.newAccount();
    id = (await find(me.email)).account_id;
  });
  afterAll(() => running?.close());

  async function find(email: string): Promise<AccountInfo> {
    const answer = await admin('GET', `/accounts?email=${encodeURIComponent(email)}`);
    const [found] = expectBody<{ accounts: AccountInfo[] }>(answer, 200).accounts;
    if (!found) throw new Error(`no account ${email}`);
    return found;
  }

  describe('the key', () => {
    test.each([
      undefined,
      `Bearer ${ADMIN_KEY}x`,
      `Bearer ${ADMIN_KEY.toUpperCase()}`,
      `Basic ${ADMIN_KEY}`,
      'Bearer',
      ADMIN_KEY,
    ])('[issue 5, admin key missing or wrong] %j: 401 with a challenge', async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      for (const [method, path] of [
        ['GET', '/accounts'],
        ['GET', '/config'],
        ['PATCH', `/accounts/${id}`],
        ['GET', `/accounts/${UNKNOWN_ID}`],
      ] as const) {
        const answer = await running.stranger.send(method, path, { headers });
        expect(answer.status).toBe(401);
        expect(answer.json()).toMatchObject({ error: 'unauthorized' });
        expect(answer.headers['www-authenticate']).toBe('Bearer realm="admin"');
      }
    });

    test('the credentials of an account open nothing', async () => {
      expect((await running.stranger.as(me.basic.credentials).get('/accounts')).status).toBe(401);
      expect((await running.stranger.as(me.api.credentials).get('/accounts')).status).toBe(401);
    });
  });

  describe('/config', () => {
    test('[70 config] shows the administrator the settings, and no secret', async () => {
      for (const answer of [
        await admin('GET', '/config'),
        await server.anonymous.under('').get('/config', { headers: { authorization: `Bearer ${ADMIN_KEY}` } }),
      ]) {
        expect(expectBody(answer, 200)).toMatchObject({ COMPATIBILITY: mode, DB_PASSWORD: '(hidden)' });
        expect(answer.text).not.toContain(ADMIN_KEY);
        expect(answer.text).not.toContain('open-sesame');
      }
    });

    test('[70 config] 401 without the key, with a wrong one, with credentials of an account', async () => {
      const root = server.anonymous.under('');
      server.expectError(await root.get('/config'), 401, 12010);
      const wrong = await root.get('/config', { headers: { authorization: 'Bearer of bad news' } });
      server.expectError(wrong, 401, 11002);
      expect(wrong.headers['www-authenticate']).toBe('Bearer realm="admin"');
      server.expectError(await me.basic.under('').get('/config'), 401, 11002);
      expect((await root.send('OPTIONS', '/config')).status).toBe(204);
    });

    test('[issue 12 §6] its printed answer has members of the real one, with secrets hidden alike', async () => {
      const root = server.anonymous.under('');
      const { paths } = (await root.get('/docs/spec.json')).json<{ paths: Record<string, { get: DescribedGet }> }>();
      const printed = paths['/config']?.get.responses['200']?.content?.['application/json']?.example ?? {};
      const answer = await root.get('/config', { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
      const real = answer.json<Record<string, unknown>>();
      expect(Object.keys(printed).length).toBeGreaterThan(3);
      for (const [name, value] of Object.entries(printed)) expect(typeof real[name], name).toBe(typeof value);
      expect(printed.ADMIN_KEY).toBe(real.ADMIN_KEY);
      expect(Object.keys(paths['/config']?.get.responses ?? {})).toEqual(expect.arrayContaining(['401', '500']));
    });
  });

  test('[70 §OPTIONS] CORS by the settings', async () => {
    const ask = (origin: string) => server.anonymous.send('OPTIONS', '/accounts', { headers: { origin } });
    const { headers } = await ask('https://b.test');
    expect(headers['access-control-allow-origin']).toBe('https://b.test');
    expect(headers['access-control-allow-headers']).toMatch(/X-Auth-Token, X-Extra$/);
    expect(headers['access-control-max-age']).toBe('60');
    expect(headers.vary).toBe('Origin');
    expect((await ask('https://evil.test')).headers['access-control-allow-origin']).toBe('https://a.test');
  });

  test('an account from creation to a new name', async () => {
    const email = newEmail();
    const answer = await admin('POST', '/accounts', { organization_name: 'Doors', email, password: PASSWORD });
    const { account, token } = expectBody<{ account: AccountInfo; token: string }>(answer, 201);
    expect(account).toEqual({
      account_id: expect.stringMatching(UUID4),
      email,
      organization_name: 'Doors',
      suspended: false,
      create_time: expect.stringMatching(TIME),
    });
    expectBody(await server.as({ kind: 'token', token }).get('/storage/persons'), 200);
    const renamed = await admin('PATCH', `/accounts/${account.account_id}`, { organization_name: 'Gates' });
    expect(expectBody(renamed, 200)).toEqual({ ...account, organization_name: 'Gates' });
    expect(expectBody(await admin('GET', `/accounts/${account.account_id}`), 200)).toEqual({
      ...account,
      organization_name: 'Gates',
      count_persons: 0,
      count_descriptors: 0,
      attached_descriptors: 0,
    });
  });

  test('pages of accounts', async () => {
    const one = expectBody<{ accounts: unknown[]; count: number }>(await admin('GET', '/accounts?page_size=1'), 200);
    expect(one.accounts).toHaveLength(1);
    expect(one.count).toBeGreaterThanOrEqual(1);
  });

  test('[10 suspended] a suspension refuses the next request, whatever was remembered; activation ends it', async () => {
    const them = await server.newAccount();
    const path = `/accounts/${(await find(them.email)).account_id}`;
    expectBody(await them.basic.get('/account/tokens'), 200);
    expectBody(await them.api.get('/storage/persons'), 200);
    expect(expectBody(await admin('PATCH', path, { suspended: true }), 200)).toMatchObject({ suspended: true });
    server.expectError(await them.basic.get('/account/tokens'), 403, 11004);
    server.expectError(await them.api.get('/storage/persons'), 403, 11004);
    server.expectError(await them.api.post('/matching/search'), 403, 11004);
    expect(expectBody(await them.basic.get('/account'), 200)).toMatchObject({ suspended: true });
    if (mode === 'lp3') server.expectError(await them.basic.get('/login'), 403, 11004);
    expectBody(await admin('PATCH', path, { suspended: false }), 200);
    expectBody(await them.api.get('/storage/persons'), 200);
    expectBody(await me.api.get('/storage/persons'), 200);
  });

  test('a new password: the old one opens nothing any more', async () => {
    const them = await server.newAccount();
    expectBody(await them.basic.get('/account'), 200);
    const { account_id } = await find(them.email);
    const answer = await admin('PATCH', `/accounts/${account_id}`, { password: 'another secret' });
    expect(answer.text).not.toContain('secret');
    server.expectError(await them.basic.get('/account'), 401, 11002);
    expectBody(await server.as({ kind: 'basic', login: them.email, password: 'another secret' }).get('/account'), 200);
  });

  test('tokens: made, listed, deleted at once', async () => {
    const made = await admin('POST', `/accounts/${id}/tokens`, { token_data: 'gate' });
    const { token } = expectBody<{ token: string }>(made, 201);
    const listed = expectBody<{ tokens: unknown[]; count: number }>(await admin('GET', `/accounts/${id}/tokens`), 200);
    expect(listed.tokens).toContainEqual({
      id: token,
      token_data: 'gate',
      access: 'all',
      lists: null,
      expire_time: null,
    });
    const caller = server.as({ kind: 'token', token });
    expectBody(await caller.get('/storage/persons'), 200);
    expectDone(await admin('PATCH', `/accounts/${id}/tokens/${token}`, { access: 'match' }));
    expect((await caller.get('/storage/persons')).status).toBe(403);
    const zoneless = { expire_time: '2030-01-01T00:00:00' };
    expect((await admin('PATCH', `/accounts/${id}/tokens/${token}`, zoneless)).status).toBe(400);
    expectDone(await admin('DELETE', `/accounts/${id}/tokens/${token}`));
    server.expectError(await caller.get('/storage/persons'), 401, 11002);
    expect((await admin('DELETE', `/accounts/${id}/tokens/${token}`)).status).toBe(404);
    expect((await admin('GET', `/accounts/${UNKNOWN_ID}/tokens`)).status).toBe(404);
  });

  test('erasure of a person: gone from every resource, the receipt counts', async () => {
    const them = await server.newAccount();
    const { account_id } = await find(them.email);
    const descriptor = await enrol(them.api, 'erin');
    const person = await createPerson(them.api);
    await attachDescriptor(them.api, person, descriptor);
    const path = `/accounts/${account_id}/persons/${person}`;
    const receipt = expectBody(await admin('DELETE', `${path}?requested_by=ticket%204711`), 200);
    expect(receipt).toEqual({
      erasure_id: expect.stringMatching(UUID4),
      subject: 'person',
      account_id,
      person_id: person,
      requested_by: 'ticket 4711',
      start_time: expect.stringMatching(TIME),
      end_time: expect.stringMatching(TIME),
      // As many thumbnails as THUMBNAIL_SIDES has by default.
      erased: { persons: 1, descriptors: 1, portraits: 1, thumbnails: 3, lists: 0, tokens: 0, handlers: 0 },
      missing_portraits: { count: 0, descriptor_ids: [] },
      pending_portraits: 0,
      audit_entries: 0,
    });
    for (const resource of [`persons/${person}`, `descriptors/${descriptor}`, `portraits/${descriptor}`]) {
      expect((await them.api.get(`/storage/${resource}`)).status).toBe(404);
    }
    expect((await admin('DELETE', path)).status).toBe(404);
    expect((await admin('DELETE', `${path}?requested_by=`)).status).toBe(400);
  });

  test('erasure of an account: its credentials open nothing, its e-mail is free again', async () => {
    const them = await server.newAccount();
    const { account_id } = await find(them.email);
    await enrol(them.api, 'erin');
    const receipt = expectBody(await admin('DELETE', `/accounts/${account_id}`), 200);
    expect(receipt).toMatchObject({ subject: 'account', person_id: null, requested_by: 'administrator' });
    server.expectError(await them.basic.get('/account'), 401, 11002);
    server.expectError(await them.api.get('/storage/persons'), 401, 11002);
    expect((await admin('GET', `/accounts/${account_id}`)).status).toBe(404);
    const again = { organization_name: 'x', email: them.email, password: PASSWORD };
    expectBody(await admin('POST', '/accounts', again), 201);
  });

  test('retention: rules of an account, and a run', async () => {
    const path = `/accounts/${id}/retention`;
    expect(expectBody(await admin('GET', path), 200)).toEqual({ descriptor_days: null, portrait_days: null });
    const rules = { descriptor_days: 30, portrait_days: 0 };
    expect(expectBody(await admin('PUT', path, rules), 200)).toEqual(rules);
    expect(expectBody(await admin('GET', path), 200)).toEqual(rules);
    for (const bad of [{}, { ...rules, portrait_days: -1 }, { ...rules, portrait_days: 1.5 }, { ...rules, x: 1 }]) {
      expect((await admin('PUT', path, bad)).status).toBe(400);
    }
    expect((await admin('PUT', `/accounts/${UNKNOWN_ID}/retention`, rules)).status).toBe(404);
    const run = await admin('POST', '/retention/run', { dry_run: true });
    expect(expectBody(run, 200)).toEqual({
      dry_run: true,
      accounts: 1,
      descriptors: 0,
      portraits: 0,
      pending_portraits: 0,
    });
  });

  describe('bad input', () => {
    test.each([
      ['no member', {}],
      ['a wrong type', { organization_name: 1, email: 'x@example.com', password: PASSWORD }],
      ['an empty name', { organization_name: '', email: 'x@example.com', password: PASSWORD }],
      ['no e-mail', { organization_name: 'x', email: 'nobody', password: PASSWORD }],
      ['a short password', { organization_name: 'x', email: 'x@example.com', password: 'short' }],
      ['a long password', { organization_name: 'x', email: 'x@example.com', password: 'x'.repeat(33) }],
      ['NUL', { organization_name: 'a\0b', email: 'x@example.com', password: PASSWORD }],
      ['an unknown member', { organization_name: 'x', email: 'x@example.com', password: PASSWORD, role: 'root' }],
      ['null', null],
      ['an array', []],
    ])('registration with %s: 400, and the answer repeats no password', async (_what, body) => {
      const answer = await admin('POST', '/accounts', body);
      expect(answer.status, answer.text).toBe(400);
      expect(answer.json()).toMatchObject({ error: 'bad-request', detail: expect.any(String) });
      expect(answer.text).not.toContain(PASSWORD);
    });

    test('broken JSON, another content type, a taken e-mail, unknown ids, pages and methods', async () => {
      const headers = { authorization: `Bearer ${ADMIN_KEY}` };
      const send = (body: string, type: string) => running.stranger.post('/accounts', { body, type, headers });
      expect((await send('{', 'application/json')).status).toBe(400);
      expect((await send('<a/>', 'application/xml')).status).toBe(400);
      expect((await send('{"__proto__":{}}', 'application/json')).status).toBe(400);
      const taken = { organization_name: 'x', email: me.email.toUpperCase(), password: PASSWORD };
      expect((await admin('POST', '/accounts', taken)).status).toBe(409);
      for (const path of [`/accounts/${UNKNOWN_ID}`, '/nothing', '/'])
        expect((await admin('GET', path)).status).toBe(404);
      for (const path of ['/accounts/abc', '/accounts?page=0', '/accounts?page_size=x', '/accounts?page_size=101']) {
        expect((await admin('GET', path)).status, path).toBe(400);
      }
      expect((await admin('PATCH', `/accounts/${UNKNOWN_ID}`, { suspended: true })).status).toBe(404);
      expect((await admin('PATCH', `/accounts/${id}`, { suspended: 'yes' })).status).toBe(400);
      expectBody(await admin('GET', `/accounts/${id}`), 200);
    });

    test.each([
      ['/portraits/move', { to: 's3' }, 'there is no bucket'],
      ['/encryption', { mode: 'sealed' }, 'there are no keys'],
      ['/encryption/rotate', undefined, 'there are no keys'],
    ])(
      'POST %s %j, which the settings do not allow: 409, since no later attempt succeeds either',
      async (path, body, why) => {
        const answer = await admin('POST', path, body);
        expect(answer.status, answer.text).toBe(409);
        expect(answer.json()).toEqual({ error: 'conflict', detail: expect.stringContaining(why) });
      },
    );
  });

  test('its OpenAPI document names every operation and asks for the key', async () => {
    const answer = await running.stranger.get('/docs/spec');
    const { paths } = expectBody<{ paths: Record<string, Record<string, { security: unknown }>> }>(answer, 200);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/accounts', '/accounts/{account_id}', '/config']));
    for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
      expect(operation.security).toEqual([{ admin: [] }]);
    }
  });
});
