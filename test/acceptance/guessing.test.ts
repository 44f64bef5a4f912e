import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { basicHeader } from './support/client.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { type Account, newEmail, PASSWORD, Server } from './support/server.ts';
import { type ServerProcess, startServer } from './support/serverProcess.ts';

const CONNECTIONS = 300;

/** A server of our own: guessing must not disturb other tests. */
describe('guessing passwords', needsOwnServers(), () => {
  let folder: string;
  let running: ServerProcess;
  let server: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luna-acceptance-guessing-'));
    running = await startServer({ DATA_DIR: folder, VISION_WORKERS: '1', LOGIN_FAILURE_LIMIT: '3' });
    server = new Server({ url: running.url, mode: 'backport3' });
  });
  afterAll(async () => {
    await running?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const guess = (login: string, password: string) =>
    server.as({ kind: 'basic', login, password }).get('/storage/persons');

  test.each(['a known', 'an unknown'])(
    'too many wrong passwords for %s login: 429 with Retry-After, not for the right one',
    async (which) => {
      const me = await server.newAccount();
      const login = which === 'a known' ? me.email : newEmail();
      for (let n = 0; n < 3; n++) server.expectError(await guess(login, `wrong ${n}`), 401, 11002);
      const refused = await guess(login, 'wrong again');
      expect(refused.status, refused.text).toBe(429);
      expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/);
      expect(refused.headers['www-authenticate']).toBeUndefined();
      expect(refused.json()).toEqual({
        error_code: 100,
        desc: 'Too many requests',
        detail: 'Too many failed logins, try again later',
      });
      expect((await me.basic.get('/storage/persons')).status).toBe(200);
    },
  );

  test(`${CONNECTIONS} connections of wrong passwords shut no right one out`, async () => {
    const owners: Account[] = [];
    for (let n = 0; n < 6; n++) owners.push(await server.newAccount());
    const flood = startFlood(running.url, owners[0]?.email ?? '');
    await flood.answered(CONNECTIONS / 10);
    for (const owner of owners) expect((await owner.basic.get('/storage/persons')).status).toBe(200);
    await flood.stop();
  });
});

/** Wrong passwords without a pause: every second one for the victim, the others for logins that nobody has. */
function startFlood(url: string, victim: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let count = 0;
  let stopped = false;
  const waiting: { readonly for: number; readonly resolve: () => void }[] = [];
  const once = (n: number) =>
    new Promise<void>((resolve) => {
      const login = n % 2 === 0 ? victim : newEmail();
      const headers = { authorization: basicHeader(login, `${PASSWORD} ${n}`) };
      const sent = request(`${url}/4/storage/persons`, { agent, headers }, (answer) => {
        answer.resume().on('close', resolve);
      });
      sent.on('error', () => resolve()).end();
    });
  const lanes = Array.from({ length: CONNECTIONS }, async (_, lane) => {
    for (let n = lane; !stopped; n += CONNECTIONS + 1) {
      await once(n);
      count++;
      for (const each of waiting) if (count >= each.for) each.resolve();
    }
  });
  return {
    answered: (number: number) => new Promise<void>((resolve) => waiting.push({ for: number, resolve })),
    async stop() {
      stopped = true;
      agent.destroy();
      await Promise.all(lanes);
    },
  };
}
