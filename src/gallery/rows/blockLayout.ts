import { UUID_WORDS } from './uuidWords.ts';

/**
 * Rows of a block, the unit in which lists take memory; kernel/assembly/search.ts says so, too (kernel/kernelNumbers.test.ts). Smaller ones make the
 * memory prefetcher start again too often: 64 rows in scattered order cost twice the time of neighbours, 128 a sixth more.
 */
export const BLOCK_ROWS = 128;
/** Blocks of a chunk: 131 072 rows, 69 MiB and 256 MiB of vectors at 512 components. */
export const CHUNK_BLOCKS = 1024;

/** Four rows share one stream of coarse digits: 16 bytes of each in turn (why: kernel/assembly/scan.ts); `STREAM_ROWS` of
 * kernel/assembly/scores.ts is the same. */
export const STREAM_ROWS = 4;
const ROW_STEP = 16;
/** Words of a row that stand together, and words from them to its next ones. */
export const STEP_WORDS = ROW_STEP / 4;
export const STREAM_WORDS = STREAM_ROWS * STEP_WORDS;

/** Bytes of what a chunk keeps of each block, in four regions: the scan reads the first and third as streams. */
export interface BlockLayout {
  /** Components of a vector. */
  readonly dimension: number;
  /** Digits of a row: a multiple of 32, the rest zero. */
  readonly paddedDimension: number;
  /** Half a byte each. */
  readonly coarseBytes: number;
  readonly fineBytes: number;
  /** Scales as 32-bit floats, then errors. */
  readonly measureBytes: number;
  /** Descriptor ids, then person ids. */
  readonly keyBytes: number;
  /** Float vectors, in a memory of their own. */
  readonly vectorBytes: number;
}

/** 552 bytes a row at 512 components, and 2048 for the float vector. */
export function blockLayout(dimension: number): BlockLayout {
  const paddedDimension = Math.ceil(dimension / 32) * 32;
  return {
    dimension,
    paddedDimension,
    coarseBytes: (BLOCK_ROWS * paddedDimension) / 2,
    fineBytes: (BLOCK_ROWS * paddedDimension) / 2,
    measureBytes: BLOCK_ROWS * 2 * 4,
    keyBytes: BLOCK_ROWS * 2 * UUID_WORDS * 4,
    vectorBytes: BLOCK_ROWS * dimension * 4,
  };
}

/** Bytes of a block without its float vectors. */
export function bytesInChunk({ coarseBytes, fineBytes, measureBytes, keyBytes }: BlockLayout): number {
  return coarseBytes + fineBytes + measureBytes + keyBytes;
}

/** Where the first coarse digits of a row stand in its block, in bytes; the next are `STREAM_WORDS` words further. */
export function coarseOffset({ paddedDimension }: BlockLayout, row: number): number {
  const stream = Math.floor(row / STREAM_ROWS);
  return (stream * STREAM_ROWS * paddedDimension) / 2 + (row % STREAM_ROWS) * ROW_STEP;
}
