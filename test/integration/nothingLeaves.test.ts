import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { hasStrace, readSystemCalls, type SystemCalls, startTraced } from './support/systemCalls.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-leaves-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A home, a working folder, a temporary folder and a data directory that only this run uses. */
function places(name: string) {
  const at = (part: string) => {
    const path = join(folder, name, part);
    mkdirSync(path, { recursive: true });
    return path;
  };
  return { home: at('home'), cwd: at('cwd'), tmp: at('tmp'), data: join(folder, name, 'data'), traces: at('traces') };
}

type Places = ReturnType<typeof places>;

async function environment({ home, tmp, data }: Places): Promise<Record<string, string>> {
  const { PATH = '' } = process.env;
  // Only folders, and one thread to keep the trace short: all else is as it is by default.
  const models = (await testModels()).root;
  return { PATH, HOME: home, TMPDIR: tmp, DATA_DIR: data, MODELS_DIR: models, VISION_WORKERS: '1' };
}

async function expectNothingLeft({ home, cwd, tmp, data, traces }: Places, ownPort: number | undefined) {
  const calls: SystemCalls = readSystemCalls(traces, cwd);
  const models = (await testModels()).root;
  const allowed = [tmp, data, models, '/dev/', '/proc/'];
  expect(calls.written.filter((path) => !allowed.some((start) => path.startsWith(start)))).toEqual([]);
  expect(readdirSync(home)).toEqual([]);
  expect(readdirSync(cwd)).toEqual([]);
  expect(calls.nameLookups).toEqual([]);
  const isOwn = (peer: string) =>
    [...(ownPort === undefined ? [] : [`htons(${ownPort})`]), `"${tmp}/`, `"${data}`].some((part) =>
      peer.includes(part),
    );
  expect(calls.peers.filter((peer) => !isOwn(peer))).toEqual([]);
}

/** What the README's tour does, by the clients of this test. */
async function tour(url: string, photo: Uint8Array): Promise<void> {
  const call = async (method: string, path: string, token?: string, body?: object | Uint8Array) => {
    const isPhoto = body instanceof Uint8Array;
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token && { 'X-Auth-Token': token }),
        ...(body && { 'Content-Type': isPhoto ? 'image/jpeg' : 'application/json' }),
      },
      ...(body && { body: isPhoto ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    expect(response.ok, `${method} ${path}`).toBe(true);
    return response;
  };
  const account = { organization_name: 'Tour', email: 'tour@example.com', password: 'secret-word' };
  const { token } = (await (await call('POST', '/4/accounts', undefined, account)).json()) as { token: string };
  const made = async (path: string, body: object) =>
    (await (await call('POST', path, token, body)).json()) as {
      person_id: string;
      list_id: string;
      faces: { id: string }[];
    };
  const { faces } = await made('/4/storage/descriptors?estimate_attributes=1', photo);
  const face = faces[0]?.id;
  const { list_id } = await made('/4/storage/lists?type=persons', { list_data: 'guests' });
  const { person_id } = await made('/4/storage/persons', { user_data: 'guest' });
  await call('PATCH', `/4/storage/persons/${person_id}/linked_descriptors?do=attach&descriptor_id=${face}`, token);
  await call('PATCH', `/4/storage/persons/${person_id}/linked_lists?do=attach&list_id=${list_id}`, token);
  await call('POST', `/4/matching/identify?descriptor_id=${face}&list_id=${list_id}`, token);
  const portrait = await call('GET', `/4/storage/portraits/${face}`, token);
  const question = new Uint8Array(await portrait.arrayBuffer());
  await call('POST', `/4/matching/search?list_id=${list_id}&warped_image=1`, token, question);
  for (const path of ['/docs', '/docs/spec', '/healthcheck', '/readyz']) await call('GET', path);
}

describe(
  'with default settings and the weights in place nothing leaves the machine',
  needs(hasStrace, 'strace is not installed (apt-get install strace), or may not trace'),
  () => {
    it('from start to end of a server that serves the tour', async () => {
      const own = places('serve');
      const env = { ...(await environment(own)), PORT: '0' };
      const child = startTraced(['serve'], own.traces, { cwd: own.cwd, env });
      const ended = once(child, 'close');
      let stderr = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
      });
      if (!child.stdout) throw new Error('no standard output');
      const line = await Promise.race([
        once(createInterface({ input: child.stdout }), 'line').then(([first]) => String(first)),
        ended.then(() => Promise.reject(new Error(`serve ended: ${stderr}`))),
      ]);
      const url = /http:\/\/[^ ]+/.exec(line)?.[0] ?? '';
      await tour(url, readFileSync((await testModels()).pathOf('samples/sample3.jpg')));
      child.kill('SIGTERM');
      await ended;
      await expectNothingLeft(own, Number(new URL(url).port));
    });

    it('in the demo, which calls itself only', async () => {
      const own = places('demo');
      const child = startTraced(['demo'], own.traces, { cwd: own.cwd, env: await environment(own) });
      let stdout = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      const [code] = await once(child, 'close');
      expect(code).toBe(0);
      await expectNothingLeft(own, Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(stdout)?.[1]));
    });

    it.each(['models list', 'models verify', 'settings'])('by the command %s', async (command) => {
      const own = places(command.replace(' ', '-'));
      const child = startTraced(command.split(' '), own.traces, { cwd: own.cwd, env: await environment(own) });
      child.stdout?.resume();
      const [code] = await once(child, 'close');
      expect(code).toBe(0);
      await expectNothingLeft(own, undefined);
    });
  },
);
