/**
 * `npm run bench:chaos -- [--database pglite|postgres] [--sealed] [--s3] [--mode backport3|lp3] [--minutes 30] [--seed 1]
 * [--only 'node killed,slow disk'] [--connections 32] [--photographers 4] [--population 100] [--patience 1] [--json FILE]`
 *
 * The mixed load of bench:soak, while one fault after the other hits the service: nodes, threads, clock, disk, database, network, master keys and the bucket of
 * portraits. On the embedded database one node; on Postgres two nodes over a primary with its synchronous standby. `--sealed`: vectors and portraits are sealed,
 * and the disk is scanned for any in plain; `--s3`: portraits are in a bucket of moto. After each fault everything must take reads, writes, photos and searches within a
 * deadline; then the clients pause, and what is there is compared with what was acknowledged. While a fault lasts clients see the contract's errors only, and none at
 * other times. `--only` names faults by the beginning of their names; `--patience` makes deadlines longer, for machines that others use. Ends with 1 where something
 * was not as promised. A full disk needs root, a slow one strace.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { brokenPromises, printChaos, reportOf } from './support/chaos/chaosReport.ts';
import { BUCKET_FAULTS } from './support/chaos/faults/buckets.ts';
import { DATABASE_FAULTS } from './support/chaos/faults/databases.ts';
import { DISK_FAULTS } from './support/chaos/faults/disks.ts';
import { KEY_FAULTS } from './support/chaos/faults/keys.ts';
import { NODE_FAULTS } from './support/chaos/faults/nodes.ts';
import { type Round, runFaults } from './support/chaos/runFaults.ts';
import { openSite } from './support/chaos/site/openSite.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { SoakClient } from './support/soak/client.ts';
import { seeded } from './support/soak/seeded.ts';
import { startTraffic } from './support/soak/traffic.ts';

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'pglite' },
    sealed: { type: 'boolean', default: false },
    s3: { type: 'boolean', default: false },
    mode: { type: 'string', default: 'backport3' },
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    connections: { type: 'string', default: '32' },
    photographers: { type: 'string', default: '4' },
    population: { type: 'string', default: '100' },
    patience: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const { database, sealed, s3, mode } = values;
if (database !== 'pglite' && database !== 'postgres') throw new Error('--database is pglite or postgres');
if (mode !== 'backport3' && mode !== 'lp3') throw new Error('--mode is backport3 or lp3');
const PHOTO_SIDE = 480;
/** Longest pause of a client between two calls. */
const PAUSE_MS = 200;

const all = [
  ...NODE_FAULTS,
  ...DISK_FAULTS,
  ...DATABASE_FAULTS,
  ...(sealed ? KEY_FAULTS : []),
  ...(s3 ? BUCKET_FAULTS : []),
];
const names = values.only === '' ? [''] : values.only.split(',');
const wanted = all.filter(({ name }) => names.some((begin) => name.startsWith(begin)));
const unknown = names.filter((begin) => !all.some(({ name }) => name.startsWith(begin)));
if (unknown.length > 0)
  throw new Error(`no fault begins with ${unknown.join(', ')}: ${all.map(({ name }) => name).join('; ')}`);

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const site = await openSite({ database, sealed, s3, mode }, await onePersonPhoto(models, PHOTO_SIDE));
// The disk would stay mounted, and the nodes would go on.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void site.remove().finally(() => process.exit(1)));
try {
  const skipped = wanted.flatMap((fault) => {
    const why = fault.unmet?.(site);
    return why === undefined ? [] : [`${fault.name}: ${why}`];
  });
  for (const each of skipped) console.error(`NOT RUN: ${each}`);
  const { contents, nodes, photo } = site;
  const urls = nodes.map(({ url }) => url);
  const client = new SoakClient(urls, { 'X-Auth-Token': contents.token }, Number(values.connections));
  const traffic = startTraffic({
    client,
    photo,
    lists: contents.lists,
    connections: Number(values.connections),
    photographers: Number(values.photographers),
    pauseMs: PAUSE_MS,
    population: Number(values.population),
    random: seeded(Number(values.seed) + 1),
  });
  const rounds = await runFaults({
    site,
    client,
    traffic,
    faults: wanted.filter((fault) => fault.unmet?.(site) === undefined),
    seconds: Number(values.minutes) * 60,
    random: seeded(Number(values.seed)),
    patience: Number(values.patience),
    onRound: tell,
  });
  await traffic.stop();
  client.close();
  const reports = reportOf(rounds);
  const broken = brokenPromises(reports);
  const place = [
    database === 'pglite' ? 'one node, embedded database' : 'two nodes on Postgres',
    ...(sealed ? ['sealed'] : []),
    ...(s3 ? ['portraits in S3'] : []),
    mode,
  ].join(', ');
  printChaos(
    `bench:chaos, ${place}, ${values.minutes} min, seed ${values.seed}, ${rounds.length} faults, ${client.calls} calls`,
    reports,
    { broken, skipped, jsonFile: values.json },
  );
  if (broken.length > 0) process.exitCode = 1;
} finally {
  await site.remove();
}

/** A line for whoever waits. */
function tell(round: Round): void {
  const { fault, wellMs, calls, seen, lost, back, orphans, orphanPortraits, plain, holding, problems } = round;
  const { refused, unknown: unsure, cut, foreign } = seen;
  console.error(
    `${fault.name}: well after ${(wellMs / 1000).toFixed(1)} s, ${calls} calls, ${refused} refused, ${unsure} unknown, ${cut} cut, ${foreign} foreign, ` +
      `${lost} lost, ${back} back, ${orphans}+${orphanPortraits} of nobody, ${plain.length} in plain, ` +
      `${holding.threads} threads, ${(holding.residentBytes / 1e6).toFixed(0)} MB`,
  );
  for (const problem of problems) console.error(`  ${problem}`);
}
