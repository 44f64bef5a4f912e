/**
 * `npm run bench:observed -- [--seconds 5] [--rounds 5] [--pairs 1] [--database pglite|postgres] [--json FILE]`
 *
 * What it costs to be watched: a service with metrics, a line in the log for each request and the audit log against one without them,
 * in rounds of without, with, with, without, on the embedded database and on Postgres. The log goes to a file, as an operator keeps it:
 * a device that drops everything would cost less. With `--pairs`, both are started so often, on fresh data, and the middle counts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { compareServers } from './support/compareServers.ts';
import { onEachDatabase } from './support/onEachDatabase.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { printReport, type Row } from './support/report.ts';
import { startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    pairs: { type: 'string', default: '1' },
    database: { type: 'string' },
    json: { type: 'string' },
  },
});
const [seconds, rounds, pairs] = [Number(values.seconds), Number(values.rounds), Number(values.pairs)];
const REACH = 0.93;
const PHOTO_SIDE = 480;
const WATCHED = { METRICS_ENABLED: '1', LOG_LEVEL: 'info', AUDIT_LOG: '1', AUDIT_KEY: 'a-key-for-the-bench-alone' };
const UNWATCHED = { METRICS_ENABLED: '0', LOG_LEVEL: 'warn', AUDIT_LOG: '0' };

const modelsDirectory = process.env.MODELS_DIR || DEFAULT_MODELS_DIR;
const models = new ModelDirectory(modelsDirectory);
await pullModels(models);
const photo = await onePersonPhoto(models, PHOTO_SIDE);
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-observed-'));
const rows: Row[] = [];
try {
  await onEachDatabase(async (engine, database) => {
    const start = async (name: string, settings: Readonly<Record<string, string>>) =>
      startServer(
        {
          DATA_DIR: join(scratch, `${engine}-${name}`),
          MODELS_DIR: modelsDirectory,
          ...(await database(name)),
          ...settings,
        },
        undefined,
        join(scratch, `${engine}-${name}.log`),
      );
    const sides = {
      base: (pair: number) => start(`unwatched_${pair}`, UNWATCHED),
      subject: (pair: number) => start(`watched_${pair}`, WATCHED),
    };
    rows.push(...(await compareServers(engine, sides, { photo, pairs, rounds, seconds, reach: REACH })));
  }, values.database);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
printReport(`bench:observed, ${pairs} pairs, ${rounds} rounds of 4 × ${seconds} s`, rows, values.json);
