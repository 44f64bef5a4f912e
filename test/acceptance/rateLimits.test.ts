import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from './support/adminServer.ts';
import type { Answer } from './support/client.ts';
import { needsOwnServers } from './support/ownServers.ts';
import type { Account, Server } from './support/server.ts';

/** Far more than these tests send in all, but for what they are about. */
const OFTEN = '100000';

describe('rates and quotas', needsOwnServers(), () => {
  let running: AdminServer;
  let server: Server;
  afterAll(() => running?.close());

  function start(settings: Readonly<Record<string, string>>): void {
    beforeAll(async () => {
      await running?.close();
      running = await startAdminServer('backport3', { ...settings, TRUSTED_PROXIES: '127.0.0.1' });
      server = running.server;
    });
  }

  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const refused = (answer: Answer, by: string) => {
    expect(answer.status).toBe(429);
    expect(answer.json()).toEqual({
      error_code: 100,
      desc: 'Too many requests',
      detail: `Too many requests of this ${by}, try again later`,
    });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  };

  describe('of an address', () => {
    start({ QUOTA_ADDRESS: '5', QUOTA_HOURS: '1', RATE_LIMIT_EXEMPT: '192.0.2.0/24, 127.0.0.1' });

    test('one too many is 429 in the envelope, also without credentials; others go on', async () => {
      for (let index = 0; index < 5; index++)
        expect((await server.anonymous.get('/storage/persons', from('198.51.100.1'))).status).toBe(401);
      const answer = await server.anonymous.get('/storage/persons', from('198.51.100.1'));
      refused(answer, 'address');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(3000);
      expect((await server.anonymous.get('/storage/persons', from('198.51.100.2'))).status).toBe(401);
    });

    test('a network of IPv6 is one address', async () => {
      for (let index = 0; index < 5; index++)
        await server.anonymous.get('/nowhere', from(`2001:db8:1:2::${index + 1}`));
      refused(await server.anonymous.get('/nowhere', from('2001:db8:1:2:aaaa::1')), 'address');
    });

    test('exempt networks, probes and pages are not counted', async () => {
      for (let index = 0; index < 8; index++) {
        expect((await server.anonymous.get('/storage/persons', from('192.0.2.7'))).status).toBe(401);
        for (const path of ['/livez', '/version'])
          expect((await server.anonymous.under('').get(path, from('198.51.100.1'))).status).toBe(200);
      }
    });

    test('the metrics count what was refused', async () => {
      expect((await running.admin('GET', '/metrics')).text).toMatch(
        /^luna_requests_limited_total\{by="address"\} [1-9]/m,
      );
    });
  });

  describe('of a token and an account', () => {
    start({ RATE_LIMIT_TOKEN: '1', RATE_LIMIT_BURST_SECONDS: '3', QUOTA_ACCOUNT: '8', RATE_LIMIT_ADDRESS: OFTEN });
    let me: Account;
    beforeAll(async () => {
      me = await server.newAccount();
    });

    test('a token has its rate, its account goes on until its own is used up', async () => {
      const answers: Answer[] = [];
      while (answers.at(-1)?.status !== 429 && answers.length < 8) answers.push(await me.api.get('/storage/persons'));
      refused(answers.at(-1) as Answer, 'token');
      const ownAnswers: Answer[] = [];
      while (ownAnswers.at(-1)?.status !== 429 && ownAnswers.length < 9)
        ownAnswers.push(await me.basic.get('/account'));
      refused(ownAnswers.at(-1) as Answer, 'account');
      const other = await server.newAccount();
      expect((await other.api.get('/storage/persons')).status).toBe(200);
    });
  });
});
