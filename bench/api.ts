/**
 * `npm run bench:api -- [--seconds 10] [--large 100000] [--json FILE]`
 *
 * The service through HTTP, as `npm start` runs it: start to ready, memory, persons, lists, identify over a small and a
 * large list, and what extraction under full load does to the HTTP thread. The load comes from this process, on the
 * same machine: the figures are a lower bound. Vectors are synthetic; speed does not depend on their values.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/databases/openStore.ts';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import type { Store } from '../src/store/store.ts';
import { EMBEDDERS } from '../src/vision/embed/embedders.ts';
import { type BenchAccount, register, sendJson } from './support/benchAccount.ts';
import { median } from './support/compareInRounds.ts';
import { type FilledList, fillList } from './support/fillList.ts';
import { runLoad } from './support/load.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { printReport, type Row } from './support/report.ts';
import { type ServerUnderTest, startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    large: { type: 'string', default: '100000' },
    json: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const SMALL = 1000;
const large = Number(values.large);
const CONNECTIONS = 8;
const STARTS = 5;

const rows: Row[] = [];
const add = (what: string, value: number, unit: string, reach?: string) =>
  rows.push({ what, value, unit, ...(reach === undefined ? {} : { reach }) });

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const dataDirectory = await mkdtemp(join(tmpdir(), 'luna-bench-'));
try {
  await measureStarts();
  const account = await withServer(async (server) => {
    const opened = await register(server.url);
    await measureExtraction(server, opened);
    await measureIdleMemory(server);
    await measurePersons(server, opened);
    return opened;
  });
  const [small, big] = await withStore(
    async (store): Promise<[FilledList, FilledList]> => [
      await fillList(store, account.email, EMBEDDERS.fr.id, SMALL),
      await fillList(store, account.email, EMBEDDERS.fr.id, large),
    ],
  );
  await withServer(async (server) => {
    await measureIdentify(server, account, small, SMALL);
    await measureIdentify(server, account, big, large);
  });
} finally {
  await rm(dataDirectory, { recursive: true, force: true });
}
printReport('bench:api', rows, values.json);

/** The database alone, while no server runs. */
async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore({ type: 'pglite', directory: join(dataDirectory, 'database') });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function withServer<Result>(work: (server: ServerUnderTest) => Promise<Result>): Promise<Result> {
  const server = await startServer({ DATA_DIR: dataDirectory });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function measureStarts(): Promise<void> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start++) await withServer(async ({ readyMs }) => times.push(readyMs));
  const [first = 0, ...next] = times;
  add('start to ready, empty data directory', first / 1000, 's', '≤ 3');
  add('start to ready, existing data directory', median(next) / 1000, 's', '≤ 3');
}

/** Photos of one face keep all inference threads busy; meanwhile the HTTP thread must stay free. */
async function measureExtraction(server: ServerUnderTest, { headers }: BenchAccount): Promise<void> {
  for (const side of [480, 1280]) {
    const body = await onePersonPhoto(models, side);
    const load = {
      method: 'POST' as const,
      url: `${server.url}/4/storage/descriptors`,
      headers: { ...headers, 'Content-Type': 'image/jpeg' },
      body,
      connections: CONNECTIONS,
    };
    await runLoad({ ...load, seconds: 2 });
    await server.reset();
    const { perSecond } = await runLoad({ ...load, seconds });
    const { loopDelayMs } = await server.report();
    add(`extract and store, one face, ${side} px, ${CONNECTIONS} connections`, perSecond, 'photos/s');
    add(`event-loop delay of the HTTP thread under that load, p99`, loopDelayMs.p99, 'ms', '≤ 20');
    add(`event-loop delay of the HTTP thread under that load, greatest`, loopDelayMs.max, 'ms');
  }
}

/** After each inference thread has worked, so that everything is loaded; garbage gets time to be collected. */
async function measureIdleMemory(server: ServerUnderTest): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const { rssBytes } = await server.report();
  add('resident memory, idle after load', rssBytes / 2 ** 20, 'MiB', '≤ 900');
}

async function measurePersons({ url }: ServerUnderTest, { headers }: BenchAccount): Promise<void> {
  const persons = `${url}/4/storage/persons`;
  const body = JSON.stringify({ user_data: 'bench', external_id: 'bench-1' });
  const json = { ...headers, 'Content-Type': 'application/json' };
  const warm = { url: persons, headers: json, body, connections: CONNECTIONS };
  await runLoad({ ...warm, method: 'POST', seconds: 2 });

  const created = await runLoad({ ...warm, method: 'POST', seconds });
  add('create person', created.perSecond, '/s', '≥ 1500');
  add('create person, p99', created.p99, 'ms');
  const { person_id: id } = await sendJson<{ person_id: string }>(persons, {
    json: { user_data: 'read me' },
    headers,
  });
  const read = await runLoad({ url: `${persons}/${id}`, headers, connections: CONNECTIONS, seconds });
  add('get person', read.perSecond, '/s', '≥ 2500');
  add('get person, p99', read.p99, 'ms');
  const listed = await runLoad({ url: `${url}/4/storage/lists`, headers, connections: CONNECTIONS, seconds });
  add('list lists', listed.perSecond, '/s');
}

async function measureIdentify(
  server: ServerUnderTest,
  { headers }: BenchAccount,
  { listId, descriptorId }: { listId: string; descriptorId: string },
  size: number,
): Promise<void> {
  const url = `${server.url}/4/matching/identify?descriptor_id=${descriptorId}&list_id=${listId}`;
  const of = `identify over ${size} descriptors`;
  const start = performance.now();
  await sendJson(url, { headers });
  add(`${of}, first search (loads the list)`, performance.now() - start, 'ms');
  for (const connections of [1, CONNECTIONS]) {
    await runLoad({ method: 'POST', url, headers, connections, seconds: 1 });
    await server.reset();
    const client = await runLoad({ method: 'POST', url, headers, connections, seconds });
    const { serverMs, loopDelayMs } = await server.report();
    const times = connections === 1 ? 'one at a time' : `${connections} at a time`;
    const reach = size === large && connections === 1 ? '≤ 15' : undefined;
    add(`${of}, ${times}`, client.perSecond, '/s');
    add(`${of}, ${times}, p50 in the server`, serverMs.p50, 'ms', reach);
    add(`${of}, ${times}, p99 in the server`, serverMs.p99, 'ms');
    add(`${of}, ${times}, p50 through HTTP`, client.p50, 'ms');
    add(`${of}, ${times}, p99 through HTTP`, client.p99, 'ms');
    add(`${of}, ${times}, event-loop delay p99`, loopDelayMs.p99, 'ms');
  }
}
