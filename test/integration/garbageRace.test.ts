import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPersons } from '../../src/core/persons/persons.ts';
import { openStore } from '../../src/databases/openStore.ts';
import type { PostgresOptions } from '../../src/databases/postgres/openPostgres.ts';
import { type DescriptorId, newId } from '../../src/domain/ids.ts';
import { secondsBefore } from '../../src/domain/time.ts';
import type { Store } from '../../src/store/store.ts';
import { DATABASES, type TestDatabase } from './store/support/databases.ts';
import { anAccount, clock } from './store/support/rows.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import type { Outcome } from './support/commandLine.ts';

const COUNT = 6000;
let database: TestDatabase;
let options: PostgresOptions;
let store: Store;
let folder: string;

beforeAll(async () => {
  const postgres = DATABASES.find(({ name }) => name === 'Postgres');
  if (!postgres) throw new Error('the set-up of the integration tests starts a Postgres');
  database = await postgres.create();
  options = database.options as PostgresOptions;
  store = await openStore(options);
  folder = await mkdtemp(join(tmpdir(), 'luna-gc-'));
});
afterAll(async () => {
  await store.close();
  await database.remove();
  await rm(folder, { recursive: true, force: true });
});

it('two nodes collect while a third attaches: nothing attached is lost, nothing is counted twice', async () => {
  const accountId = await anAccount(store);
  const createTime = secondsBefore(clock(), 2 * 24 * 3600);
  const faces = Array.from({ length: COUNT }, () => newId<DescriptorId>());
  const rows = faces.map((descriptorId) => ({
    descriptorId,
    createTime,
    modelId: 'model',
    vector: new Float32Array(512),
    hasPortrait: false,
  }));
  await store.descriptors.createMany(accountId, rows);

  const persons = createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } });
  const personId = await persons.create(accountId, {});
  const attached = new Set<DescriptorId>();
  let collecting = true;
  const attach = async () => {
    // From both ends, so that some are met before the collectors come, and some after.
    for (let index = 0; collecting && index < COUNT / 4; index++) {
      const face = faces[index % 2 === 0 ? index : COUNT - index] as DescriptorId;
      await persons.attachDescriptor(accountId, personId, face).then(
        () => attached.add(face),
        (error) => expect(error).toMatchObject({ kind: 'descriptor' }),
      );
      await pause(2);
    }
  };
  const collector = (): Promise<Outcome> =>
    run(['gc', '--json', '--min-age', '24'], {
      DB_TYPE: 'postgres',
      DB_HOST: options.host,
      DB_PORT: String(options.port),
      DB_USER: options.user,
      DB_PASSWORD: String(options.password) || 'none',
      DB_NAME: options.database,
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
    });
  const attaching = attach();
  const outcomes = await Promise.all([collector(), collector()]);
  collecting = false;
  await attaching;

  const reports = outcomes.map(({ code, stdout, stderr }) => {
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining('rror') });
    return JSON.parse(stdout) as { dry_run: boolean; descriptors: number; batches: number };
  });
  expect(attached.size).toBeGreaterThan(0);
  expect(reports.reduce((sum, { descriptors }) => sum + descriptors, 0)).toBe(COUNT - attached.size);
  expect(await store.descriptors.existing(accountId, faces)).toEqual(attached);
  expect((await store.persons.ownersOf(accountId, faces)).size).toBe(attached.size);
});
