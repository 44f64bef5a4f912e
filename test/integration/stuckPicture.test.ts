import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { type Serving, serve } from './support/commandLine.ts';

const STUCK_THREAD = new URL('../support/stuckVisionThread.js', import.meta.url).href;
const WORD = 'stuck';
const folder = mkdtempSync(join(tmpdir(), 'luna-stuck-'));
const fifo = join(folder, 'fifo');
let server: Serving;
beforeAll(async () => {
  await testModels();
  execFileSync('mkfifo', [fifo]);
  server = await serve({
    DATA_DIR: join(folder, 'data'),
    VISION_TIMEOUT_SECONDS: '8',
    CLOSE_TIMEOUT_SECONDS: '1',
    LOG_LEVEL: 'warn',
    NODE_OPTIONS: `--import=${STUCK_THREAD}`,
    STUCK_FIFO: fifo,
    STUCK_WORD: WORD,
  });
});
afterAll(async () => {
  await server.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

it('a picture over its deadline is refused, the one that waits behind it is worked on by another thread', async () => {
  const json = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ organization_name: 'Stuck', email: 'stuck@example.com', password: 'stuck-for-ever' });
  const account = await fetch(`${server.url}/4/accounts`, { method: 'POST', headers: json, body });
  const { token } = (await account.json()) as { token: string };
  const post = async (picture: Buffer) => {
    const headers = { 'X-Auth-Token': token, 'Content-Type': 'image/jpeg' };
    const answer = await fetch(`${server.url}/4/storage/descriptors`, {
      method: 'POST',
      headers,
      body: new Uint8Array(picture),
    });
    return [answer.status, ((await answer.json()) as { error_code: number }).error_code];
  };
  const grey = sharp({ create: { width: 120, height: 120, channels: 3, background: '#808080' } });
  const answers = await Promise.all([post(Buffer.from(WORD)), post(await grey.jpeg().toBuffer())]);
  expect(answers).toEqual([
    [400, 3001],
    [500, 4003],
  ]);
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
});
