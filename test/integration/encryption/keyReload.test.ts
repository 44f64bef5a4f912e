import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../support/freePort.ts';
import { facePhotos } from '../../support/images/facePhotos.ts';
import { type Serving, serve } from '../support/commandLine.ts';

/** Master keys that change while a node serves. */

const ADMIN_KEY = 'the-key-of-this-run-only';
const REFUSED = 'settings were not reloaded, the old ones stay';
const aKey = (name: string) => `${name}:${randomBytes(32).toString('base64')}`;
const folder = mkdtempSync(join(tmpdir(), 'luna-key-reload-'));
const keys = join(folder, 'master.keys');
const [k1, k2] = [aKey('k1'), aKey('k2')];

describe.each([
  ['file', { ENCRYPTION_KEYS_FILE: keys }],
  ['command', { ENCRYPTION_KEYS_COMMAND: `cat '${keys}'` }],
] as const)('the key ring of a node by %s, at SIGHUP', (from, settings) => {
  let node: Serving;
  let log = '';
  let adminPort: number;
  let photo: Uint8Array<ArrayBuffer>;

  async function start(): Promise<void> {
    adminPort = await freePort();
    const admin = { ADMIN_KEY, ADMIN_PORT: String(adminPort) };
    node = await serve({ DATA_DIR: join(folder, from), LOG_LEVEL: 'warn', ...admin, ...settings });
    node.process.stderr?.on('data', (chunk) => {
      log += chunk;
    });
  }

  async function administer<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${adminPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_KEY}`, ...type },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Body;
  }

  const keyRing = async () => (await administer<{ key_ring: string[] }>('GET', '/encryption')).key_ring;
  const reload = (ring: string) => {
    log = '';
    writeFileSync(keys, ring);
    node.process.kill('SIGHUP');
  };

  /** The first face of an account makes a key for it. @returns the status of its portrait */
  async function storeAndRead(): Promise<number> {
    const account = { organization_name: 'x', email: `${Math.random()}@example.com`, password: 'correct horse 9' };
    const { token } = await administer<{ token: string }>('POST', '/accounts', account);
    const headers = { 'x-auth-token': token };
    const stored = await fetch(`${node.url}/4/storage/descriptors`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'image/jpeg' },
      body: photo,
    });
    const text = await stored.text();
    expect(stored.status, text).toBe(201);
    const { faces } = JSON.parse(text) as { faces: { id: string }[] };
    return (await fetch(`${node.url}/4/storage/portraits/${faces[0]?.id}`, { headers })).status;
  }

  beforeAll(async () => {
    photo = new Uint8Array((await facePhotos(1))[0] ?? []);
    writeFileSync(keys, k1);
    await start();
    expect(await storeAndRead()).toBe(200);
  });
  afterEach(() => writeFileSync(keys, k1));
  afterAll(async () => {
    await node?.end('SIGTERM');
  });

  it.each([
    ['is empty', ''],
    ['holds no keys', 'k1:c2hvcnQ='],
    ['lacks the key in use', aKey('k2')],
    ['has another key of the name', aKey('k1')],
  ])('that %s changes nothing, and the log says why without a part of it', async (_, ring) => {
    reload(ring);
    await expect.poll(() => log).toContain(REFUSED);
    if (ring !== '') expect(log).not.toContain(ring.slice(3));
    expect(await keyRing()).toEqual(['k1']);
    expect(await storeAndRead()).toBe(200);
  });

  it('takes the place of the former one: rotated without a restart', async () => {
    reload(`${k2}\n${k1}`);
    await expect.poll(keyRing).toEqual(['k2', 'k1']);
    expect(await storeAndRead()).toBe(200);
    await administer('POST', '/encryption/rotate');
    reload(k2);
    await expect.poll(keyRing).toEqual(['k2']);
    expect(await storeAndRead()).toBe(200);
    expect(log).not.toContain('need a restart');
    reload(k1);
    await expect.poll(() => log).toContain('the key ring lacks the master key k2');
    // What a start is to find.
    writeFileSync(keys, k2);
    await node.end('SIGTERM');
    await start();
    expect(await storeAndRead()).toBe(200);
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));
