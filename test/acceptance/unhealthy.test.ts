import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CONDITION_MS } from '../support/patience.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { Server } from './support/server.ts';
import { type ServerProcess, startServer } from './support/serverProcess.ts';
import type { Mode } from './support/target.ts';

interface Unhealthy {
  readonly error_code: number;
  readonly components: readonly { readonly name: string; readonly status: string; readonly error?: object }[];
}

/** A part is broken from outside, which only a server of our own allows. */
describe.each<Mode>(['backport3', 'lp3'])('unhealthy · %s', needsOwnServers(), (mode) => {
  let folder: string;
  let running: ServerProcess;
  let server: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luna-acceptance-unhealthy-'));
    running = await startServer({ COMPATIBILITY: mode, DATA_DIR: folder, VISION_WORKERS: '1' });
    server = new Server({ url: running.url, mode });
  });
  afterAll(async () => {
    await running?.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  const check = (all: 0 | 1) =>
    server.anonymous.under('').get('/healthcheck', { query: { include_luna_services: all } });

  test('[70 healthcheck] a part that fails: 502 with each part, its status and its error, until it is whole', async () => {
    const portraits = join(folder, 'portraits');
    const aside = join(folder, 'aside');
    await rename(portraits, aside);
    await writeFile(portraits, 'not a folder');

    const answer = await check(1);
    expect(answer.status, answer.text).toBe(502);
    const body = answer.json<Unhealthy>();
    const envelope = server.pick({ backport3: ['error_code', 'desc', 'detail'], lp3: ['error_code', 'detail'] });
    expect(Object.keys(body)).toEqual([...envelope, 'execution_time', 'components']);
    expect(body).toMatchObject({ error_code: 11009, detail: 'Unhealthy', execution_time: expect.any(Number) });
    const [database, broken, ...others] = body.components;
    expect(others).toEqual([]);
    expect(database).toEqual({ name: 'database', status: 'Healthy', execution_time: expect.any(Number) });
    expect(broken).toMatchObject({ name: 'portraits', status: 'Unhealthy' });
    expect(Object.keys(broken?.error ?? {})).toEqual(envelope);
    expect(answer.text).not.toContain(folder);

    expect((await check(0)).status).toBe(200);
    const probe = (path: string) => server.anonymous.under('').get(path);
    await vi.waitUntil(async () => (await probe('/readyz')).status === 503, { timeout: CONDITION_MS, interval: 100 });
    expect((await probe('/readyz')).headers['retry-after']).toBe('1');
    expect((await probe('/livez')).status).toBe(200);
    await rm(portraits);
    await rename(aside, portraits);
    await vi.waitUntil(async () => (await check(1)).status === 200, { timeout: CONDITION_MS, interval: 100 });
    expect((await probe('/readyz')).status).toBe(200);
  });
});
