import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from './support/adminServer.ts';
import type { Answer } from './support/client.ts';
import { expectBody, expectDone } from './support/objects.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { UNKNOWN_ID, UUID4 } from './support/patterns.ts';
import { newEmail, PASSWORD } from './support/server.ts';

interface Made {
  readonly invitation: { readonly invitation_id: string };
  readonly code: string;
}

function expectForbidden(answer: Answer, detail: RegExp): void {
  expect(answer.status, answer.text).toBe(403);
  expect(answer.json()).toMatchObject({ error_code: 100, detail: expect.stringMatching(detail) });
}

/** Each mode of registration beside one of the originals: only the envelope differs between these. */
describe('registration by invitation, tokens hashed · backport3', needsOwnServers(), () => {
  let running: AdminServer;
  beforeAll(async () => {
    running = await startAdminServer('backport3', {
      REGISTRATION: 'invite',
      INVITATION_HOURS: '2',
      TOKEN_STORAGE: 'hashed',
    });
  });
  afterAll(() => running?.close());

  const register = (code?: string, email = newEmail()) =>
    running.server.anonymous.post('/accounts', {
      json: { organization_name: 'Invited', email, password: PASSWORD },
      ...(code !== undefined && { query: { invitation_code: code } }),
    });
  const invite = async (body: object = {}) => expectBody<Made>(await running.admin('POST', '/invitations', body), 201);
  const listed = async () => {
    const answer = await running.admin('GET', '/invitations?page_size=100');
    return expectBody<{ invitations: { invitation_id: string }[] }>(answer, 200);
  };

  test('[issue 12, invite] without a code, or with one that was never given: 403, whatever the body', async () => {
    expectForbidden(await register(), /invitation_code/);
    expectForbidden(await register(''), /invitation_code/);
    for (const code of ['x', '0'.repeat(32), 'ü'.repeat(300)]) expectForbidden(await register(code), /unknown/);
    expectForbidden(await running.server.anonymous.post('/accounts', { body: '{', type: 'application/json' }), /code/);
  });

  test('[issue 12, invite] a code opens once, for who used it everything is as usual', async () => {
    const { invitation, code } = await invite({ note: 'Jane' });
    expect(invitation).toMatchObject({ invitation_id: expect.stringMatching(UUID4), note: 'Jane' });
    const { token } = expectBody<{ token: string }>(await register(code), 201);
    expectBody(await running.server.as({ kind: 'token', token }).get('/storage/persons'), 200);
    expectForbidden(await register(code), /used/);
    expect((await listed()).invitations).not.toContainEqual(expect.objectContaining(invitation));
  });

  test('[issue 12, invite] a bad body or a taken e-mail leaves the code as it was', async () => {
    const { code } = await invite();
    const email = newEmail();
    running.server.expectError(await register(code, 'nobody'), 400, 11013);
    expectBody(await register(code, email), 201);
    const second = await invite();
    running.server.expectError(await register(second.code, email), 409, 11011);
    expectBody(await register(second.code), 201);
  });

  test('[issue 12, race] of many that use a code at once one gets an account', async () => {
    const { code } = await invite();
    const answers = await Promise.all(Array.from({ length: 6 }, () => register(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403, 403]);
  });

  test('the administrator lists invitations without their codes, revokes them, and makes accounts without', async () => {
    const { invitation, code } = await invite({ hours: 1 });
    const list = await listed();
    expect(list.invitations).toContainEqual(invitation);
    expect(JSON.stringify(list)).not.toContain(code);
    expectDone(await running.admin('DELETE', `/invitations/${invitation.invitation_id}`));
    expectForbidden(await register(code), /unknown/);
    expect((await running.admin('DELETE', `/invitations/${UNKNOWN_ID}`)).status).toBe(404);
    for (const bad of [{ hours: 0 }, { hours: 8761 }, { hours: 1.5 }, { note: 'x'.repeat(129) }, { code: 'mine' }]) {
      expect((await running.admin('POST', '/invitations', bad)).status).toBe(400);
    }
    const account = { organization_name: 'Doors', email: newEmail(), password: PASSWORD };
    expectBody(await running.admin('POST', '/accounts', account), 201);
  });

  test('[issue 12, tokens hashed] lists show ids that open nothing; the token and its id tell it alike', async () => {
    const email = newEmail();
    const { token: first } = expectBody<{ token: string }>(await register((await invite()).code, email), 201);
    const basic = running.server.as({ kind: 'basic', login: email, password: PASSWORD });
    const made = await basic.post('/account/tokens', { json: { token_data: 'door' } });
    const { token } = expectBody<{ token: string }>(made, 201);
    const { account_id } = expectBody<{ accounts: { account_id: string }[] }>(
      await running.admin('GET', `/accounts?email=${email}`),
      200,
    ).accounts[0] ?? { account_id: '' };
    const lists = [await basic.get('/account/tokens'), await running.admin('GET', `/accounts/${account_id}/tokens`)];
    const ids = lists.map((answer) => {
      expect(answer.text).not.toContain(token);
      expect(answer.text).not.toContain(first);
      return expectBody<{ tokens: { id: string; token_data: string }[]; count: number }>(answer, 200);
    });
    expect(ids[1]?.count).toBe(ids[0]?.count);
    // What tokens may do is shown to the administrator besides; these may do everything.
    const limits = { access: 'all', lists: null, expire_time: null };
    expect(ids[1]?.tokens).toEqual(ids[0]?.tokens.map((token) => ({ ...token, ...limits })));
    const shown = ids[0]?.tokens.find(({ token_data }) => token_data === 'door')?.id ?? '';
    expect(shown).toMatch(UUID4);
    const caller = running.server.as({ kind: 'token', token });
    expectBody(await caller.get('/storage/persons'), 200);
    running.server.expectError(
      await running.server.as({ kind: 'token', token: shown }).get('/storage/persons'),
      401,
      11002,
    );
    for (const id of [token, shown]) {
      expectDone(await basic.patch(`/account/tokens/${id}`, { json: { token_data: id } }));
      expect(expectBody(await basic.get(`/account/tokens/${id}`), 200)).toEqual({ token_data: id });
    }
    expectDone(await basic.send('DELETE', '/account/tokens', { json: { tokens: [shown, UNKNOWN_ID] } }));
    running.server.expectError(await caller.get('/storage/persons'), 401, 11002);
    expectDone(await basic.send('DELETE', `/account/tokens/${first}`));
    expect(expectBody(await basic.get('/account/tokens'), 200)).toEqual({ tokens: [], count: 0 });
  });
});

describe('registration closed · lp3', needsOwnServers(), () => {
  let running: AdminServer;
  beforeAll(async () => {
    running = await startAdminServer('lp3', { REGISTRATION: 'closed' });
  });
  afterAll(() => running?.close());

  test('[issue 12, closed] 403 in the envelope of the mode, also with a code; accounts that there are go on', async () => {
    const json = { organization_name: 'Late', email: newEmail(), password: PASSWORD };
    const { code } = expectBody<Made>(await running.admin('POST', '/invitations', {}), 201);
    for (const query of [{}, { invitation_code: code }]) {
      const answer = await running.server.anonymous.post('/accounts', { json, query });
      expectForbidden(answer, /^Registration is closed$/);
      expect(Object.keys(answer.json<object>())).toEqual(['error_code', 'detail']);
    }
    expectBody(await running.admin('POST', '/accounts', json), 201);
    const basic = running.server.as({ kind: 'basic', login: json.email, password: PASSWORD });
    expectBody(await basic.get('/account'), 200);
    expect((await basic.get('/login')).status).toBe(200);
    const { token } = expectBody<{ token: string }>(await basic.post('/account/tokens'), 201);
    expectBody(await running.server.as({ kind: 'token', token }).get('/storage/persons'), 200);
  });
});
