import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClientRequest, realClients } from '../support/clients/realClients.ts';
import { needs } from '../support/run/needs.ts';
import { type Serving, serve } from './support/commandLine.ts';

const MB = 1024 * 1024;
const SIZES_MB = [2, 10, 70];
const DESCRIPTORS = '/4/storage/descriptors';

let folder: string;
let service: Serving;
/** Its only thread is held by a picture, and another one waits for it: there is no room for a third. */
let busy: Serving;
let token: string;
let busyToken: string;

const STUCK_THREAD = new URL('../support/stuckVisionThread.js', import.meta.url).href;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'early-answers-'));
  for (const size of SIZES_MB) await writeFile(bodyOf(size), Buffer.alloc(size * MB, 7));
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  [service, busy] = await Promise.all([
    serve({ DATA_DIR: join(folder, 'data'), BODY_LIMIT: '1MB', LOGIN_FAILURE_LIMIT: '1' }),
    serve({
      DATA_DIR: join(folder, 'busy'),
      BODY_LIMIT: '100MB',
      VISION_WORKERS: '1',
      VISION_QUEUE_LIMIT: '1',
      VISION_TIMEOUT_SECONDS: '3600',
      CLOSE_TIMEOUT_SECONDS: '1',
      NODE_OPTIONS: `--import=${STUCK_THREAD}`,
      STUCK_FIFO: fifo,
    }),
  ]);
  token = await register(service.url);
  busyToken = await register(busy.url);
  await holdTheOnlyThread();
});

/** Pictures wait for ever, until one is refused. */
async function holdTheOnlyThread(): Promise<void> {
  const headers = { 'Content-Type': 'image/jpeg', 'X-Auth-Token': busyToken };
  const post = async () => {
    const answer = await fetch(`${busy.url}${DESCRIPTORS}`, { method: 'POST', headers, body: 'picture' });
    return answer.status;
  };
  const refused = () => Promise.race([post().catch(() => undefined), sleep(200)]);
  while ((await refused()) !== 503);
}

afterAll(async () => {
  await Promise.all([service?.end('SIGTERM'), busy?.end('SIGTERM')]);
  await rm(folder, { recursive: true, force: true });
});

async function register(url: string): Promise<string> {
  const account = { organization_name: 'Early', email: 'early@example.com', password: 'correct horse 9' };
  const answer = await fetch(`${url}/4/accounts`, { method: 'POST', body: JSON.stringify(account) });
  return ((await answer.json()) as { token: string }).token;
}

const bodyOf = (megabytes: number) => join(folder, `${megabytes}.bin`);

interface Early {
  readonly status: number | readonly number[];
  readonly path: string;
  readonly sizes: readonly number[];
  readonly method?: string;
  readonly headers?: () => Readonly<Record<string, string>>;
  readonly server?: () => Serving;
}

const known = () => ({ 'X-Auth-Token': token });

/** What is answered before the body was read, or in the middle of it. */
const EARLY: readonly Early[] = [
  { status: 401, path: DESCRIPTORS, sizes: SIZES_MB },
  { status: 413, path: DESCRIPTORS, sizes: SIZES_MB, headers: known },
  { status: 415, path: DESCRIPTORS, sizes: SIZES_MB, headers: () => ({ ...known(), 'Content-Encoding': 'gzip' }) },
  {
    status: 503,
    path: DESCRIPTORS,
    sizes: SIZES_MB,
    headers: () => ({ 'X-Auth-Token': busyToken }),
    server: () => busy,
  },
  { status: 404, path: '/4/nothing', sizes: [10] },
  { status: 405, path: '/4/matching/identify', method: 'PUT', sizes: [10] },
  { status: 413, path: '/4/storage/persons', sizes: [2], headers: known },
  {
    status: 413,
    path: '/4/liveness',
    sizes: [70],
    headers: () => ({ ...known(), 'Content-Type': 'multipart/form-data; boundary=b' }),
  },
  // The first wrong password is 401, those that follow at once are 429.
  {
    status: [401, 429],
    path: DESCRIPTORS,
    sizes: [2, 10],
    headers: () => ({ Authorization: `Basic ${btoa('early@example.com:wrong')}` }),
  },
];

describe.each(realClients)('answers to bodies that nobody wants, as seen by $name', ({ name, installed, send }) => {
  test.each([false, true])('in chunks: %s', needs(installed, `${name} is not installed`), async (chunked) => {
    const cases = EARLY.flatMap((early) => early.sizes.map((size) => ({ early, size })));
    const answers = await send(
      cases.map(
        ({ early, size }): ClientRequest => ({
          method: early.method ?? 'POST',
          url: `${(early.server?.() ?? service).url}${early.path}`,
          headers: { 'Content-Type': 'image/jpeg', ...early.headers?.() },
          file: bodyOf(size),
          chunked,
        }),
      ),
    );
    const seen = cases.map(({ early, size }, index) => {
      const { status = 0, text = '' } = answers[index] ?? {};
      const isExpected = [early.status].flat().includes(status);
      return `${early.path} ${size} MB: ${status === 0 ? `lost, ${text}` : isExpected ? early.status : status}`;
    });
    expect(seen).toEqual(cases.map(({ early, size }) => `${early.path} ${size} MB: ${early.status}`));
    for (const { text } of answers) expect(JSON.parse(text)).toMatchObject({ error_code: expect.any(Number) });
  });
});
