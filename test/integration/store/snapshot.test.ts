import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { type DescriptorId, newId } from '../../../src/domain/ids.ts';
import { createStore } from '../../../src/store/createStore.ts';
import { BACKED_TABLES, type BackedTable, type PortableRow } from '../../../src/store/snapshot/backedTables.ts';
import { restoreRows, TargetNotEmpty } from '../../../src/store/snapshot/restoreRows.ts';
import type { Snapshot } from '../../../src/store/snapshot/snapshot.ts';
import type { Store } from '../../../src/store/store.ts';
import { LASTING_DATABASES, type TestDatabase } from './support/databases.ts';
import { anAccount, clock } from './support/rows.ts';

const SILENT = { info: () => undefined, warn: () => undefined };
const FAR = { kind: 'database', folderId: null } as const;

async function rowsOf(snapshot: Snapshot): Promise<ReadonlyMap<BackedTable, readonly PortableRow[]>> {
  const tables = new Map<BackedTable, PortableRow[]>();
  for (const table of BACKED_TABLES) {
    const rows: PortableRow[] = [];
    for (let page = await snapshot.next(table); page.length > 0; page = await snapshot.next(table)) rows.push(...page);
    tables.set(table, rows);
  }
  return tables;
}

/** In one order, each as text: to compare vectors byte by byte takes seconds. */
function sortedTexts(tables: ReadonlyMap<BackedTable, readonly PortableRow[]>) {
  return [...tables].map(([table, rows]) => [table, rows.map((row) => JSON.stringify(row)).sort()]);
}

describe.each(LASTING_DATABASES)('$name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  const portrait = newId<DescriptorId>();
  beforeAll(async () => {
    database = await create();
    store = await openStore(database.options);
    const accountId = await anAccount(store);
    const vector = new Float32Array(512).fill(0.5);
    const descriptors = Array.from({ length: 1100 }, (_, index) => ({
      descriptorId: index === 0 ? portrait : newId<DescriptorId>(),
      createTime: clock(),
      modelId: 'a model',
      vector,
      hasPortrait: index === 0,
    }));
    await store.transaction((tx) => tx.descriptors.createMany(accountId, descriptors));
    await store.portraitImages.put(portrait, [{ side: 0, image: Buffer.from('jpeg') }], clock());
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  it('shows one moment while others write, and comes back in another database', async () => {
    const snapshot = await store.openSnapshot?.();
    if (!snapshot) throw new Error('no snapshot');
    // Not held up by whoever reads.
    await anAccount(store);
    expect(snapshot.counts).toMatchObject({ account: 1, descriptor: 1100 });
    expect(snapshot.portraits).toBe(1);
    const rows = await rowsOf(snapshot);
    expect(rows.get('account')).toHaveLength(1);
    expect(rows.get('descriptor')).toHaveLength(1100);
    const images = await snapshot.images([portrait, newId<DescriptorId>()]);
    expect(images.map(({ image, ...rest }) => ({ ...rest, image: Buffer.from(image).toString() }))).toEqual([
      { descriptorId: portrait, side: 0, image: 'jpeg' },
    ]);
    await snapshot.close();

    const other = await create();
    const target = await openDatabase(other.options, SILENT);
    const options = { schema: snapshot.schema, place: FAR, replace: false };
    const fill = async (writer: { insert(table: BackedTable, rows: readonly PortableRow[]): Promise<void> }) => {
      for (const table of BACKED_TABLES) await writer.insert(table, rows.get(table) ?? []);
    };
    const later = { ...options, schema: ['9999_of_a_later_version'] };
    await expect(restoreRows(target, later, fill)).rejects.toThrow('made by a newer version');
    // What breaks off leaves nothing.
    const broken = async (writer: Parameters<typeof fill>[0]) => {
      await fill(writer);
      throw new Error('broken off');
    };
    await expect(restoreRows(target, options, broken)).rejects.toThrow('broken off');
    expect((await sql`select * from account`.execute(target.db)).rows).toEqual([]);
    await restoreRows(target, options, fill);
    const restored = await createStore(target).openSnapshot?.();
    if (!restored) throw new Error('no snapshot');
    expect(sortedTexts(await rowsOf(restored))).toEqual(sortedTexts(rows));
    await restored.close();
    await expect(restoreRows(target, options, fill)).rejects.toThrow(TargetNotEmpty);
    await restoreRows(target, { ...options, replace: true }, fill);
    expect(await createStore(target).portraitPlace.find()).toEqual({ ...FAR, bucketId: null, movingFrom: null });
    await target.close();
    await other.remove();
  });
});

it('PGlite: a copy goes with its reader, one that a crash has left with the next start', async () => {
  const kind = LASTING_DATABASES.find(({ name }) => name === 'PGlite in a directory');
  if (!kind) throw new Error('no such database');
  const database = await kind.create();
  const { directory } = database.options as { directory: string };
  mkdirSync(join(directory, 'snapshot.deadbeef', 'pgdata'), { recursive: true });
  const store = await openStore(database.options);
  const passing = () => readdirSync(directory).filter((name) => name.startsWith('snapshot.'));
  expect(passing()).toEqual([]);
  const snapshot = await store.openSnapshot?.();
  expect(passing()).toHaveLength(1);
  await snapshot?.close();
  expect(passing()).toEqual([]);
  await store.close();
  await database.remove();
});
