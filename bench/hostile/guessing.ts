import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { printReport } from '../support/report.ts';
import { startServer } from '../support/serverUnderTest.ts';

/** What right logins, and pictures, take beside a flood of wrong passwords, and what logins take beside heavy pictures. */
const CONNECTIONS = 300;
const LOGINS = 10;
const PICTURES = 2;

const PASSWORD = 'correct horse 9';
const basic = (login: string, password: string) => `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS + 10 });
const flooding = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const folder = await mkdtemp(join(tmpdir(), 'luna-bench-guessing-'));
const server = await startServer({ DATA_DIR: folder, PASSWORD_CACHE_SECONDS: '0' });
try {
  const email = `${randomUUID()}@bench.test`;
  const { text } = await call('POST', '/accounts', {
    body: Buffer.from(JSON.stringify({ organization_name: 'Bench', email, password: PASSWORD })),
    type: 'application/json',
  });
  const { token } = JSON.parse(text) as { token: string };
  const login = () => call('GET', '/storage/persons', { headers: { authorization: basic(email, PASSWORD) } });
  const picture = await noise(4000);
  const upload = () =>
    call('POST', '/storage/descriptors', { headers: { 'x-auth-token': token }, body: picture, type: 'image/jpeg' });

  await login();
  const idle = await measure(LOGINS, login);
  await upload();
  const idlePicture = await measure(3, upload);

  const pictures = repeat(PICTURES, upload);
  const besidePictures = await measure(LOGINS, login);
  await pictures.stop();

  const flood = repeat(CONNECTIONS, (n) =>
    call('GET', '/storage/persons', {
      from: flooding,
      headers: { authorization: basic(n % 2 === 0 ? email : `${randomUUID()}@bench.test`, randomUUID()) },
    }),
  );
  const besideFlood = await measure(LOGINS, login);
  const pictureBesideFlood = await measure(3, upload);
  // Those that still wait for their hash would take minutes.
  flooding.destroy();
  await flood.stop();

  const refused = (answers: Measured) => answers.statuses.filter((status) => status >= 400).length;
  printReport(
    `Guessing: ${CONNECTIONS} connections of wrong passwords; ${PICTURES} pictures of 16 megapixels at once`,
    [
      { what: 'a login, idle, median', value: idle.median, unit: 'ms' },
      { what: 'beside the flood, median', value: besideFlood.median / idle.median, unit: '× idle' },
      { what: 'beside the flood, refused', value: refused(besideFlood), unit: `of ${LOGINS}`, reach: '0' },
      { what: 'beside the pictures, median', value: besidePictures.median / idle.median, unit: '× idle', reach: '≤ 3' },
      { what: 'a picture, idle, median', value: idlePicture.median, unit: 'ms' },
      {
        what: 'a picture beside the flood, median',
        value: pictureBesideFlood.median / idlePicture.median,
        unit: '× idle',
      },
      { what: 'wrong passwords, answered', value: flood.count(), unit: '' },
    ],
  );
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

interface Measured {
  /** Milliseconds. */
  readonly median: number;
  readonly statuses: readonly number[];
}

async function measure(times: number, work: () => Promise<{ status: number }>): Promise<Measured> {
  const taken: number[] = [];
  const statuses: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    statuses.push((await work()).status);
    taken.push(performance.now() - start);
  }
  return { median: taken.sort((one, other) => one - other)[Math.floor(times / 2)] ?? 0, statuses };
}

/** Does the work without a pause, so many at a time. */
function repeat(atOnce: number, work: (n: number) => Promise<unknown>) {
  let [stopped, count] = [false, 0];
  const lanes = Array.from({ length: atOnce }, async (_, lane) => {
    while (!stopped) {
      // One that was cut off at the end counts as well as any.
      await work(lane).catch(() => undefined);
      count++;
    }
  });
  return {
    count: () => count,
    stop: async () => {
      stopped = true;
      await Promise.all(lanes);
    },
  };
}

/** Incompressible, so that decoding takes its time; without a face. */
function noise(side: number): Promise<Buffer> {
  const create = { width: side, height: side, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 40 } } as const;
  return sharp({ create: { ...create, background: 'black' } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  readonly type?: string;
  readonly from?: Agent;
}

function call(method: string, path: string, { headers, body, type, from = agent }: Sent) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options = { method, agent: from, headers: { ...headers, ...(type && { 'content-type': type }) } };
    const sent = request(`${server.url}/4${path}`, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      answer.on('error', reject);
    });
    sent.on('error', reject).end(body);
  });
}
