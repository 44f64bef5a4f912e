/**
 * `npm run bench:shutdown -- [--clients 8] [--rounds 3] [--json FILE]`
 *
 * How long a server lives after SIGTERM. With keep-alive clients that each wait for an answer: from the last answer to the end
 * of the process. With a thread in a native call that never returns: how much longer than CLOSE_TIMEOUT_SECONDS.
 */
import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../../src/models/modelDirectory.ts';
import { register } from '../support/benchAccount.ts';
import { onePersonPhoto } from '../support/onePersonPhoto.ts';
import { printReport } from '../support/report.ts';
import { startServer } from '../support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
});
const CLOSE_SECONDS = 2;
const STUCK_THREAD = new URL('../../test/support/stuckVisionThread.js', import.meta.url).href;

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await models.pull();
const photo = new Uint8Array(await onePersonPhoto(models, 640));
const folder = await mkdtemp(join(tmpdir(), 'luna-bench-shutdown-'));
const fifo = join(folder, 'fifo');
execFileSync('mkfifo', [fifo]);
try {
  const afterAnswers: number[] = [];
  const afterDeadline: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    afterAnswers.push(await withClients(join(folder, `clients-${round}`)));
    afterDeadline.push(await withStuckThread(join(folder, `stuck-${round}`)));
  }
  printReport(
    'bench:shutdown',
    [
      {
        what: `${values.clients} keep-alive clients with a request in flight: from the last answer to the end, worst of ${values.rounds}`,
        value: Math.max(...afterAnswers),
        unit: 's',
        reach: '≤ 1',
      },
      {
        what: `a thread that never returns, CLOSE_TIMEOUT_SECONDS=${CLOSE_SECONDS}: from the deadline to the end, worst of ${values.rounds}`,
        value: Math.max(...afterDeadline),
        unit: 's',
        reach: '≤ 1',
      },
    ],
    values.json,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @returns seconds from the last answer to the end */
async function withClients(DATA_DIR: string): Promise<number> {
  const server = await startServer({ DATA_DIR, LOG_LEVEL: 'error' });
  const { headers } = await register(server.url);
  const post = async () => {
    const answer = await fetch(`${server.url}/4/storage/descriptors`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'image/jpeg' },
      body: photo,
    });
    await answer.arrayBuffer();
    if (answer.status !== 201) throw new Error(`answered with ${answer.status}`);
    return performance.now();
  };
  await post();
  await server.reset();
  const clients = Number(values.clients);
  const answers = Promise.all(Array.from({ length: clients }, post));
  // One that is sent later finds a connection that is closed already.
  while ((await server.report()).arrived < clients) await pause(1);
  const ended = server.stop().then(() => performance.now());
  const last = Math.max(...(await answers));
  return ((await ended) - last) / 1000;
}

/** @returns seconds from the deadline to the end */
async function withStuckThread(DATA_DIR: string): Promise<number> {
  const server = await startServer({
    DATA_DIR,
    LOG_LEVEL: 'error',
    CLOSE_TIMEOUT_SECONDS: String(CLOSE_SECONDS),
    NODE_OPTIONS: `--import=${STUCK_THREAD}`,
    STUCK_FIFO: fifo,
  });
  const { headers } = await register(server.url);
  const url = `${server.url}/4/storage/descriptors`;
  const body = photo;
  const request = { method: 'POST', headers: { ...headers, 'Content-Type': 'image/jpeg' }, body };
  fetch(url, request).catch(() => undefined);
  const writer = await writerOnceRead();
  const told = performance.now();
  await server.stop();
  const seconds = (performance.now() - told) / 1000;
  await writer.close();
  return seconds - CLOSE_SECONDS;
}

/** Resolves when a thread reads the FIFO: it waits for as long as this is open. */
async function writerOnceRead(): Promise<FileHandle> {
  for (;;) {
    try {
      return await open(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await pause(20);
    }
  }
}
