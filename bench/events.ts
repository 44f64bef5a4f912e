/**
 * `npm run bench:events -- [--rounds 20] [--requests 200] [--json FILE]`
 *
 * What outgoing events cost the requests that cause them. Four servers: two without a receiver, one whose receiver refuses
 * connections, one whose receiver takes them and never answers. The second without is the control: what it differs by is
 * noise. `/matching/match` of two descriptors is the cheapest request that sends an event, so that a cost shows.
 *
 * In each round the servers are asked in turn, one request each, another one first each time, so that whatever else the
 * machine does meets them alike; times are those that the client sees. A difference is that of the rounds' middle one,
 * which a single disturbed round does not move. The queues are short, so that requests meet them filling and full.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/databases/openStore.ts';
import { type DescriptorId, newId } from '../src/domain/ids.ts';
import { createClock } from '../src/domain/time.ts';
import { EMBEDDERS } from '../src/vision/embed/embedders.ts';
import { freePort } from '../test/support/freePort.ts';
import { printReport, type Row } from './support/report.ts';
import { type ServerUnderTest, startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    requests: { type: 'string', default: '200' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const requests = Number(values.requests);
const WARM_UP = 500;
const QUEUE = 1000;
const ALLOWED_MS = 1;

interface Subject {
  readonly name: string;
  readonly server: ServerUnderTest;
  /** Milliseconds of one request. */
  readonly ask: () => Promise<number>;
  /** By rounds. */
  readonly times: number[][];
}

const folder = await mkdtemp(join(tmpdir(), 'luna-bench-events-'));
const silent = createServer(() => undefined).listen(0, '127.0.0.1');
await once(silent, 'listening');
const subjects: Subject[] = [];
try {
  const refusing = `http://127.0.0.1:${await freePort()}/`;
  const hanging = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  subjects.push(await open('no receiver', ''));
  subjects.push(await open('control', ''));
  subjects.push(await open('receiver refuses connections', refusing));
  subjects.push(await open('receiver hangs', hanging));
  await askInTurn(WARM_UP);
  for (let round = 0; round < rounds; round++) {
    for (const [index, times] of (await askInTurn(requests)).entries()) subjects[index]?.times.push(times);
  }
  report();
} finally {
  for (const { server } of subjects) await server.stop();
  silent.close();
  await rm(folder, { recursive: true, force: true });
}

/** @returns times of each subject, in milliseconds */
async function askInTurn(count: number): Promise<number[][]> {
  const times: number[][] = subjects.map(() => []);
  for (let number = 0; number < count; number++) {
    for (let turn = 0; turn < subjects.length; turn++) {
      const index = (number + turn) % subjects.length;
      const milliseconds = await subjects[index]?.ask();
      if (milliseconds !== undefined) times[index]?.push(milliseconds);
    }
  }
  return times;
}

/** A server of its own with one account and two descriptors. */
async function open(name: string, receiver: string): Promise<Subject> {
  const DATA_DIR = join(folder, newId());
  const settings = {
    DATA_DIR,
    EVENTS_RECEIVER: receiver,
    EVENTS_CLOSE_SECONDS: '0',
    EVENTS_QUEUE_LIMIT: String(QUEUE),
    VISION_WORKERS: '1',
  };
  const first = await startServer(settings);
  const registration = { organization_name: 'bench', email: 'bench@example.com', password: 'correct horse' };
  const answer = await fetch(`${first.url}/4/accounts`, { method: 'POST', body: JSON.stringify(registration) });
  const { token } = (await answer.json()) as { token: string };
  await first.stop();
  const ids = await makeDescriptors(join(DATA_DIR, 'database'), registration.email);
  const server = await startServer(settings);
  const url = `${server.url}/4/matching/match?descriptor_id=${ids[0]}&descriptor_ids=${ids[1]}`;
  const ask = async () => {
    const start = performance.now();
    const response = await fetch(url, { method: 'POST', headers: { 'x-auth-token': token } });
    await response.arrayBuffer();
    if (response.status !== 201) throw new Error(`${name}: answered ${response.status}`);
    return performance.now() - start;
  };
  return { name, server, ask, times: [] };
}

async function makeDescriptors(directory: string, email: string): Promise<readonly DescriptorId[]> {
  const store = await openStore({ type: 'pglite', directory });
  const account = await store.accounts.findByEmail(email);
  if (!account) throw new Error('the account is not there');
  const clock = createClock('UTC');
  const vector = new Float32Array(512).fill(1 / Math.sqrt(512));
  const rows = [newId<DescriptorId>(), newId<DescriptorId>()].map((descriptorId) => ({
    descriptorId,
    createTime: clock(),
    modelId: EMBEDDERS.fr.id,
    vector,
    hasPortrait: false,
  }));
  await store.descriptors.createMany(account.accountId, rows);
  await store.close();
  return rows.map(({ descriptorId }) => descriptorId);
}

function report(): void {
  const [base, ...others] = subjects;
  if (!base) return;
  const rows: Row[] = [
    { what: `${base.name}: p50`, value: share(base.times.flat(), 0.5), unit: 'ms' },
    { what: `${base.name}: p99`, value: share(base.times.flat(), 0.99), unit: 'ms' },
  ];
  for (const { name, times } of others) {
    for (const part of [0.5, 0.99]) {
      const pairs = times.map((round, index) => [share(round, part), share(base.times[index] ?? [], part)] as const);
      const what = `${name}: p${part * 100}`;
      const difference = share(
        pairs.map(([one, other]) => one - other),
        0.5,
      );
      const ratio = share(
        pairs.map(([one, other]) => one / other),
        0.5,
      );
      const reach = part === 0.99 && name !== 'control' ? { reach: `≤ ${ALLOWED_MS}` } : {};
      rows.push({ what: `${what} more than without`, value: difference, unit: 'ms', ...reach });
      rows.push({ what: `${what} in times of that without`, value: ratio, unit: '×' });
    }
  }
  printReport(`Requests with outgoing events, ${rounds} rounds of ${requests} of each`, rows, values.json);
}

function share(times: readonly number[], part: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
