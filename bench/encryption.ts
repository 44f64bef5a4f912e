/**
 * npm run bench:encryption -- [--rows 50000] [--dimension 256] [--rounds 5] [--pglite] [--out file.json]
 *
 * How fast a list of sealed faces is loaded into the memory of a node, against the same list plain: in turns, in one process, from
 * a Postgres server of its own, or with `--pglite` from the embedded database in memory. First what a seal costs by itself.
 */
import { createSecretKey, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { StoreOptions } from '../src/databases/openDatabase.ts';
import { openStore } from '../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, type ListId, newId } from '../src/domain/ids.ts';
import { createClock } from '../src/domain/time.ts';
import { createMemoryGallery } from '../src/gallery/memory/memoryGallery.ts';
import { boundTo } from '../src/sealing/boundTo.ts';
import { HeldKeyRing } from '../src/sealing/keys/heldKeyRing.ts';
import { parseKeyRing } from '../src/sealing/keys/keyRing.ts';
import { openSealing } from '../src/sealing/openSealing.ts';
import { openBlob, sealBlob } from '../src/sealing/sealedBlob.ts';
import type { Store } from '../src/store/store.ts';
import { installPostgres } from '../test/support/postgres/installPostgres.ts';
import { DATABASE, PASSWORD, USER } from '../test/support/postgres/postgresServer.ts';
import { startServer } from '../test/support/postgres/replicatedPair.ts';
import { gaussSource, randomSource, randomVector } from '../test/support/vectors.ts';
import { postgresOf } from './support/gallery/vectorDatabase.ts';
import { printReport, type Row } from './support/report.ts';

const MODEL = 'bench';
const BATCH = 1000;
const SEALS = 20_000;
const clock = createClock('UTC');

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '50000' },
    dimension: { type: 'string', default: '256' },
    rounds: { type: 'string', default: '5' },
    pglite: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const [rows, dimension, rounds] = [Number(values.rows), Number(values.dimension), Number(values.rounds)];

/** Microseconds of processor time that one call takes. */
function cost(work: () => unknown): number {
  for (let index = 0; index < SEALS / 10; index++) work();
  const before = process.cpuUsage();
  for (let index = 0; index < SEALS; index++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / SEALS;
}

function sealRows(): Row[] {
  const key = createSecretKey(randomBytes(32));
  const bound = boundTo('vector', newId(), newId());
  return [dimension * 4, 30_000].flatMap((bytes) => {
    const plain = randomBytes(bytes);
    const sealed = sealBlob(key, bound, plain);
    return [
      { what: `seal ${bytes} bytes`, value: cost(() => sealBlob(key, bound, plain)), unit: 'µs of processor' },
      { what: `open ${bytes} bytes`, value: cost(() => openBlob(key, bound, sealed)), unit: 'µs of processor' },
    ];
  });
}

async function fill(store: Store, accountId: AccountId): Promise<ListId> {
  const gauss = gaussSource(randomSource(3));
  const listId = newId<ListId>();
  await store.lists.create(accountId, { listId, kind: 'descriptors', listData: '', createTime: clock() });
  for (let from = 0; from < rows; from += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, rows - from) }, () => ({
      descriptorId: newId<DescriptorId>(),
      createTime: clock(),
      modelId: MODEL,
      vector: randomVector(dimension, gauss),
      hasPortrait: false,
    }));
    await store.transaction(async (tx) => {
      await tx.descriptors.createMany(accountId, some);
      const ids = some.map(({ descriptorId }) => descriptorId);
      await tx.lists.linkDescriptors(accountId, listId, ids, clock());
      await tx.lists.recordChange([listId], { add: ids });
    });
  }
  return listId;
}

interface Load {
  readonly seconds: number;
  readonly processor: number;
}

/** A first search, which loads the list. */
async function load(store: Store, accountId: AccountId, listId: ListId): Promise<Load> {
  const gallery = createMemoryGallery({ feed: store.galleryFeed, workers: 1, hostChanges: () => 0 });
  const candidates = { kind: 'list', listId } as const;
  const probes = [new Float32Array(dimension).fill(1)];
  const [began, before] = [performance.now(), process.cpuUsage()];
  await gallery.search(accountId, { candidates, probes, modelId: MODEL, limit: 1, groupBy: 'descriptor' });
  const { user, system } = process.cpuUsage(before);
  const measured = { seconds: (performance.now() - began) / 1000, processor: (user + system) / 1e6 };
  await gallery.close();
  return measured;
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number;

async function measure(options: StoreOptions): Promise<Row[]> {
  const ring = new HeldKeyRing(parseKeyRing(`k1:${randomBytes(32).toString('base64')}`));
  const log = { info: () => undefined, warn: () => undefined };
  const store = await openStore(options, log, (keys, hasAccounts) =>
    openSealing(keys, { ring, hasAccounts, log, modeAgeMs: 0 }),
  );
  try {
    const accountId = newId<AccountId>();
    await store.accounts.create({
      accountId,
      email: 'bench@example.com',
      organizationName: '',
      passwordHash: 'none',
      active: true,
      createTime: clock(),
    });
    const sealed = await fill(store, accountId);
    await store.encryption.setMode('plain');
    const plain = await fill(store, accountId);
    const times = { plain: [] as Load[], sealed: [] as Load[] };
    // The first round warms both up.
    for (let round = 0; round <= rounds; round++) {
      const loads = { plain: await load(store, accountId, plain), sealed: await load(store, accountId, sealed) };
      if (round > 0) for (const form of ['plain', 'sealed'] as const) times[form].push(loads[form]);
    }
    const of = (form: 'plain' | 'sealed', what: keyof Load) => median(times[form].map((each) => each[what]));
    return [
      { what: `load ${rows} plain faces`, value: of('plain', 'seconds'), unit: 's' },
      { what: `load ${rows} sealed faces`, value: of('sealed', 'seconds'), unit: 's' },
      {
        what: 'rate sealed / plain',
        value: of('plain', 'seconds') / of('sealed', 'seconds'),
        unit: '',
        reach: '≥ 0.9',
      },
      { what: 'processor of the node, plain', value: of('plain', 'processor'), unit: 's' },
      { what: 'processor of the node, sealed', value: of('sealed', 'processor'), unit: 's' },
    ];
  } finally {
    await store.close();
  }
}

async function measureOnServer(): Promise<Row[]> {
  const installation = await installPostgres();
  const server = await startServer(installation, 'encryption');
  try {
    return await measure(postgresOf(`${USER}:${PASSWORD}@127.0.0.1:${server.port}/${DATABASE}`));
  } finally {
    await server.destroy();
    await installation.remove();
  }
}

const loads = values.pglite ? await measure({ type: 'pglite', directory: 'memory' }) : await measureOnServer();
printReport(
  `Encryption at rest, ${dimension} numbers a face, ${values.pglite ? 'PGlite' : 'Postgres'}`,
  [...sealRows(), ...loads],
  values.out,
);
