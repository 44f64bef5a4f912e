import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, asyncProperty, integer } from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DescriptorId, newId } from '../../domain/ids.ts';
import type { StoredPortrait } from '../../portraits/portraitStore.ts';
import { BACKED_TABLES, type BackedTable, columnsOf, type PortableRow } from '../../store/snapshot/backedTables.ts';
import type { Snapshot } from '../../store/snapshot/snapshot.ts';
import { archiveEntry, archiveTrailer } from './archiveFormat.ts';
import { openArchive } from './openArchive.ts';
import { restoreBackup } from './restoreBackup.ts';
import { writeBackup } from './writeBackup.ts';

let folder: string;
let bytes: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luna-archive-'));
  bytes = await archiveOf(ROWS);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const IDS = [newId<DescriptorId>(), newId<DescriptorId>(), newId<DescriptorId>()] as const;
const VALUES = {
  text: 'ein “Name”\n',
  time: '2026-01-02T03:04:05.000006Z',
  number: 7,
  boolean: true,
  bytes: Buffer.from([0, 255, 10]),
};

/** A row with a value in each column; descriptors have a portrait, but the last one's is not there. */
function rowOf(table: BackedTable, descriptorId: DescriptorId): PortableRow {
  const row = [...columnsOf(table)].map(([name, kind]) => [name, VALUES[kind]]);
  return { ...Object.fromEntries(row), ...(table === 'descriptor' && { descriptor_id: descriptorId }) };
}

const ROWS = new Map(BACKED_TABLES.map((table) => [table, IDS.map((id) => rowOf(table, id))]));
const PORTRAITS = new Map<DescriptorId, StoredPortrait>(
  IDS.slice(0, 2).map((id, index) => [
    id,
    { image: Buffer.alloc(700, index), thumbnails: new Map([[96, Buffer.from('thumb')]]) },
  ]),
);

async function archiveOf(tables: ReadonlyMap<BackedTable, readonly PortableRow[]>): Promise<Buffer> {
  const waiting = new Map(tables);
  const snapshot: Snapshot = {
    schema: ['0001_initial_schema'],
    counts: Object.fromEntries(BACKED_TABLES.map((table) => [table, 3])) as Snapshot['counts'],
    portraits: 3,
    sealed: false,
    async next(table) {
      const page = waiting.get(table) ?? [];
      waiting.delete(table);
      return page;
    },
    images: async () => [],
    close: async () => undefined,
  };
  const parts = {
    openSnapshot: async () => snapshot,
    portraits: { getAll: async (id: DescriptorId) => PORTRAITS.get(id) },
    database: 'pglite',
    version: '0.0.0',
    settings: { PORT: 5140, ADMIN_KEY: '(hidden)' },
  };
  const pieces: Uint8Array[] = [];
  for await (const piece of writeBackup(parts, new AbortController().signal)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function withFile<Result>(content: Uint8Array, work: (file: FileHandle) => Promise<Result>): Promise<Result> {
  const path = join(folder, newId());
  await writeFile(path, content);
  const file = await open(path);
  try {
    return await work(file);
  } finally {
    await file.close();
    await rm(path);
  }
}

it('what was written comes back: rows of every table and column, portraits with thumbnails', async () => {
  const rows = new Map<BackedTable, PortableRow[]>();
  const portraits = new Map<DescriptorId, StoredPortrait>();
  const target = {
    insert: async (table: BackedTable, some: readonly PortableRow[]) =>
      void rows.set(table, [...(rows.get(table) ?? []), ...some]),
    putPortrait: async (id: DescriptorId, portrait: StoredPortrait) => void portraits.set(id, portrait),
  };
  await withFile(bytes, async (file) => {
    const { manifest, entries } = await openArchive(file);
    expect(manifest).toMatchObject({ format: 1, version: '0.0.0', database: 'pglite', portraits: 3 });
    expect(await restoreBackup(entries(), target, () => undefined)).toEqual({
      rows: BACKED_TABLES.length * 3,
      portraits: 2,
    });
  });
  expect(portraits).toEqual(PORTRAITS);
  for (const [table, written] of ROWS) {
    if (table !== 'descriptor') expect(rows.get(table)).toEqual(written);
  }
  // Erased since the snapshot: the descriptor has no portrait any more.
  expect(rows.get('descriptor')?.map((row) => row.has_portrait)).toEqual([true, true, false]);
});

it('one changed bit anywhere is found', async () => {
  await assert(
    asyncProperty(integer({ min: 0, max: bytes.length - 1 }), integer({ min: 0, max: 7 }), async (at, bit) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      await expect(withFile(damaged, (file) => openArchive(file))).rejects.toThrow(/^the (backup|file) /);
    }),
    {
      numRuns: 300,
      examples: [
        [bytes.length - 1, 0],
        [bytes.length - 2048, 3],
        [0, 0],
        [bytes.length - 1700, 1],
      ],
    },
  );
});

it('a file that was cut off anywhere, or goes on behind its end, is no backup', async () => {
  await assert(
    asyncProperty(integer({ min: 0, max: bytes.length - 1 }), async (length) => {
      await expect(withFile(bytes.subarray(0, length), (file) => openArchive(file))).rejects.toThrow(
        /^the backup is incomplete|^the file is not a backup/,
      );
    }),
    { numRuns: 100, examples: [[bytes.length - 1], [bytes.length - 1024], [bytes.length - 2048], [512]] },
  );
  await expect(withFile(Buffer.concat([bytes, Buffer.alloc(512)]), (file) => openArchive(file))).rejects.toThrow();
});

it('a later format is told as such, whatever its end is like', async () => {
  const manifest = archiveEntry('manifest.json', Buffer.from('{"format":2}'), 0);
  for (const end of [Buffer.alloc(4096), archiveTrailer('', 0)]) {
    await expect(withFile(Buffer.concat([manifest, end]), (file) => openArchive(file))).rejects.toThrow(
      'the backup has format 2, and this version reads format 1',
    );
  }
});

it('a file that was changed after the check is not restored', async () => {
  await withFile(bytes, async () => {
    const path = join(folder, 'changing');
    await writeFile(path, bytes);
    const file = await open(path, 'r+');
    const { entries } = await openArchive(file);
    await file.write(Buffer.from('X'), 0, 1, bytes.length - 2100);
    const all = async () => {
      for await (const entry of entries()) expect(entry).toBeDefined();
    };
    await expect(all()).rejects.toThrow('changed while it was read');
    await file.close();
  });
});
