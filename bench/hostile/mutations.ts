/**
 * `npm run bench:mutations -- [--mutations 35000] [--seed 1] [--minutes N] [--json FILE]`
 *
 * Every decoder behind the API gets files that are changed in one to three ways: bits, bytes, lengths and offsets, pieces taken out,
 * inserted, repeated or taken from another file, checksums that fit again. Pictures in all forms go to storage, search, the extractor,
 * `/ext/1/faces` and liveness, as bytes and as base64; descriptor files and archives to storage and to the raw comparison. Answers and the
 * server afterwards are judged as in `bench:fuzz`. With `--minutes` it ends then, and says how many it has sent.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ProcessorWait } from '../../test/support/fuzz/processorWait.ts';
import { runMutations } from '../../test/support/fuzz/runMutations.ts';
import { measured } from '../../test/support/fuzz/serverState.ts';
import { printReport } from '../support/report.ts';
import { startServer } from '../support/serverUnderTest.ts';
import { aftermath } from './support/aftermath.ts';
import { printTally, rowsOf } from './support/printTally.ts';

const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '35000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
    json: { type: 'string' },
  },
});
const seed = Number(values.seed);
const mutations = Number(values.mutations);
const WARM_UP = 200;

const folder = await mkdtemp(join(tmpdir(), 'luna-bench-mutations-'));
const { settings, readMetrics } = await measured();
const server = await startServer({ DATA_DIR: folder, LOG_LEVEL: 'error', ...settings });
const wait = new ProcessorWait(server.pid);
const patience = { giveUpMs: 60_000, latestMs: 5000, wait };
try {
  // Decoders that are started by the first file of a kind are there before threads are counted.
  await runMutations({ url: server.url, seed: seed + 1_000_000, mutations: WARM_UP, patience });
  const after = await aftermath(server.pid, readMetrics);
  const tally = await runMutations({
    url: server.url,
    seed,
    mutations,
    patience,
    endsAt: performance.now() + Number(values.minutes) * 60_000,
    onProgress: (sent) => console.error(`${new Date().toISOString()} ${sent} of ${mutations}`),
  });
  printTally(tally, `seed ${seed}`);
  printReport(`bench:mutations, seed ${seed}`, [...rowsOf(tally), ...(await after())], values.json);
  if (tally.faultCount > 0) process.exitCode = 1;
} finally {
  wait.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
