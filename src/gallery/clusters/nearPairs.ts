import type { DescriptorId } from '../../domain/ids.ts';
import { digitsFor, loadKernel } from '../kernel/loadKernel.ts';
import { MAX_PROBES } from '../kernel/scratch.ts';
import { MemoryBudget } from '../memory/memoryBudget.ts';
import type { PairRules } from '../pairs/pairs.ts';
import { scanPairs } from '../pairs/scanPairs.ts';
import { BlockArena } from '../rows/blockArena.ts';
import { type Chunk, createChunk } from '../rows/chunk.ts';
import { RowTable } from '../rows/rowTable.ts';
import { Scanner } from '../scan/scanner.ts';
import type { Nearest, NearestJob } from './clusterJobs.ts';

/** Two rows by their numbers, the lower one first, and their cosine. */
export interface NearPair {
  readonly one: number;
  readonly other: number;
  readonly cosine: number;
}

export interface NearPairRules {
  readonly cosineThreshold: number;
  /** Pairs of one row with rows of higher numbers, the best ones. */
  readonly limit: number;
}

/**
 * Pairs of rows that are near to each other, by the kernel of the gallery: exact, on the thread that calls it. It gives way
 * between passes to what the thread has to do.
 * @param vectors rows one behind the other
 * @param onPass told how many rows were compared since the last time; what it throws ends the work
 */
export async function nearPairs(
  vectors: Float32Array,
  dimension: number,
  { cosineThreshold, limit }: NearPairRules,
  onPass: (rows: number) => void,
): Promise<readonly NearPair[]> {
  const rules = {
    cosineThreshold,
    limit,
    probes: 'descriptor',
    candidates: 'descriptor',
    withinOneList: true,
  } as const;
  const pairs: NearPair[] = [];
  for await (const { probe, row, cosine } of compare(vectors, vectors, dimension, rules, onPass)) {
    pairs.push({ one: probe, other: row, cosine });
  }
  return pairs;
}

/** A probe is near to that many rows at most. */
const NEAREST = 3;

/** The rows that each probe is nearest to, by the same kernel. */
export async function nearestRows(
  vectors: Float32Array,
  probes: Float32Array,
  { dimension, threshold }: Pick<NearestJob, 'dimension' | 'threshold'>,
  onPass: (rows: number) => void,
): Promise<readonly Nearest[]> {
  const rules = {
    cosineThreshold: threshold,
    limit: NEAREST,
    probes: 'descriptor',
    candidates: 'descriptor',
    withinOneList: false,
  } as const;
  const found: Nearest[] = [];
  for await (const each of compare(vectors, probes, dimension, rules, onPass)) found.push(each);
  return found;
}

async function* compare(
  vectors: Float32Array,
  probes: Float32Array,
  dimension: number,
  rules: PairRules,
  onPass: (rows: number) => void,
): AsyncGenerator<Nearest> {
  const kernel = loadKernel();
  const chunks: Chunk[] = [];
  const budget = new MemoryBudget(Number.POSITIVE_INFINITY, () => false);
  const arena = new BlockArena(dimension, digitsFor(kernel), budget, () => {
    const chunk = createChunk(chunks.length, dimension, 1, kernel !== undefined);
    chunks.push(chunk);
    return chunk;
  });
  const table = new RowTable(arena);
  for (const [index, vector] of rowsOf(vectors, dimension)) {
    table.put({ descriptorId: idOf(index), personId: null, vector });
  }
  const scanner = new Scanner(kernel, 0);
  for (const chunk of chunks) scanner.attach(chunk);
  const runs = table.split(1).flat();
  // No row is paired with itself: probes of another set have numbers behind those of all rows.
  const shift = probes === vectors ? 0 : vectors.length / dimension;
  const all = [...rowsOf(probes, dimension)];
  for (let from = 0; from < all.length; from += MAX_PROBES) {
    const groups = all.slice(from, from + MAX_PROBES).map(([index, vector]) => ({
      personId: null,
      descriptors: [{ descriptorId: idOf(index + shift), vector }],
    }));
    for (const [index, found] of scanPairs(scanner, runs, groups, rules).entries()) {
      for (const { descriptorId, cosine } of found) yield { probe: from + index, row: numberOf(descriptorId), cosine };
    }
    onPass(groups.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function* rowsOf(vectors: Float32Array, dimension: number): Generator<[index: number, vector: Float32Array]> {
  for (let index = 0; index * dimension < vectors.length; index++) {
    yield [index, vectors.subarray(index * dimension, (index + 1) * dimension)];
  }
}

const PREFIX = '00000000-0000-4000-8000-';

/** Rows of the kernel have ids; these sort as the numbers do. */
function idOf(index: number): DescriptorId {
  return (PREFIX + index.toString(16).padStart(12, '0')) as DescriptorId;
}

function numberOf(id: DescriptorId): number {
  return Number.parseInt(id.slice(PREFIX.length), 16);
}
