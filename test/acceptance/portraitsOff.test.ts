import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrol, expectBody } from './support/objects.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { type Account, Server } from './support/server.ts';
import { type ServerProcess, startServer } from './support/serverProcess.ts';
import type { Mode } from './support/target.ts';

/** Settings that only a server of our own can be given. */
describe.each<Mode>(['backport3', 'lp3'])('portraits switched off · %s', needsOwnServers(), (mode) => {
  let folder: string;
  let running: ServerProcess;
  let server: Server;
  let me: Account;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luna-acceptance-off-'));
    running = await startServer({
      COMPATIBILITY: mode,
      DATA_DIR: folder,
      VISION_WORKERS: '1',
      BACKPORT3_ENABLE_PORTRAITS: '0',
      MAX_CANDIDATES_IN_RESPONSE: '2',
    });
    server = new Server({ url: running.url, mode });
    me = await server.newAccount();
  });
  afterAll(async () => {
    await running?.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  test('[20 portraits] [95] [97 portraits can be off] 403, in LP3 with an HTML body', async () => {
    const id = await enrol(me.api, 'erin');
    for (const path of [id, `${id}_64`, UNKNOWN_ID]) {
      const answer = await me.api.get(`/storage/portraits/${path}`);
      expect(answer.status).toBe(403);
      if (mode === 'lp3') {
        expect(answer.headers['content-type']).toMatch(/^text\/html/);
        expect(answer.text).toBe('Forbidden');
      } else {
        expect(answer.json()).toMatchObject({ error_code: expect.any(Number), detail: expect.any(String) });
      }
    }
  });

  test('[95] descriptors are made all the same', async () => {
    expectBody(await me.api.get(`/storage/descriptors/${await enrol(me.api, 'erin')}`), 200);
  });

  test('[50 limit] [95] the maximum is configuration: 2 here', async () => {
    const ids = [await enrol(me.api, 'erin'), await enrol(me.api, 'blonde'), await enrol(me.api, 'dark')];
    for (const limit of ['0', '1', '2', '5']) {
      const query = { descriptor_id: ids[0], descriptor_ids: ids, limit };
      const body = expectBody<{ candidates: unknown[] }>(await me.api.post('/matching/match', { query }), 201);
      expect(body.candidates).toHaveLength(limit === '1' ? 1 : 2);
    }
  });
});
