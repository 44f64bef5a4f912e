/**
 * `npm run bench:fuzz -- [--requests 200000] [--mode backport3|lp3] [--api public|admin|http2] [--seed 1] [--minutes N] [--json FILE]`
 *
 * Requests made from the server's own OpenAPI document, or from that of its admin API; `http2` sends those of the public one over HTTP/2, except what
 * HTTP/2 cannot express. Every operation gets as many as any other, valid ones and ones broken in one or several places: paths, ids, queries, headers, logins, bodies, forms, pictures, the framing. Each answer is judged: an error has the
 * envelope and is documented for its operation, none is the server's own fault, none takes longer than 5 s, without the time in which
 * other programs kept the server from running. In the end the server must be as it was: as many threads, none stuck, nothing under way.
 * The numbers of a seed give the same requests each time, but for ids. With `--minutes` it ends then, and says how many it has sent.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Authority } from '../../test/integration/support/certificates.ts';
import { ProcessorWait } from '../../test/support/fuzz/processorWait.ts';
import { runFuzz } from '../../test/support/fuzz/runFuzz.ts';
import { measured } from '../../test/support/fuzz/serverState.ts';
import { adminTarget, publicTarget } from '../../test/support/fuzz/targets.ts';
import { printReport } from '../support/report.ts';
import { startServer } from '../support/serverUnderTest.ts';
import { aftermath } from './support/aftermath.ts';
import { printTally, rowsOf } from './support/printTally.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200000' },
    mode: { type: 'string', default: 'backport3' },
    api: { type: 'string', default: 'public' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
    json: { type: 'string' },
  },
});
const seed = Number(values.seed);
const requests = Number(values.requests);
const WARM_UP = 300;

const folder = await mkdtemp(join(tmpdir(), 'luna-bench-fuzz-'));
const { settings, adminUrl, readMetrics } = await measured();
const authority = values.api === 'http2' ? new Authority(join(folder, 'authority')) : undefined;
const pair = authority?.sign('server');
const server = await startServer({
  DATA_DIR: join(folder, 'data'),
  ...(pair && { TLS_CERTIFICATE: pair.certificate, TLS_KEY: pair.key, HTTP2: '1' }),
  COMPATIBILITY: values.mode,
  LOG_LEVEL: 'error',
  ...settings,
});
const wait = new ProcessorWait(server.pid);
const targetOf = (ofSeed: number) =>
  values.api === 'admin'
    ? adminTarget(adminUrl, settings.ADMIN_KEY, server.url, ofSeed)
    : publicTarget(server.url, ofSeed, authority?.text);
const patience = { giveUpMs: 60_000, latestMs: 5000, wait };
try {
  // What is started by the first requests of a kind is there before threads are counted.
  const warmUp = seed + 1_000_000;
  await runFuzz({ target: await targetOf(warmUp), seed: warmUp, requests: WARM_UP, patience });
  const after = await aftermath(server.pid, readMetrics);
  const tally = await runFuzz({
    target: await targetOf(seed),
    seed,
    requests,
    patience,
    endsAt: performance.now() + Number(values.minutes) * 60_000,
    onProgress: (sent) => console.error(`${new Date().toISOString()} ${sent} of ${requests}`),
  });
  const title = `${values.mode}, ${values.api} API, seed ${seed}`;
  printTally(tally, title);
  printReport(`bench:fuzz, ${title}`, [...rowsOf(tally), ...(await after())], values.json);
  if (tally.faultCount > 0) process.exitCode = 1;
} finally {
  wait.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
