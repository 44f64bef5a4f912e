/**
 * npm run bench:in-step -- [--rows 100000] [--rounds 20] [--seconds 1] [--json FILE]
 *
 * Two nodes on a Postgres of its own from npm: how long after its commit an attach on one is found by searches of the other,
 * which may answer from what it has (GALLERY_MAX_AGE_MS=1000) and is brought up to date in the background
 * (GALLERY_POLL_MS=500), without hints and with them (GALLERY_NOTIFY). Then the audit of a list, and how long it holds up the
 * event loop. Then what the hints cost eight writers, each on a list of its own, that the other node follows.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, newId, type PersonId } from '../src/domain/ids.ts';
import { createClock } from '../src/domain/time.ts';
import { silentLog } from '../src/gallery/memory/galleryLog.ts';
import { createMemoryGallery } from '../src/gallery/memory/memoryGallery.ts';
import { startFollowing } from '../src/gallery/memory/startFollowing.ts';
import { installPostgres } from '../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, PostgresServer, USER } from '../test/support/postgres/postgresServer.ts';
import { gaussSource, randomSource, randomVector } from '../test/support/vectors.ts';
import { fillList } from './support/fillList.ts';
import { measureWriteRates } from './support/measureWriteRates.ts';
import { printReport } from './support/report.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const size = Number(values.rows);
const rounds = Number(values.rounds);
const DIMENSION = 512;
const MODEL = 'bench';
const EMAIL = 'bench@example.com';
/** The monitor reports the time between its ticks; the delay is what exceeds it. */
const RESOLUTION_MS = 1;
/** Between two searches of the other node. */
const SEARCH_EACH_MS = 10;
const clock = createClock('UTC');
const gauss = gaussSource(randomSource(3));

const server = await PostgresServer.create(await installPostgres(), 'in-step');
try {
  await server.start({ fsync: 'on' });
  await server.query(`create role ${USER} login password '${PASSWORD}'`);
  await server.query(`create database ${DATABASE} owner ${USER}`);
  const address = { host: '127.0.0.1', port: server.port, user: USER, password: PASSWORD, database: DATABASE };
  const options = { type: 'postgres', ...address, poolSize: 8, listHints: true } as const;
  const [writing, searching] = [await openStore(options), await openStore(options)];
  const silent = await openStore({ ...options, listHints: false });
  const accountId = newId<AccountId>();
  await writing.accounts.create({
    accountId,
    email: EMAIL,
    organizationName: 'Bench',
    passwordHash: '-',
    active: true,
    createTime: clock(),
  });
  const { listId } = await fillList(writing, EMAIL, MODEL, size);
  const personId = newId<PersonId>();
  await writing.persons.create(accountId, { personId, userData: '', externalId: null, createTime: clock() });
  await writing.lists.linkPersons(accountId, listId, [personId]);

  const gallery = createMemoryGallery({ feed: searching.galleryFeed, workers: 1, maxAgeMs: 1000 });
  const load = await timed(() => gallery.prewarm([listId], { modelId: MODEL, dimension: DIMENSION }));
  const following = startFollowing({ gallery, intervalMs: 500, log: silentLog });

  /** Attaches a descriptor, and waits until the other node finds it. @returns ms from the commit */
  async function attachUntilFound(): Promise<number> {
    const descriptorId = newId<DescriptorId>();
    const vector = randomVector(DIMENSION, gauss);
    const row = { descriptorId, vector, createTime: clock(), modelId: MODEL, hasPortrait: false };
    await writing.descriptors.createMany(accountId, [row]);
    await writing.transaction(async (tx) => {
      await tx.persons.linkDescriptor(accountId, personId, descriptorId, clock());
      await tx.lists.recordChange([listId], { add: [descriptorId] });
    });
    const committed = performance.now();
    const search = {
      candidates: { kind: 'list', listId },
      probes: [vector],
      modelId: MODEL,
      limit: 1,
      groupBy: 'person',
    } as const;
    while ((await gallery.search(accountId, search))[0]?.descriptorId !== descriptorId) await pause(SEARCH_EACH_MS);
    return performance.now() - committed;
  }

  async function attachesUntilFound(): Promise<{ readonly p50: number; readonly slowest: number }> {
    const visible: number[] = [];
    for (let round = 0; round < rounds; round++) {
      visible.push(await attachUntilFound());
      // Anywhere between two questions of the other node.
      await pause(Math.random() * 500);
    }
    visible.sort((one, other) => one - other);
    return { p50: visible[Math.floor(rounds / 2)] ?? 0, slowest: visible.at(-1) ?? 0 };
  }

  const polled = await attachesUntilFound();
  const watch = searching.watchLists(following);
  // Until it listens.
  await pause(500);
  const hinted = await attachesUntilFound();

  const before = process.memoryUsage().rss;
  const {
    seconds,
    p99,
    result: [audit],
  } = await timed(() => gallery.audit([listId]));
  const added = (process.memoryUsage().rss - before) / 2 ** 20;
  if (audit?.state !== 'ok') throw new Error(`the audit found ${JSON.stringify(audit)}`);

  const rates = await measureWriteRates({
    server,
    accountId,
    gallery,
    hinting: writing,
    silent,
    seconds: Number(values.seconds),
  });

  printReport(
    'Galleries in step',
    [
      { what: 'attach → found on another node by polling, p50', value: polled.p50, unit: 'ms' },
      { what: 'the same, slowest', value: polled.slowest, unit: 'ms', reach: '≤ 1500' },
      { what: 'attach → found on another node by hints, p50', value: hinted.p50, unit: 'ms', reach: '≤ 100' },
      { what: 'the same, slowest', value: hinted.slowest, unit: 'ms', reach: '≤ 1500' },
      { what: 'load of the list', value: load.seconds, unit: 's' },
      { what: 'event loop p99 meanwhile', value: load.p99, unit: 'ms', reach: '≤ 20' },
      { what: `audit of ${audit.rows} rows`, value: seconds, unit: 's' },
      { what: 'event loop p99 meanwhile', value: p99, unit: 'ms', reach: '≤ 20' },
      { what: 'memory that it added', value: added, unit: 'MiB' },
      ...rates,
    ],
    values.json,
  );
  await watch?.close();
  await following.close();
  await gallery.close();
  await Promise.all([writing, searching, silent].map((store) => store.close()));
} finally {
  await server.destroy();
}

/** @returns also the delay of the event loop that 99 of 100 ticks did not exceed, ms */
async function timed<Result>(work: () => Promise<Result>) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const started = performance.now();
  const result = await work();
  delay.disable();
  return { result, seconds: (performance.now() - started) / 1000, p99: delay.percentile(99) / 1e6 - RESOLUTION_MS };
}
