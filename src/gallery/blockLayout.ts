import { UUID_WORDS } from './uuidWords.ts';

/**
 * Rows of a block, the unit in which lists take memory; the search kernel knows this number too. Smaller ones make the
 * memory prefetcher start anew too often: 64 rows in scattered order cost twice the time of neighbours, 128 a sixth more.
 */
export const BLOCK_ROWS = 128;
/** Blocks of a chunk: 131 072 rows, 69 MiB and 256 MiB of vectors at 512 components. */
export const CHUNK_BLOCKS = 1024;

/** Four rows share one stream of bytes: eight components of each in turn (why: kernel/assembly/scan.ts). */
const STREAM_ROWS = 4;
/** Components of a row that stand together, and bytes from them to its next ones. */
export const ROW_STEP = 8;
export const STREAM_STEP = STREAM_ROWS * ROW_STEP;

/** Bytes of what a chunk keeps of each block, in three regions: the scan reads each as one stream. */
export interface BlockLayout {
  /** Components of a vector. */
  readonly dimension: number;
  /** Components of a quantised row: a multiple of 16, the rest zero. */
  readonly paddedDimension: number;
  /** 8-bit components. */
  readonly codeBytes: number;
  /** Scales, then errors, as 32-bit floats. */
  readonly measureBytes: number;
  /** Descriptor ids, then person ids. */
  readonly keyBytes: number;
  /** Float vectors, in a memory of their own. */
  readonly vectorBytes: number;
}

/** 552 bytes a row at 512 components, and 2048 for the float vector. */
export function blockLayout(dimension: number): BlockLayout {
  const paddedDimension = Math.ceil(dimension / 16) * 16;
  return {
    dimension,
    paddedDimension,
    codeBytes: BLOCK_ROWS * paddedDimension,
    measureBytes: BLOCK_ROWS * 2 * 4,
    keyBytes: BLOCK_ROWS * 2 * UUID_WORDS * 4,
    vectorBytes: BLOCK_ROWS * dimension * 4,
  };
}

/** Bytes of a block without its float vectors. */
export function bytesInChunk({ codeBytes, measureBytes, keyBytes }: BlockLayout): number {
  return codeBytes + measureBytes + keyBytes;
}

/** Where the first eight components of a row stand among the codes of its block; the next are `STREAM_STEP` further. */
export function rowStart({ paddedDimension }: BlockLayout, row: number): number {
  const stream = Math.floor(row / STREAM_ROWS);
  return stream * STREAM_ROWS * paddedDimension + (row % STREAM_ROWS) * ROW_STEP;
}
