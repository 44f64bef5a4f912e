import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testModels } from '../../support/models.ts';
import { needs } from '../../support/run/needs.ts';
import { type FaultyBucketProxy, startFaultyBucketProxy } from '../../support/s3/faultyBucketProxy.ts';
import { hasMoto, type MotoServer, startMotoServer } from '../../support/s3/motoServer.ts';
import { runInHost as run } from '../support/commandHost/runInHost.ts';
import { type Serving, serve } from '../support/commandLine.ts';

/** Two nodes on one Postgres and one bucket, with encryption on: what a client and an operator see, also while the bucket fails. */

const BUCKET = 'faces';
const PREFIX = 'two/nodes/';
const SECRET = 'the-secret-of-the-bucket';
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const serverUrl = new URL(process.env.TEST_POSTGRES_URL ?? '');
const database = `portraits_s3_${process.pid}`;
const root = mkdtempSync(join(tmpdir(), 'luna-s3-'));

async function asRoot(statement: string): Promise<void> {
  const administrator = new pg.Client({ connectionString: serverUrl.href });
  await administrator.connect();
  await administrator.query(statement);
  await administrator.end();
}

describe(
  'two nodes on one bucket',
  needs(hasMoto, 'there is no moto_server (python3-moto, or pip install moto[s3,server])'),
  () => {
    let service: MotoServer;
    let proxy: FaultyBucketProxy;
    let settings: Record<string, string>;
    let nodes: readonly Serving[] = [];
    let headers: Record<string, string> = {};
    let photo: Uint8Array<ArrayBuffer>;
    let log = '';

    beforeAll(async () => {
      await asRoot(`create database ${database}`);
      service = await startMotoServer();
      await service.createBucket(BUCKET);
      proxy = await startFaultyBucketProxy(service.url);
      await writeFile(join(root, 'secret'), `${SECRET}\n`);
      settings = {
        DB_TYPE: 'postgres',
        DB_HOST: serverUrl.hostname,
        DB_PORT: serverUrl.port,
        DB_USER: decodeURIComponent(serverUrl.username),
        DB_PASSWORD: decodeURIComponent(serverUrl.password) || 'none',
        DB_NAME: database,
        DATA_DIR: join(root, 'data'),
        LOG_LEVEL: 'debug',
        ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
        PORTRAIT_STORE: 's3',
        S3_ENDPOINT: proxy.url,
        S3_BUCKET: BUCKET,
        S3_PREFIX: PREFIX,
        S3_ACCESS_KEY_ID: service.accessKeyId,
        S3_SECRET_ACCESS_KEY_FILE: join(root, 'secret'),
        THUMBNAIL_SIDES: '64,96',
      };
      nodes = [await serve(settings), await serve({ ...settings, DATA_DIR: join(root, 'other') })];
      for (const { process } of nodes) {
        const keep = (chunk: Buffer) => {
          log += chunk.toString();
        };
        process.stdout?.on('data', keep);
        process.stderr?.on('data', keep);
      }
      photo = new Uint8Array(await readFile(join((await testModels()).root, 'samples', 'sample1.jpg')));
      const registration = { organization_name: 'x', email: 's3@example.com', password: 'correct horse' };
      const { token } = await json<{ token: string }>(0, 'POST', '/4/accounts', JSON.stringify(registration));
      headers = { 'x-auth-token': token };
    });

    afterAll(async () => {
      await Promise.all(nodes.map((node) => node.end('SIGTERM')));
      await proxy?.close();
      await service?.close();
      await asRoot(`drop database if exists ${database} with (force)`);
      rmSync(root, { recursive: true, force: true });
    });

    afterEach(() => {
      proxy.fault = () => 'none';
    });

    function ask(
      node: number,
      method: string,
      path: string,
      body?: string | Uint8Array<ArrayBuffer>,
    ): Promise<Response> {
      const type = typeof body === 'string' ? 'application/json' : 'image/jpeg';
      const typed = { ...headers, ...(body !== undefined && { 'content-type': type }) };
      return fetch(`${nodes[node]?.url}${path}`, { method, headers: typed, ...(body !== undefined && { body }) });
    }

    async function json<Body>(...request: Parameters<typeof ask>): Promise<Body> {
      const answer = await ask(...request);
      const text = await answer.text();
      expect(answer.status, text).toBeLessThan(300);
      return (text === '' ? {} : JSON.parse(text)) as Body;
    }

    const store = () => json<{ faces: { id: string }[] }>(0, 'POST', '/4/storage/descriptors', photo);
    const images = async () => (await service.keys(BUCKET, PREFIX)).filter((key) => key.endsWith('.jpg'));
    const portrait = (node: number, name: string) => ask(node, 'GET', `/4/storage/portraits/${name}`);
    async function until(node: number, path: string, status: number): Promise<void> {
      while ((await ask(node, 'GET', path)).status !== status) await pause(100);
    }

    it('each serves what the other has stored; in the bucket there is no picture', async () => {
      const { faces } = await store();
      const face = faces[0]?.id ?? '';
      for (const name of [face, `${face}_64`, `${face}_96`]) {
        const [one, other] = await Promise.all([portrait(0, name), portrait(1, name)]);
        expect([one.status, other.status], name).toEqual([200, 200]);
        const bytes = Buffer.from(await one.arrayBuffer());
        expect(bytes.subarray(0, 3).equals(JPEG)).toBe(true);
        expect(Buffer.from(await other.arrayBuffer()).equals(bytes), name).toBe(true);
      }
      const keys = await images();
      expect(keys).toHaveLength(3 * faces.length);
      for (const key of keys) {
        const { bytes } = await service.call('GET', `${BUCKET}/${key}`);
        expect(bytes.length).toBeGreaterThan(500);
        expect(bytes.includes(JPEG), key).toBe(false);
      }
    });

    it.each([
      ['answers 500', () => 500 as const],
      ['refuses the credentials', () => 403 as const],
      ['is slow', () => 'slow' as const],
    ])('when it %s, requests get 503 and readiness tells; then all is as before', async (_, fault) => {
      const { faces } = await store();
      const face = faces[0]?.id ?? '';
      const before = (await images()).length;
      proxy.fault = fault;
      const answers = [await ask(0, 'POST', '/4/storage/descriptors', photo), await portrait(1, face)];
      for (const answer of answers) {
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
        expect(await answer.json()).toMatchObject({ error_code: 11009 });
      }
      await until(0, '/readyz', 503);
      const health = await ask(0, 'GET', '/healthcheck?include_luna_services=1');
      expect([health.status, await health.text()]).toEqual([expect.any(Number), expect.stringContaining('portraits')]);
      // What needs no portrait goes on.
      expect((await ask(0, 'GET', '/4/storage/descriptors')).status).toBe(200);
      proxy.fault = () => 'none';
      await until(0, '/readyz', 200);
      expect((await portrait(1, face)).status).toBe(200);
      await store();
      expect((await images()).length).toBe(before + 3 * faces.length);
    });

    it('a node with another prefix, or none, does not start; doctor and settings tell', async () => {
      for (const [changes, says] of [
        [{ S3_PREFIX: 'elsewhere/' }, 'portraits are in the bucket with the id'],
        [{ S3_BUCKET: '', PORTRAIT_STORE: 'database' }, 'set S3_BUCKET'],
      ] as const) {
        const refused = await run(['gc'], { ...settings, ...changes });
        expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining(says) });
      }
      const bad = await run(['settings'], { ...settings, S3_BUCKET: '' });
      expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('PORTRAIT_STORE = s3: needs S3_BUCKET') });
      const shown = await run(['settings'], settings);
      expect(shown.stdout).toContain('S3_BUCKET');
      expect(`${shown.stdout}${shown.stderr}`).not.toMatch(new RegExp(`${SECRET}|${service.accessKeyId}`));
      const well = await run(['doctor', '--json'], settings);
      expect(well.stdout).toMatch(/in faces\/two\/nodes\/, which is the bucket that the database knows/);
      await service.call(
        'PUT',
        `${BUCKET}?versioning`,
        '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
      );
      expect((await run(['doctor', '--json'], settings)).stdout).toMatch(/keeps versions/);
      await service.call(
        'PUT',
        `${BUCKET}?versioning`,
        '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>',
      );
      proxy.fault = () => 403;
      expect((await run(['doctor', '--json'], settings)).stdout).toMatch(/403 AccessDenied/);
      proxy.fault = () => 'none';
    });

    it('an erasure from a third directory takes a person out of the bucket, and the account all', async () => {
      const { faces } = await store();
      const face = faces[0]?.id ?? '';
      const { person_id: person } = await json<{ person_id: string }>(1, 'POST', '/4/storage/persons');
      await json(1, 'PATCH', `/4/storage/persons/${person}/linked_descriptors?do=attach&descriptor_id=${face}`);
      const elsewhere = { ...settings, DATA_DIR: join(root, 'third'), THUMBNAIL_SIDES: '300' };
      const args = ['person', 'erase', person, '--account', 's3@example.com', '--json'];
      const erased = await run(args, elsewhere);
      expect(erased.code, erased.stderr).toBe(0);
      expect(JSON.parse(erased.stdout)).toMatchObject({
        erased: { portraits: 1, thumbnails: 2 },
        missing_portraits: { count: 0 },
        pending_portraits: 0,
      });
      expect((await images()).filter((key) => key.includes(face))).toEqual([]);
      expect((await images()).length).toBeGreaterThan(0);
      const deleted = await run(['account', 'delete', 's3@example.com', '--yes', '--json'], elsewhere);
      expect(deleted.code, deleted.stderr).toBe(0);
      expect(await images()).toEqual([]);
    });

    it('no secret is in any log', () => {
      expect(log).toMatch(/the bucket of portraits is unavailable/);
      expect(log).not.toMatch(new RegExp(`${SECRET}|${service.accessKeyId}|AWS4-HMAC`));
    });
  },
);
