/**
 * `npm run bench:crud -- [--seconds 5] [--rounds 5] [--only postgres,pglite] [--json FILE]`
 *
 * Persons through the service against the least that they can cost: a bare fastify route that looks the token up and sends one
 * statement, named on Postgres, on the same database, from 16 connections. One is loaded at a time, in rounds of bare,
 * service, service, bare. Processor time is that of the server and its database; it moves less than rates do on a machine with
 * other work. Postgres is passed over where its programs are missing (POSTGRES_BIN).
 */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { installPostgres } from '../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, USER } from '../test/support/postgres/postgresServer.ts';
import { startServer as startPostgres } from '../test/support/postgres/replicatedPair.ts';
import { register, sendJson } from './support/benchAccount.ts';
import { compareInRounds, median } from './support/compareInRounds.ts';
import { startBareServer } from './support/crud/startBareServer.ts';
import { printReport, type Row } from './support/report.ts';
import { startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'postgres,pglite' },
    json: { type: 'string' },
  },
});
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];
const CONNECTIONS = 16;
const REACH = { postgres: { create: 0.75, get: 0.6 }, pglite: { create: 0.8, get: 0.7 } } as const;

const modelsDirectory = process.env.MODELS_DIR || DEFAULT_MODELS_DIR;
await pullModels(new ModelDirectory(modelsDirectory));
const scratch = await mkdtemp(join(tmpdir(), 'luna-bench-crud-'));
const rows: Row[] = [];
try {
  if (values.only.includes('postgres')) await measurePostgres();
  if (values.only.includes('pglite')) await measurePglite();
} finally {
  await rm(scratch, { recursive: true, force: true });
}
printReport(`bench:crud, ${rounds} rounds of 4 × ${seconds} s`, rows, values.json);

async function measurePostgres(): Promise<void> {
  const installation = await installPostgres();
  const postgres = await startPostgres(installation, 'crud');
  const login = `${USER}:${PASSWORD}@127.0.0.1:${postgres.port}/${DATABASE}`;
  try {
    const service = await startService({ DB_TYPE: 'postgres', DB_DSN: login, DATA_DIR: join(scratch, 'postgres') });
    const person = await onePerson(service.url);
    const bare = await startBareServer({ postgres: `postgres://${login}` });
    const [postmaster = ''] = (await readFile(join(postgres.data, 'postmaster.pid'), 'utf8')).split('\n');
    await compare('postgres', service, bare, person, [Number(postmaster)]);
    await bare.stop();
    await service.stop();
  } finally {
    await postgres.destroy();
    await installation.remove();
  }
}

async function measurePglite(): Promise<void> {
  const settings = { DATA_DIR: join(scratch, 'service') };
  const first = await startService(settings);
  const person = await onePerson(first.url);
  await first.stop();
  // Each process needs files of its own.
  await cp(join(settings.DATA_DIR, 'database'), join(scratch, 'bare'), { recursive: true });
  const [service, bare] = await Promise.all([
    startService(settings),
    startBareServer({ pglite: join(scratch, 'bare') }),
  ]);
  await compare('pglite', service, bare, person, []);
  await bare.stop();
  await service.stop();
}

function startService(settings: Readonly<Record<string, string>>) {
  return startServer({ MODELS_DIR: modelsDirectory, NODE_ENV: 'production', ...settings });
}

interface OnePerson {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function onePerson(server: string): Promise<OnePerson> {
  const url = `${server}/4/storage`;
  const { headers } = await register(server);
  const { person_id: id } = await sendJson<{ person_id: string }>(`${url}/persons`, { headers });
  const { list_id: list } = await sendJson<{ list_id: string }>(`${url}/lists`, { headers });
  const members = { action: 'attach', list_id: list, person_ids: [id] };
  await sendJson(`${url}/linker`, { method: 'PATCH', headers, json: members });
  return { id, headers };
}

interface Server {
  readonly url: string;
  readonly pid: number;
}

async function compare(
  engine: keyof typeof REACH,
  service: Server,
  bare: Server,
  { id, headers }: OnePerson,
  database: readonly number[],
): Promise<void> {
  const workers = { base: [bare.pid, ...database], subject: [service.pid, ...database] };
  const create = (url: string) => ({
    method: 'POST' as const,
    url: `${url}/4/storage/persons`,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ user_data: 'bench', external_id: 'bench-1' }),
    connections: CONNECTIONS,
  });
  const get = (url: string) => ({ url: `${url}/4/storage/persons/${id}`, headers, connections: CONNECTIONS });
  for (const [name, load] of Object.entries({ create, get })) {
    const options = { rounds, seconds, workers };
    const { basePerSecond, perSecond, ratios, costs } = await compareInRounds(
      load(bare.url),
      load(service.url),
      options,
    );
    const reach = REACH[engine][name as 'create' | 'get'];
    rows.push({ what: `${name} person, ${engine}, bare route`, value: basePerSecond, unit: '/s' });
    rows.push({ what: `${name} person, ${engine}, service`, value: perSecond, unit: '/s' });
    rows.push({
      what: `${name} person, ${engine}: ratio (${rangeOf(ratios)})`,
      value: median(ratios),
      unit: '',
      reach: `≥ ${reach}`,
    });
    const shares = costs.map((cost) => cost.base / cost.subject);
    for (const [who, spent] of Object.entries({
      'bare route': costs.map(({ base }) => base),
      service: costs.map(({ subject }) => subject),
    }))
      rows.push({ what: `${name} person, ${engine}, ${who}: processor time`, value: median(spent), unit: 'µs' });
    rows.push({
      what: `${name} person, ${engine}: processor time, bare to service (${rangeOf(shares)})`,
      value: median(shares),
      unit: '',
    });
  }
}

function rangeOf(figures: readonly number[]): string {
  return `${Math.min(...figures).toFixed(2)}–${Math.max(...figures).toFixed(2)}`;
}
