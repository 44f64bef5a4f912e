/**
 * `npm run bench:abandoned -- [--posts 200] [--after 250] [--json FILE]`
 *
 * Clients that post a photo and leave before they have an answer. Two figures: how long the next client waits for its answer
 * beside the time of an idle server, and how many descriptors were stored that nobody was told of. Clients close their
 * connections as a process does that ends.
 */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { DEFAULT_MODELS_DIR } from '../../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../../src/models/modelDirectory.ts';
import { printReport } from '../support/report.ts';
import { startServer } from '../support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '200' },
    after: { type: 'string', default: '250' },
    json: { type: 'string' },
  },
});
const posts = Number(values.posts);
const IDLE_POSTS = 15;
const ROUNDS = 5;
const RETRY_MS = 20;
const GIVEN_UP_MS = 10_000;

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await models.pull();
const face = { left: 960, top: 130, width: 440, height: 440 };
const photo = await sharp(await readFile(models.pathOf('samples/sample3.jpg')))
  .extract(face)
  .resize(1280, 1280)
  .jpeg({ quality: 90 })
  .toBuffer();

const folder = await mkdtemp(join(tmpdir(), 'luna-bench-abandoned-'));
const server = await startServer({ DATA_DIR: folder, LOG_LEVEL: 'error' });
try {
  const token = await register();
  const headers = { 'X-Auth-Token': token, 'Content-Type': 'image/jpeg' };
  const ask = () => fetch(`${server.url}/4/storage/descriptors`, { method: 'POST', headers, body: photo });
  const post = async () => {
    const start = performance.now();
    let answer = await ask();
    // The queue is full of posts whose end the server has not read yet: that time counts too.
    while (answer.status === 503 && performance.now() - start < GIVEN_UP_MS) {
      await answer.arrayBuffer();
      await pause(RETRY_MS);
      answer = await ask();
    }
    if (answer.status !== 201) throw new Error(`answered with ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
    return performance.now() - start;
  };
  for (let warmUp = 0; warmUp < 5; warmUp++) await post();
  const idle: number[] = [];
  for (let number = 0; number < IDLE_POSTS; number++) idle.push(await post());
  let told = 5 + IDLE_POSTS;
  const next: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    told += await abandon(token);
    next.push(await post());
    told++;
  }
  // Whatever was still under way has ended when these are answered.
  for (let number = 0; number < 4; number++) await post();
  told += 4;
  const stored = await fetch(`${server.url}/4/storage/descriptors`, { headers: { 'X-Auth-Token': token } });
  const { count } = (await stored.json()) as { count: number };
  printReport(
    'bench:abandoned',
    [
      { what: 'an idle answer, median', value: median(idle), unit: 'ms' },
      { what: `the answer after ${posts} abandoned posts, median of ${ROUNDS}`, value: median(next), unit: 'ms' },
      { what: 'the same, of an idle one', value: median(next) / median(idle), unit: 'times', reach: '≤ 2' },
      { what: 'descriptors stored without an answer', value: count - told, unit: '', reach: '0' },
    ],
    values.json,
  );
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** @returns how many were answered before they left */
async function abandon(token: string): Promise<number> {
  const { hostname, port } = new URL(server.url);
  const lines = [
    'POST /4/storage/descriptors HTTP/1.1',
    `Host: ${hostname}`,
    `X-Auth-Token: ${token}`,
    'Content-Type: image/jpeg',
    `Content-Length: ${photo.length}`,
  ];
  const request = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), photo]);
  let answered = 0;
  const sockets = await Promise.all(
    Array.from({ length: posts }, async (): Promise<Socket> => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        if (chunk.includes(' 201 Created')) answered++;
      });
      await once(socket, 'connect');
      socket.write(request);
      return socket;
    }),
  );
  await pause(Number(values.after));
  for (const socket of sockets) socket.destroy();
  return answered;
}

async function register(): Promise<string> {
  const answer = await fetch(`${server.url}/4/accounts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ organization_name: 'Bench', email: 'bench@example.com', password: 'bench-password' }),
  });
  return ((await answer.json()) as { token: string }).token;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
