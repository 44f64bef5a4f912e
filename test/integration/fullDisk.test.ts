import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { SmallDisk } from '../support/smallDisk.ts';
import { run, type Serving, serve } from './support/commandLine.ts';

const small = SmallDisk.mount(200);
afterAll(() => small?.remove());

describe('a full disk', needs(small, 'only root may mount a small disk'), () => {
  const disk = small as SmallDisk;
  const DATA_DIR = join(small?.folder ?? '', 'data');
  let server: Serving;
  let headers: Record<string, string>;
  let photo: Buffer<ArrayBuffer>;

  async function start(): Promise<void> {
    server = await serve({ DATA_DIR, LOG_LEVEL: 'warn' });
  }

  beforeAll(async () => {
    photo = readFileSync(join((await testModels()).root, 'samples', 'sample1.jpg'));
    expect(await run(['migrate'], { DATA_DIR })).toMatchObject({ code: 0 });
    await start();
    const account = await fetch(`${server.url}/4/accounts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ organization_name: 'Full', email: 'full@example.com', password: 'full-of-bytes' }),
    });
    const { token } = (await account.json()) as { token: string };
    headers = { 'X-Auth-Token': token, 'Content-Type': 'image/jpeg' };
  });
  afterAll(() => server?.end('SIGKILL'));

  const statusOf = async (path: string) => (await fetch(`${server.url}${path}`)).status;
  const post = () => fetch(`${server.url}/4/storage/descriptors`, { method: 'POST', headers, body: photo });
  const createPerson = (userData: string) =>
    fetch(`${server.url}/4/storage/persons`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ user_data: userData }),
    });
  const count = async (what: 'descriptors' | 'persons') => {
    const answer = await fetch(`${server.url}/4/storage/${what}`, { headers });
    return ((await answer.json()) as { count: number }).count;
  };
  async function until(path: string, status: number): Promise<void> {
    while ((await statusOf(path)) !== status) await pause(100);
  }
  async function expectRetryable(answer: Response): Promise<void> {
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ error_code: 11009, desc: expect.any(String) });
  }

  it('is a retryable error for who stores a face, leaves nothing behind, and is over when there is room', async () => {
    expect((await post()).status).toBe(201);
    const faces = await count('descriptors');
    expect([await statusOf('/readyz'), await statusOf('/livez')]).toEqual([200, 200]);
    disk.fill();
    await expectRetryable(await post());
    await until('/readyz', 503);
    expect(await statusOf('/livez')).toBe(200);
    expect(await statusOf('/healthcheck?include_luna_services=1')).toBe(502);
    expect(await count('descriptors')).toBe(faces);
    disk.free();
    await until('/readyz', 200);
    expect((await post()).status).toBe(201);
    expect(await count('descriptors')).toBe(2 * faces);
    const files = readdirSync(join(DATA_DIR, 'portraits'), { recursive: true, withFileTypes: true });
    const pictures = files.filter((file) => file.isFile() && file.name !== 'folder-id');
    expect(new Set(pictures.map(({ name }) => name.slice(0, 36))).size).toBe(2 * faces);
    expect(pictures.filter(({ name }) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('loses nothing that was acknowledged when the database must be restarted', async () => {
    disk.fill();
    let acknowledged = await count('persons');
    let refused: Response | undefined;
    // Room that the database has taken before is used up first.
    while (!refused) {
      const answer = await createPerson('x'.repeat(100));
      if (answer.status === 201) acknowledged++;
      else refused = answer;
    }
    await expectRetryable(refused);
    await until('/readyz', 503);
    const isAlive = (await statusOf('/livez')) === 200;
    disk.free();
    if (!isAlive) {
      await server.end('SIGTERM');
      await start();
    }
    await until('/readyz', 200);
    expect(await count('persons')).toBe(acknowledged);
    expect((await createPerson('after')).status).toBe(201);
  });

  it('ends a start with one line', async () => {
    const stored = await count('descriptors');
    await server.end('SIGTERM');
    disk.fill();
    for (const directory of [DATA_DIR, join(disk.folder, 'other')]) {
      const { code, stdout, stderr } = await run(['serve'], { DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'warn' });
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain('no space left on device');
    }
    disk.free();
    await start();
    expect(await count('descriptors')).toBe(stored);
  });
});
