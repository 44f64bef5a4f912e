import { BLOCK_ROWS, CHUNK_BLOCKS } from '../rows/blockLayout.ts';

/** Probes of one call of the kernel; more are searched in several calls. */
export const MAX_PROBES = 32;
/** Keys whose bounds the kernel keeps; a larger limit is searched without them: more candidates, the same answer. */
export const MAX_LIMIT = 1024;
/** Blocks that the kernel scores before it looks at their survivors; assembly/search.ts says so, too (kernelNumbers.test.ts). */
export const BATCH_BLOCKS = 8;
const BATCH_ROWS = BATCH_BLOCKS * BLOCK_ROWS;
/** Candidates that wait for their exact cosine. */
export const CANDIDATES = 4096;

/** 32-bit fields in the order of the class `Search` of assembly/search.ts. */
export const SEARCH_FIELDS = [
  'dimension',
  'probes',
  'probeScales',
  'probeOffsets',
  'probeCount',
  'scores',
  'survivors',
  'fineScores',
  'blocks',
  'blockCount',
  'nextBlock',
  'rowsInLastBlock',
  'coarse',
  'fine',
  'measures',
  'keys',
  'stretch',
  'slack',
  'floor',
  'limit',
  'bestKeys',
  'bestBounds',
  'bestCount',
  'candidateRows',
  'candidateBounds',
  'candidateCapacity',
  'candidateCount',
  'halves',
  'touched',
] as const;

export type SearchField = (typeof SEARCH_FIELDS)[number];

/** Byte offsets of what one thread needs for a search, from the start of its scratch. */
export interface ScratchLayout {
  readonly search: number;
  readonly bestKeys: number;
  readonly probes: number;
  readonly probeScales: number;
  readonly probeOffsets: number;
  readonly scores: number;
  readonly survivors: number;
  readonly fineScores: number;
  readonly bestBounds: number;
  readonly blocks: number;
  readonly candidateRows: number;
  readonly candidateBounds: number;
  readonly bytes: number;
}

/** Every part starts at a multiple of 16 bytes. */
export function scratchLayout(paddedDimension: number): ScratchLayout {
  let bytes = 0;
  const take = (size: number): number => {
    const start = bytes;
    bytes += Math.ceil(size / 16) * 16;
    return start;
  };
  const parts = {
    search: take(SEARCH_FIELDS.length * 4),
    bestKeys: take(MAX_LIMIT * 16),
    probes: take(MAX_PROBES * paddedDimension * 2),
    probeScales: take(MAX_PROBES * 4),
    probeOffsets: take(MAX_PROBES * 4),
    scores: take(MAX_PROBES * BATCH_ROWS * 4),
    // Four more: the kernel repeats the last one up to a multiple of four.
    survivors: take((BATCH_ROWS + 4) * 4),
    fineScores: take(BATCH_ROWS * 4),
    bestBounds: take(MAX_LIMIT * 4),
    blocks: take(CHUNK_BLOCKS * 4),
    candidateRows: take(CANDIDATES * 4),
    candidateBounds: take(CANDIDATES * 4),
  };
  return { ...parts, bytes };
}
