/**
 * `npm run bench:bombs -- [--only TEXT] [--logins 5] [--json FILE]`
 *
 * Files of at most 64 MB that cost a decoder far more than a photo does, sent to a server with default settings: the answer, the
 * processor time and the memory that each takes of the server and its decoder processes, and how long a login takes beside two of
 * them. Passwords are hashed for each login: nothing is remembered.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BOMBS, LARGE_PICTURES, NOISE } from '../../test/support/images/bombs.ts';
import { BENCH_PASSWORD, register } from '../support/benchAccount.ts';
import { costInTree } from '../support/processTree.ts';
import { printReport, type Row } from '../support/report.ts';
import { startServer } from '../support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    logins: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const LOGINS = Number(values.logins);
const LARGEST = 64 * 1024 * 1024;
const MB = 1024 * 1024;
/** Time for both pictures to arrive, at least in part. */
const UNDER_WAY_MS = 100;

const agent = new Agent({ keepAlive: true, maxSockets: 10 });
const folder = await mkdtemp(join(tmpdir(), 'luna-bench-bombs-'));
const server = await startServer({ DATA_DIR: folder, PASSWORD_CACHE_SECONDS: '0' });
const worst = { processorSeconds: 0, addedBytes: 0, login: 0 };
const rows: Row[] = [];
try {
  const { email, headers } = await register(server.url);
  const authorization = `Basic ${Buffer.from(`${email}:${BENCH_PASSWORD}`).toString('base64')}`;
  const login = () => call('GET', '/4/storage/persons', { authorization });
  const upload = (bomb: Buffer) =>
    call('POST', '/4/storage/descriptors?extract_exif=1', { ...headers, 'content-type': typeOf(bomb) }, bomb);

  const all = Object.entries({ ...BOMBS, ...NOISE, ...LARGE_PICTURES }).filter(([name]) => name.includes(values.only));
  for (const [name, make] of all) {
    const bomb = await make();
    if (bomb.length > LARGEST) throw new Error(`${name} has ${bomb.length} bytes`);
    // The first of its kind starts what the next ones use: a decoder process, buffers that are kept.
    const { result, processorSeconds, addedBytes } = await costInTree(server.pid, () => upload(bomb));
    const ratio = await besideTwo(login, () => upload(bomb));
    console.log(
      `${name} (${(bomb.length / MB).toFixed(1)} MB): ${result.status} ${codeOf(result.text)}, ` +
        `${processorSeconds.toFixed(2)} s, ${(addedBytes / MB).toFixed(0)} MB added, login ${ratio.toFixed(1)} ×`,
    );
    rows.push({ what: `${name}: processor time`, value: processorSeconds, unit: 's', reach: '≤ 5' });
    rows.push({ what: `${name}: added memory`, value: addedBytes / MB, unit: 'MB', reach: '≤ 500' });
    rows.push({ what: `${name}: a login beside two`, value: ratio, unit: '× idle', reach: '≤ 3' });
    worst.processorSeconds = Math.max(worst.processorSeconds, processorSeconds);
    worst.addedBytes = Math.max(worst.addedBytes, addedBytes);
    worst.login = Math.max(worst.login, ratio);
  }
  printReport(
    'bench:bombs',
    [
      ...rows,
      { what: 'worst processor time', value: worst.processorSeconds, unit: 's', reach: '≤ 5' },
      { what: 'worst added memory', value: worst.addedBytes / MB, unit: 'MB', reach: '≤ 500' },
      { what: 'worst login beside two', value: worst.login, unit: '× idle', reach: '≤ 3' },
    ],
    values.json,
  );
} finally {
  agent.destroy();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

function typeOf(bytes: Buffer): string {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  return isJpeg ? 'image/jpeg' : 'image/png';
}

function codeOf(text: string): string {
  return /"error_code":\s*(\d+)/.exec(text)?.[1] ?? '';
}

/** How much longer a login takes beside two pictures than just before, the median of some rounds. */
async function besideTwo(login: () => Promise<Answer>, upload: () => Promise<Answer>): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < LOGINS; round++) {
    const idle = await timed(login);
    const uploads = [upload(), upload()];
    await new Promise((resolve) => setTimeout(resolve, UNDER_WAY_MS));
    ratios.push((await timed(login)) / idle);
    await Promise.all(uploads);
  }
  return ratios.sort((one, other) => one - other)[Math.floor(LOGINS / 2)] as number;
}

/** Milliseconds. */
async function timed(login: () => Promise<Answer>): Promise<number> {
  const start = performance.now();
  const { status, text } = await login();
  if (status !== 200) throw new Error(`a login was answered ${status} ${text}`);
  return performance.now() - start;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function call(method: string, path: string, headers: Record<string, string>, body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body ? { 'content-length': body.length } : {};
    const sent = request(`${server.url}${path}`, { method, agent, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      answer.on('error', reject);
    });
    sent.on('error', reject).end(body);
  });
}
