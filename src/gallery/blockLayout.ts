import { UUID_WORDS } from './uuidWords.ts';

/** Rows of a block, the unit in which lists take memory. The search kernel knows this number too. */
export const BLOCK_ROWS = 64;
/** Blocks of a chunk: 131 072 rows, 73 MiB and 256 MiB of vectors at 512 components. Untouched pages cost nothing. */
export const CHUNK_BLOCKS = 2048;

const KEY_BYTES = UUID_WORDS * 4;
/** Four rows share one stream: eight components of each in turn (why: kernel/assembly/scan.ts). */
const STREAM_ROWS = 4;
const STEP = 8;

/** Where a row's parts stand. A block is: 8-bit components, scales, errors, descriptor ids, person ids. */
export interface BlockLayout {
  /** Components of a vector. */
  readonly dimension: number;
  /** Components of a quantised row: a multiple of 16, the rest zero. */
  readonly paddedDimension: number;
  /** Byte offsets inside a block. */
  readonly scales: number;
  readonly errors: number;
  readonly descriptorIds: number;
  readonly personIds: number;
  /** Bytes of a block without its float vectors, and of these. */
  readonly blockBytes: number;
  readonly vectorBytes: number;
}

/** 552 bytes a row at 512 components, and 2048 for the float vector. */
export function blockLayout(dimension: number): BlockLayout {
  const paddedDimension = Math.ceil(dimension / 16) * 16;
  const scales = BLOCK_ROWS * paddedDimension;
  const errors = scales + BLOCK_ROWS * 4;
  const descriptorIds = errors + BLOCK_ROWS * 4;
  const personIds = descriptorIds + BLOCK_ROWS * KEY_BYTES;
  return {
    dimension,
    paddedDimension,
    scales,
    errors,
    descriptorIds,
    personIds,
    blockBytes: personIds + BLOCK_ROWS * KEY_BYTES,
    vectorBytes: BLOCK_ROWS * dimension * 4,
  };
}

/** Where the first eight components of a row stand inside its block; the next eight stand `STREAM_STEP` further. */
export function rowStart({ paddedDimension }: BlockLayout, row: number): number {
  const stream = Math.floor(row / STREAM_ROWS);
  return stream * STREAM_ROWS * paddedDimension + (row % STREAM_ROWS) * STEP;
}

/** Components that stand together, and bytes from them to the next ones of the row. */
export const ROW_STEP = STEP;
export const STREAM_STEP = STREAM_ROWS * STEP;
