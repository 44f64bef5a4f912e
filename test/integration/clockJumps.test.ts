import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/freePort.ts';
import { testModels } from '../support/models.ts';
import { type Serving, serve } from './support/commandLine.ts';
import { HalfRequest } from './support/halfRequest.ts';

const ADMIN_KEY = 'a-key-for-this-test-only';
const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
const EMAIL = 'clock@example.com';
const PASSWORD = 'correct horse';
const CLOCK = new URL('../support/settableClock.js', import.meta.url).href;

let folder: string;
let service: Serving;
let admin: string;
let token: string;
let photo: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luna-clock-'));
  photo = new Uint8Array(await readFile((await testModels()).pathOf('samples/sample1.jpg')));
  const ADMIN_PORT = String(await freePort());
  admin = `http://127.0.0.1:${ADMIN_PORT}`;
  service = await serve({
    DATA_DIR: join(folder, 'data'),
    ADMIN_KEY,
    ADMIN_PORT,
    NODE_OPTIONS: `--import=${CLOCK}`,
    CLOCK_FILE: join(folder, 'ahead'),
  });
  const account = JSON.stringify({ organization_name: 'Clock', email: EMAIL, password: PASSWORD });
  ({ token } = await ask<{ token: string }>('POST', '/4/accounts', {}, account));
});
afterAll(async () => {
  await service?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const BASIC = { Authorization: `Basic ${btoa(`${EMAIL}:${PASSWORD}`)}` };

async function ask<Body>(
  method: string,
  path: string,
  headers: Record<string, string> = { 'X-Auth-Token': token },
  body?: string | Uint8Array<ArrayBuffer>,
): Promise<Body> {
  const answer = await fetch(service.url + path, { method, headers, ...(body && { body }) });
  const text = await answer.text();
  expect(answer.status, `${method} ${path}: ${text}`).toBeLessThan(300);
  return (text === '' ? {} : JSON.parse(text)) as Body;
}

/** Milliseconds by which the service's clock is ahead of ours, as a new person shows. */
async function ahead(): Promise<number> {
  const { person_id } = await ask<{ person_id: string }>('POST', '/4/storage/persons');
  const { create_time } = await ask<{ create_time: string }>('GET', `/4/storage/persons/${person_id}`);
  return Date.parse(create_time) - Date.now();
}

async function setClock(ms: number): Promise<void> {
  await writeFile(join(folder, 'ahead'), String(ms));
  service.process.kill('SIGCONT');
  await expect.poll(async () => Math.abs((await ahead()) - ms)).toBeLessThan(HOUR_MS / 2);
}

async function collectGarbage(): Promise<{ skipped?: string }> {
  const headers = { Authorization: `Bearer ${ADMIN_KEY}`, 'Content-Type': 'application/json' };
  return (await (await fetch(`${admin}/gc`, { method: 'POST', headers, body: '{}' })).json()) as { skipped?: string };
}

const statusBy = async (headers: Record<string, string>) =>
  (await fetch(`${service.url}/4/storage/persons`, { headers })).status;

it('the system clock is set a day forward and two days back: requests go on, what deletes by age does not', async () => {
  const { list_id: list } = await ask<{ list_id: string }>('POST', '/4/storage/lists?type=descriptors');
  const asImage = { 'X-Auth-Token': token, 'Content-Type': 'image/jpeg' };
  const search = async () => {
    const { faces } = await ask<{ faces: { id: string }[] }>('POST', '/4/storage/descriptors', asImage, photo);
    const face = faces[0]?.id ?? '';
    await ask('PATCH', `/4/storage/descriptors/${face}/linked_lists?do=attach&list_id=${list}`);
    return ask<{ candidates: object[] }>('POST', `/4/matching/match?descriptor_id=${face}&list_id=${list}&limit=5`);
  };
  const limited = JSON.stringify({ access: 'read', expire_time: new Date(Date.now() + HOUR_MS).toISOString() });
  const { token: ending } = await ask<{ token: string }>(
    'POST',
    '/ext/1/tokens',
    { ...BASIC, 'Content-Type': 'application/json' },
    limited,
  );
  const byEnding = { 'X-Auth-Token': ending };
  expect(await statusBy(byEnding)).toBe(200);
  expect((await search()).candidates.length).toBe(1);
  expect((await collectGarbage()).skipped).toBeUndefined();

  const settings = [
    { ms: DAY_MS, doubt: 'set 86400 s forward', status: 401, faces: 2 },
    { ms: -DAY_MS, doubt: 'set 86400 s back', status: 200, faces: 3 },
  ];
  for (const { ms, doubt, status, faces } of settings) {
    const half = new HalfRequest(service.url, '/4/accounts', '{"email": "nobody"}');
    await half.sendHead();
    await setClock(ms);
    expect(await half.sendRest()).toMatch(/^HTTP\/1\.1 400 /);
    expect((await search()).candidates.length).toBe(faces);
    expect(await statusBy(BASIC)).toBe(200);
    // An end is a time of the day, as the machine tells it.
    expect(await statusBy(byEnding)).toBe(status);
    expect((await collectGarbage()).skipped).toContain(doubt);
  }
  await setClock(0);
  // The face of the wrong day is still from tomorrow.
  expect((await collectGarbage()).skipped).toContain('times of the future');
  expect((await search()).candidates.length).toBe(4);
});
