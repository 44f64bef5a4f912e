import { afterEach, expect, test } from 'vitest';
import { DEADLY_LIMIT } from '../../../test/support/mortalScanThread.ts';
import { gaussSource, randomSource, randomVector } from '../../../test/support/vectors.ts';
import { Unavailable } from '../../domain/errors.ts';
import { newId } from '../../domain/ids.ts';
import { digitsFor, loadKernel } from '../kernel/loadKernel.ts';
import { MemoryBudget } from '../memory/memoryBudget.ts';
import { BlockArena } from '../rows/blockArena.ts';
import { type Chunk, createChunk } from '../rows/chunk.ts';
import { RowTable } from '../rows/rowTable.ts';
import { ScanThreads } from './scanThreads.ts';

const DIMENSION = 64;
const THREADS = 2;
let threads: ScanThreads;
afterEach(() => threads.close());

function setUp() {
  const kernel = loadKernel();
  const chunks: Chunk[] = [];
  const arena = new BlockArena(DIMENSION, digitsFor(kernel), new MemoryBudget(2 ** 32, () => false), () => {
    const chunk = createChunk(chunks.length, DIMENSION, THREADS + 1, true);
    chunks.push(chunk);
    return chunk;
  });
  const table = new RowTable(arena);
  const gauss = gaussSource(randomSource(23));
  const rows = Array.from({ length: 1000 }, () => {
    return { descriptorId: newId<never>(), personId: null, vector: randomVector(DIMENSION, gauss) };
  });
  for (const row of rows) table.put(row);
  const crashes: Error[] = [];
  threads = new ScanThreads({
    threads: THREADS,
    kernel,
    chunkById: (chunkId) => chunks[chunkId] as Chunk,
    onCrash: (error) => crashes.push(error),
    entry: new URL('../../../test/support/mortalScanThread.ts', import.meta.url),
  });
  const scan = async (probe: Float32Array, limit: number) => {
    const shares = await threads.scan(table.split(THREADS), [{ probes: [probe], limit, groupBy: 'descriptor' }]);
    return shares.map(([found]) => found ?? []);
  };
  return { rows, scan, crashes };
}

test('each share gives its best, and a thread that died fails its searches only', async () => {
  const { rows, scan, crashes } = setUp();
  const expectFound = async () => {
    for (const index of [0, 999]) {
      const { vector, descriptorId } = rows[index] as (typeof rows)[number];
      const shares = await scan(vector, 1);
      expect(shares).toHaveLength(THREADS);
      expect(shares.flat().some((match) => match.descriptorId === descriptorId && match.cosine === 1)).toBe(true);
    }
  };
  await expectFound();
  await expect(scan(rows[0]?.vector as Float32Array, DEADLY_LIMIT)).rejects.toThrow(Unavailable);
  expect(crashes).toHaveLength(THREADS);
  await expectFound();
});

test('a probe without direction finds nothing and harms nothing', async () => {
  const { rows, scan, crashes } = setUp();
  const probe = rows[5]?.vector as Float32Array;
  expect((await scan(new Float32Array(DIMENSION), 1)).flat()).toEqual([]);
  expect((await scan(probe, 1)).flat().map(({ cosine }) => cosine)).toContain(1);
  expect(crashes).toEqual([]);
});
