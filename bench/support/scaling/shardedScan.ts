import { type DescriptorId, newId, type PersonId } from '../../../src/domain/ids.ts';
import type { Match } from '../../../src/gallery/gallery.ts';
import { digitsFor, loadKernel } from '../../../src/gallery/kernel/loadKernel.ts';
import { MemoryBudget } from '../../../src/gallery/memory/memoryBudget.ts';
import { BlockArena } from '../../../src/gallery/rows/blockArena.ts';
import { type Chunk, createChunk } from '../../../src/gallery/rows/chunk.ts';
import { RowTable } from '../../../src/gallery/rows/rowTable.ts';
import { createProbe, type Probe } from '../../../src/gallery/scan/cosine.ts';
import { Scanner } from '../../../src/gallery/scan/scanner.ts';
import { TopMatches } from '../../../src/gallery/scan/topMatches.ts';
import type { FaceSet } from '../gallery/faceSet.ts';

/** Persons who own faces in several shards: what makes a merge wrong when it is done carelessly. */
const FACES_OF_A_PERSON = 3;

/** The same faces in one table, and dealt out to shards. */
export interface ShardedScan {
  readonly bytesPerFace: number;
  scanWhole(probe: Float32Array, limit: number): readonly Match[];
  /** Best of each shard, merged. */
  scanShards(probe: Float32Array, limit: number): readonly Match[];
}

export function createShardedScan(faces: FaceSet, shards: number): ShardedScan {
  const kernel = loadKernel();
  const scanner = new Scanner(kernel, 0);
  const chunks: Chunk[] = [];
  const arena = new BlockArena(
    faces.dimension,
    digitsFor(kernel),
    new MemoryBudget(Number.POSITIVE_INFINITY, () => false),
    () => {
      const chunk = createChunk(chunks.length, faces.dimension, 1, true);
      chunks.push(chunk);
      scanner.attach(chunk);
      return chunk;
    },
  );
  const whole = new RowTable(arena);
  const parts = Array.from({ length: shards }, () => new RowTable(arena));
  let personId = newId<PersonId>();
  for (let index = 0; index < faces.count; index++) {
    if (index % FACES_OF_A_PERSON === 0) personId = newId<PersonId>();
    const vector = faces.vectors.subarray(index * faces.dimension, (index + 1) * faces.dimension);
    const row = { descriptorId: newId<DescriptorId>(), personId, vector };
    whole.put(row);
    parts[index % shards]?.put(row);
  }
  const scan = (table: RowTable, probe: Float32Array, limit: number) => {
    const top = new TopMatches(limit, 'person');
    for (const runs of table.split(1)) scanner.scan(runs, [createProbe(probe) as Probe], top);
    return top.matches;
  };
  return {
    bytesPerFace: whole.bytes / faces.count + faces.dimension * 4,
    scanWhole: (probe, limit) => scan(whole, probe, limit),
    scanShards(probe, limit) {
      const merged = new TopMatches(limit, 'person');
      for (const part of parts) for (const match of scan(part, probe, limit)) merged.offer(match);
      return merged.matches;
    },
  };
}
