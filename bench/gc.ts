/**
 * npm run bench:gc -- [--count 1000000] [--linked 10000] [--json FILE]
 *
 * Garbage collection (contract 85) of descriptors that nobody links to, on a Postgres of its own from npm that writes
 * through as in production: as the command does it, in batches of 10 000, beside descriptors that are linked and stay.
 * Then the same with the portraits of some of them on disk.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { TRUSTED_CLOCK } from '../src/core/upkeep/clockGuard.ts';
import { collectGarbage } from '../src/core/upkeep/garbage.ts';
import { openStore } from '../src/databases/openStore.ts';
import type { DescriptorId } from '../src/domain/ids.ts';
import { createClock } from '../src/domain/time.ts';
import { createFilePortraitStore } from '../src/portraits/filePortraitStore.ts';
import { installPostgres } from '../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, PostgresServer, USER } from '../test/support/postgres/postgresServer.ts';
import { printReport, type Row } from './support/report.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    linked: { type: 'string', default: '10000' },
    portraits: { type: 'string', default: '20000' },
    json: { type: 'string' },
  },
});
const [count, linked, withPortraits] = [values.count, values.linked, values.portraits].map(Number) as [
  number,
  number,
  number,
];
const PRODUCTION = { fsync: 'on', shared_buffers: '128MB', max_wal_size: '1GB' };
const ACCOUNT = '00000000-0000-4000-8000-000000000001';
const PERSON = '00000000-0000-4000-8000-000000000002';
/** 512 floats. */
const VECTOR_BYTES = 2048;

const installation = await installPostgres();
const folder = await mkdtemp(join(tmpdir(), 'luna-bench-gc-'));
const server = await PostgresServer.create(installation, 'gc');
const rows: Row[] = [];
try {
  await server.start(PRODUCTION);
  await server.query(`create role ${USER} login password '${PASSWORD}'`);
  await server.query(`create database ${DATABASE} owner ${USER}`);
  const store = await openStore({
    type: 'postgres',
    host: '127.0.0.1',
    port: server.port,
    user: USER,
    password: PASSWORD,
    database: DATABASE,
    poolSize: 10,
  });
  const admin = await server.connect();
  await fill(admin);

  const portraits = createFilePortraitStore(folder);
  const memory: number[] = [];
  const collect = () =>
    collectGarbage(
      { garbage: store.garbage, portraits, clock: createClock('UTC'), clockGuard: TRUSTED_CLOCK },
      { minimumAgeSeconds: 3600, dryRun: false, onProgress: () => memory.push(process.memoryUsage().rss / 2 ** 20) },
    );

  const { seconds, result } = await timed(collect);
  if (result.descriptors !== count) throw new Error(`${result.descriptors} of ${count} were collected`);
  const tenth = Math.ceil(memory.length / 10);
  rows.push(
    {
      what: `${count} unattached descriptors, ${linked} attached stay`,
      value: count / seconds,
      unit: '1/s',
      reach: '≥ 20000',
    },
    { what: 'batches of 10 000', value: result.batches, unit: '' },
    { what: 'resident memory after a tenth of them', value: memory[tenth] ?? 0, unit: 'MB' },
    { what: 'greatest after that', value: Math.max(...memory.slice(tenth)), unit: 'MB', reach: 'flat' },
  );

  if (withPortraits > 0) {
    await insert(admin, withPortraits, true);
    const { rows: ids } = await admin.query<{ id: DescriptorId }>(
      'select descriptor_id as id from descriptor where has_portrait',
    );
    const image = randomBytes(8000);
    const thumbnails = new Map([64, 96, 160].map((side) => [side, randomBytes(side * 20)]));
    for (const { id } of ids) await portraits.put(id, { image, thumbnails });
    const run = await timed(collect);
    rows.push({
      what: `${withPortraits} with a portrait and three thumbnails`,
      value: withPortraits / run.seconds,
      unit: '1/s',
    });
  }
  await admin.end();
  await store.close();
} finally {
  await server.destroy();
  await installation.remove();
  await rm(folder, { recursive: true, force: true });
}
printReport('Garbage collection', rows, values.json);

/** Vectors are cut from random bytes, which do not compress. */
async function fill(client: pg.Client): Promise<void> {
  await client.query(`insert into account values ($1, true, 'a@b.c', '-', '', now())`, [ACCOUNT]);
  await client.query(`insert into person values ($1, $2, '', null, now())`, [PERSON, ACCOUNT]);
  await insert(client, linked, false);
  await client.query('insert into person_face select descriptor_id, $1, now() from descriptor', [PERSON]);
  await insert(client, count, false);
  await client.query('analyze');
  await client.query('checkpoint').catch(() => undefined);
}

async function insert(client: pg.Client, rowCount: number, hasPortrait: boolean): Promise<void> {
  await client.query(
    `insert into descriptor select gen_random_uuid()::text, $1, now() - interval '2 days', now() - interval '2 days',
       'fr', substring($2::bytea from (number % 2048)::int + 1 for ${VECTOR_BYTES}), $3
     from generate_series(1, $4::bigint) as number`,
    [ACCOUNT, randomBytes(2 * VECTOR_BYTES), hasPortrait, rowCount],
  );
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}
