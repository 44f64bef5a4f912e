/**
 * `npm run bench:rolling -- [--restarts 6] [--connections 64] [--seed 1] [--json FILE]`
 *
 * Two nodes on one Postgres behind nginx, as deploy/compose has them, under a mixed load. One node after the other gets SIGTERM, ends and
 * is started again. Requests that failed: of reads, of writes. Needs nginx and the programs of Postgres (POSTGRES_BIN).
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { freePort } from '../test/support/freePort.ts';
import { installPostgres } from '../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, USER } from '../test/support/postgres/postgresServer.ts';
import { startServer as startPostgres } from '../test/support/postgres/replicatedPair.ts';
import { register, sendJson } from './support/benchAccount.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { printReport } from './support/report.ts';
import { type ServerUnderTest, startServer } from './support/serverUnderTest.ts';
import { SoakClient, showFailure } from './support/soak/client.ts';
import { seeded } from './support/soak/seeded.ts';
import { startNginx } from './support/soak/startNginx.ts';
import { startTraffic } from './support/soak/traffic.ts';
import { verify } from './support/soak/verify.ts';

const { values } = parseArgs({
  options: {
    restarts: { type: 'string', default: '6' },
    connections: { type: 'string', default: '64' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const PHOTO_SIDE = 480;
const PHOTOGRAPHERS = 4;
const POPULATION = 100;
/** Longest pause of a client between two calls. */
const PAUSE_MS = 40;
/** Between two restarts, and before the first. */
const BETWEEN_MS = 4000;

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const photo = await onePersonPhoto(models, PHOTO_SIDE);
const folder = await mkdtemp(join(tmpdir(), 'luna-bench-rolling-'));
const installation = await installPostgres();
const postgres = await startPostgres(installation, 'rolling');
const ports = [await freePort(), await freePort()] as const;
const start = (node: 0 | 1): Promise<ServerUnderTest> =>
  startServer({
    DATA_DIR: join(folder, `node-${node}`),
    PORT: String(ports[node]),
    DB_TYPE: 'postgres',
    DB_DSN: `${USER}:${PASSWORD}@127.0.0.1:${postgres.port}/${DATABASE}`,
    // As deploy/compose.yaml has it: nginx asks no probe.
    CLOSE_DELAY_SECONDS: '2',
    VISION_WORKERS: '1',
  });
const nodes = [await start(0), await start(1)];
const proxy = await startNginx(folder, ports);
try {
  const { headers } = await register(proxy.url);
  const { list_id: list } = await sendJson<{ list_id: string }>(`${proxy.url}/4/storage/lists`, { headers });
  const client = new SoakClient([proxy.url], headers, Number(values.connections));
  const traffic = startTraffic({
    client,
    photo,
    lists: [list],
    connections: Number(values.connections),
    photographers: PHOTOGRAPHERS,
    pauseMs: PAUSE_MS,
    population: POPULATION,
    random: seeded(Number(values.seed)),
  });
  await pause(BETWEEN_MS);
  for (let restart = 0; restart < Number(values.restarts); restart++) {
    const node = (restart % 2) as 0 | 1;
    const before = client.errors.length;
    await nodes[node]?.stop();
    nodes[node] = await start(node);
    await pause(BETWEEN_MS);
    console.error(`restart ${restart + 1}: ${client.calls} calls, ${client.errors.length - before} failed`);
  }
  await traffic.stop();
  const { calls } = client;
  const failed = [...client.errors];
  if (failed.length > 0)
    console.error(failed.slice(0, 3).map(showFailure).join('\n'), await readFile(join(folder, 'error.log'), 'utf8'));
  const { lost, back } = await verify(client, traffic);
  printReport(
    `bench:rolling, ${values.restarts} restarts, ${values.connections} connections`,
    [
      { what: 'requests', value: calls, unit: '' },
      { what: 'requests that failed', value: failed.length, unit: '', reach: '0' },
      { what: 'acknowledged writes that are lost', value: lost, unit: '', reach: '0' },
      { what: 'erased persons that are back', value: back, unit: '', reach: '0' },
    ],
    values.json,
  );
  client.close();
} finally {
  await proxy.close();
  await Promise.all(nodes.map((node) => node.stop()));
  await postgres.destroy();
  await installation.remove();
  await rm(folder, { recursive: true, force: true });
}
