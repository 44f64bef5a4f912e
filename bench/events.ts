/**
 * `npm run bench:events -- [--requests 3000] [--json FILE]`
 *
 * What outgoing events cost the requests that cause them. Three receivers: none, one that refuses connections, one that
 * takes them and never answers. `/matching/match` of two descriptors is the cheapest request that sends an event, so that
 * a cost shows. The three servers are asked in turn, one request each, so that whatever else the machine does meets them
 * alike; times are those that the client sees.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DescriptorId, newId } from '../src/domain/ids.ts';
import { createClock } from '../src/domain/time.ts';
import { openStore } from '../src/store/openStore.ts';
import { EMBEDDERS } from '../src/vision/embed/embedders.ts';
import { freePort } from '../test/support/freePort.ts';
import { printReport, type Row } from './support/report.ts';
import { type ServerUnderTest, startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({ options: { requests: { type: 'string', default: '3000' }, json: { type: 'string' } } });
const requests = Number(values.requests);
const WARM_UP = 300;
const ALLOWED_MS = 1;

interface Subject {
  readonly name: string;
  readonly server: ServerUnderTest;
  readonly ask: () => Promise<number>;
  readonly times: number[];
}

const folder = await mkdtemp(join(tmpdir(), 'luna-bench-events-'));
const silent = createServer(() => undefined).listen(0, '127.0.0.1');
await once(silent, 'listening');
const subjects: Subject[] = [];
try {
  const refusing = `http://127.0.0.1:${await freePort()}/`;
  const hanging = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  subjects.push(await open('no receiver', ''));
  subjects.push(await open('receiver refuses connections', refusing));
  subjects.push(await open('receiver hangs', hanging));
  for (let number = 0; number < WARM_UP + requests; number++) {
    for (const { ask, times } of subjects) {
      const milliseconds = await ask();
      if (number >= WARM_UP) times.push(milliseconds);
    }
  }
  report();
} finally {
  for (const { server } of subjects) await server.stop();
  silent.close();
  await rm(folder, { recursive: true, force: true });
}

/** A server of its own with one account and two descriptors. */
async function open(name: string, receiver: string): Promise<Subject> {
  const DATA_DIR = join(folder, newId());
  const settings = { DATA_DIR, EVENTS_RECEIVER: receiver, EVENTS_CLOSE_SECONDS: '0', VISION_WORKERS: '1' };
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
  const [base, ...others] = subjects.map(({ name, times }) => ({
    name,
    p50: share(times, 0.5),
    p99: share(times, 0.99),
  }));
  if (!base) return;
  const rows: Row[] = [
    { what: `${base.name}: p50`, value: base.p50, unit: 'ms' },
    { what: `${base.name}: p99`, value: base.p99, unit: 'ms' },
  ];
  for (const { name, p50, p99 } of others) {
    rows.push({ what: `${name}: p50 more than without`, value: p50 - base.p50, unit: 'ms' });
    rows.push({ what: `${name}: p99 more than without`, value: p99 - base.p99, unit: 'ms', reach: `≤ ${ALLOWED_MS}` });
  }
  printReport(`Requests with outgoing events, ${requests} of each`, rows, values.json);
}

function share(times: readonly number[], part: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
