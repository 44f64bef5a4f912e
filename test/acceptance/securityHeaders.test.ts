import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from './support/adminServer.ts';
import { Client } from './support/client.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { exchangeRaw } from './support/rawSocket.ts';

/** Beyond the contract, so for servers of our own. */
describe('what answers tell browsers and caches', needsOwnServers(), () => {
  let running: AdminServer;
  let root: Client;
  beforeAll(async () => {
    running = await startAdminServer('backport3');
    root = new Client(running.server.url, undefined, undefined, '');
  });
  afterAll(() => running?.close());

  const clientOf = (api: string) => (api === 'public' ? root : running.stranger);
  const HTML = { headers: { accept: 'text/html' } };

  test.each([
    ['public', '/docs'],
    ['public', '/docs/'],
    ['public', '/docs/spec'],
    ['admin', '/docs'],
  ])('the page of the %s API at %s loads nothing from elsewhere and is in no frame', async (api, path) => {
    const { status, headers } = await clientOf(api).get(path, HTML);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/html');
    const policy = String(headers['content-security-policy']);
    for (const part of ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/https?:|unsafe-eval/);
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    ['public', '/docs/ui/static/swagger-ui.css'],
    ['public', '/version'],
    ['admin', '/docs/static/swagger-ui.css'],
  ])('the %s %s may be kept', async (api, path) => {
    const { status, headers } = await clientOf(api).get(path);
    expect(status).toBe(200);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).not.toBe('no-store');
  });

  test.each([
    ['public', '/4/account', 401],
    ['public', '/config', 401],
    ['public', '/nothing', 404],
    ['admin', '/accounts', 401],
    ['admin', '/nothing', 404],
  ])('the %s %s is kept nowhere, refused or not', async (api, path, refused) => {
    const { status, headers } = await clientOf(api).get(path);
    expect(status).toBe(refused);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  test('nor is a list of accounts', async () => {
    const { status, headers } = await running.admin('GET', '/accounts');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  test('what is no request is answered with them, too', async () => {
    const answer = await exchangeRaw(running.server.url, 'nonsense\r\n\r\n');
    expect(answer).toMatch(/^X-Content-Type-Options: nosniff\r$/m);
    expect(answer).toMatch(/^Cache-Control: no-store\r$/m);
  });
});
