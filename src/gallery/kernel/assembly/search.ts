/** What the host asks, and where the parts of a row are. Sizes are in bytes. */

/** The host's own: ../../rows/blockLayout.ts; ../kernelNumbers.test.ts compares. */
export const BLOCK_ROWS: u32 = 128;
export const KEY_BYTES: usize = 16;
/** Of a block: scales and errors; descriptor ids and person ids. */
export const MEASURE_BYTES: usize = <usize>BLOCK_ROWS * 2 * 4;
export const KEYS_BYTES: usize = <usize>BLOCK_ROWS * 2 * KEY_BYTES;
/** Blocks that are scored before their survivors are looked at (../scratch.ts makes room for them), and bytes of one probe's scores of their rows. */
export const BATCH_BLOCKS: u32 = 8;
export const SCORES_BYTES: usize = <usize>BATCH_BLOCKS * BLOCK_ROWS * 4;

/** Shared with the host: `SEARCH_FIELDS` in ../scratch.ts lists the same fields in the same order. */
@unmanaged
export class Search {
  /** Digits of a row, a multiple of 32. */
  dimension: usize;
  /** Probes as numbers of 16 or 8 bits, one after the other; their scales are 32-bit floats. */
  probes: usize;
  probeScales: usize;
  /** 32-bit integers: what a probe's sums with the digits as they stand must be raised by. */
  probeOffsets: usize;
  probeCount: u32;
  /** Room for the coarse scores of a batch of blocks, `SCORES_BYTES` a probe; for the rows that they leave, and the scores of those. */
  scores: usize;
  survivors: usize;
  fineScores: usize;
  /** Numbers of the blocks; all are full but the last. */
  blocks: usize;
  blockCount: u32;
  nextBlock: u32;
  rowsInLastBlock: u32;
  /** Where the first block has its digits, its scales, and the 16-byte keys that rows are grouped by. */
  coarse: usize;
  fine: usize;
  measures: usize;
  keys: usize;
  /** A score is off by at most (row error * stretch + slack). */
  stretch: f32;
  slack: f32;
  /** Cosine that a candidate must be able to reach. */
  floor: f32;
  /** The best lower bounds so far, one a key; 0 as the limit switches them off. */
  limit: u32;
  bestKeys: usize;
  bestBounds: usize;
  bestCount: u32;
  /** Rows (128 * place of the block + row) and their upper bounds. */
  candidateRows: usize;
  candidateBounds: usize;
  candidateCapacity: u32;
  candidateCount: u32;
  /** The low half of each byte. */
  halves: u32;
  /** Keeps the compiler from leaving out what `touch` loads. */
  touched: u32;
}

export function blockAt(search: Search, place: u32): usize {
  return load<u32>(search.blocks + ((<usize>place) << 2));
}

export function scaleOf(search: Search, row: u32): f32 {
  const block = blockAt(search, row / BLOCK_ROWS);
  return load<f32>(search.measures + block * MEASURE_BYTES + ((<usize>(row % BLOCK_ROWS)) << 2));
}

/** Where an array with one item a row has the item of a row of the run, counted over its blocks. */
export function rowAt(search: Search, row: u32): usize {
  return blockAt(search, row / BLOCK_ROWS) * BLOCK_ROWS + (row % BLOCK_ROWS);
}
