/**
 * The search kernel (AssemblyScript, compiled to WASM SIMD by ../build.js): scores 8-bit rows against 16-bit probes and
 * collects every row whose true cosine may belong to the best `limit` keys.
 *
 * A block holds 128 rows. Four rows at a time share one stream of bytes: eight components of the first, eight of the
 * second, and so on. One linear stream keeps the hardware prefetcher ahead, and four rows share each load of the probe:
 * measured 37 against 26 million rows a second from memory with one row after the other. Nothing else stands between the
 * blocks' streams, for the same reason.
 */

const BLOCK_ROWS: u32 = 128;
const KEY_BYTES: usize = 16;
/** Of a block: scales and errors; descriptor ids and person ids. */
const MEASURE_BYTES: usize = <usize>BLOCK_ROWS * 2 * 4;
const KEYS_BYTES: usize = <usize>BLOCK_ROWS * 2 * KEY_BYTES;
/** Rows of a stream, and bytes of eight components of all of them. */
const STREAM_ROWS: usize = 4;
const STEP_BYTES: usize = 32;

/** Shared with the host: `SEARCH_FIELDS` in ../scratch.ts lists the same fields in the same order. */
@unmanaged
class Search {
  /** Components of a row, a multiple of 16. */
  dimension: usize;
  /** Probes as 16-bit components, one after the other; their scales are 32-bit floats. */
  probes: usize;
  probeScales: usize;
  probeCount: u32;
  /** Room for the scores of one block. */
  scores: usize;
  /** Numbers of the blocks; all are full but the last. */
  blocks: usize;
  blockCount: u32;
  nextBlock: u32;
  rowsInLastBlock: u32;
  /** Where the first block has its 8-bit components, its scales, and the 16-byte keys that rows are grouped by. */
  codes: usize;
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
}

/** Goes on at `nextBlock`. Stops after the last block, or before when the candidates must be taken away first. */
export function scan(search: Search): void {
  while (search.nextBlock < search.blockCount) {
    if (!hasRoom(search)) return;
    const block: usize = load<u32>(search.blocks + ((<usize>search.nextBlock) << 2));
    const rows = search.nextBlock + 1 === search.blockCount ? search.rowsInLastBlock : BLOCK_ROWS;
    score(search, block, rows);
    collect(search, block, rows);
    search.nextBlock++;
  }
}

/** Best score of each row over the probes, two probes a pass; rows are rounded up to four. */
function score(search: Search, block: usize, rows: u32): void {
  const count = search.probeCount;
  let probe: u32 = 0;
  for (; probe + 2 <= count; probe += 2) scoreTwo(search, block, rows, probe);
  if (probe < count) scoreOne(search, block, rows, probe);
}

function scoreOne(search: Search, block: usize, rows: u32, probe: u32): void {
  const dimension = search.dimension;
  const probeStart = search.probes + <usize>probe * dimension * 2;
  const scale = f32x4.splat(load<f32>(search.probeScales + <usize>probe * 4));
  const streams = (<usize>rows + STREAM_ROWS - 1) / STREAM_ROWS;
  const scales = search.measures + block * MEASURE_BYTES;
  let at = search.codes + block * dimension * BLOCK_ROWS;
  for (let stream: usize = 0; stream < streams; stream++) {
    let a = i32x4.splat(0);
    let b = i32x4.splat(0);
    let c = i32x4.splat(0);
    let d = i32x4.splat(0);
    let from = probeStart;
    const end = at + dimension * STREAM_ROWS;
    while (at < end) {
      const first = v128.load(from);
      const second = v128.load(from, 16);
      a = i32x4.add(a, i32x4.dot_i16x8_s(first, v128.load_ext<i8>(at)));
      b = i32x4.add(b, i32x4.dot_i16x8_s(first, v128.load_ext<i8>(at, 8)));
      c = i32x4.add(c, i32x4.dot_i16x8_s(first, v128.load_ext<i8>(at, 16)));
      d = i32x4.add(d, i32x4.dot_i16x8_s(first, v128.load_ext<i8>(at, 24)));
      a = i32x4.add(a, i32x4.dot_i16x8_s(second, v128.load_ext<i8>(at, 32)));
      b = i32x4.add(b, i32x4.dot_i16x8_s(second, v128.load_ext<i8>(at, 40)));
      c = i32x4.add(c, i32x4.dot_i16x8_s(second, v128.load_ext<i8>(at, 48)));
      d = i32x4.add(d, i32x4.dot_i16x8_s(second, v128.load_ext<i8>(at, 56)));
      at += STEP_BYTES * 2;
      from += 32;
    }
    keepBest(search, scales, stream, probe === 0, scale, sumLanes(a, b, c, d));
  }
}

function scoreTwo(search: Search, block: usize, rows: u32, probe: u32): void {
  const dimension = search.dimension;
  const probeStart = search.probes + <usize>probe * dimension * 2;
  const scaleAt = search.probeScales + <usize>probe * 4;
  const streams = (<usize>rows + STREAM_ROWS - 1) / STREAM_ROWS;
  const scales = search.measures + block * MEASURE_BYTES;
  let at = search.codes + block * dimension * BLOCK_ROWS;
  for (let stream: usize = 0; stream < streams; stream++) {
    let a = i32x4.splat(0);
    let b = i32x4.splat(0);
    let c = i32x4.splat(0);
    let d = i32x4.splat(0);
    let e = i32x4.splat(0);
    let f = i32x4.splat(0);
    let g = i32x4.splat(0);
    let h = i32x4.splat(0);
    let from = probeStart;
    const end = at + dimension * STREAM_ROWS;
    while (at < end) {
      const first = v128.load(from);
      const second = v128.load(from + dimension * 2);
      let row = v128.load_ext<i8>(at);
      a = i32x4.add(a, i32x4.dot_i16x8_s(first, row));
      e = i32x4.add(e, i32x4.dot_i16x8_s(second, row));
      row = v128.load_ext<i8>(at, 8);
      b = i32x4.add(b, i32x4.dot_i16x8_s(first, row));
      f = i32x4.add(f, i32x4.dot_i16x8_s(second, row));
      row = v128.load_ext<i8>(at, 16);
      c = i32x4.add(c, i32x4.dot_i16x8_s(first, row));
      g = i32x4.add(g, i32x4.dot_i16x8_s(second, row));
      row = v128.load_ext<i8>(at, 24);
      d = i32x4.add(d, i32x4.dot_i16x8_s(first, row));
      h = i32x4.add(h, i32x4.dot_i16x8_s(second, row));
      at += STEP_BYTES;
      from += 16;
    }
    keepBest(search, scales, stream, probe === 0, f32x4.splat(load<f32>(scaleAt)), sumLanes(a, b, c, d));
    keepBest(search, scales, stream, false, f32x4.splat(load<f32>(scaleAt, 4)), sumLanes(e, f, g, h));
  }
}

/** One sum a row from four lanes of each of four rows. */
function sumLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return i32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

function keepBest(search: Search, scales: usize, stream: usize, isFirst: bool, scale: v128, sums: v128): void {
  const place = stream * STREAM_ROWS * 4;
  const rowScales = v128.load(scales + place);
  const scores = f32x4.mul(f32x4.convert_i32x4_s(sums), f32x4.mul(rowScales, scale));
  const target = search.scores + place;
  v128.store(target, isFirst ? scores : f32x4.max(scores, v128.load(target)));
}

/** Takes each row that can still reach the floor, and raises the floor by what the rows are sure to have. */
function collect(search: Search, block: usize, rows: u32): void {
  const scores = search.scores;
  const errors = search.measures + block * MEASURE_BYTES + <usize>BLOCK_ROWS * 4;
  const keys = search.keys + block * KEYS_BYTES;
  const stretch = search.stretch;
  const slack = search.slack;
  const firstRow = search.nextBlock * BLOCK_ROWS;
  for (let row: u32 = 0; row < rows; row++) {
    const score = load<f32>(scores + ((<usize>row) << 2));
    const margin = load<f32>(errors + ((<usize>row) << 2)) * stretch + slack;
    const upper = score + margin;
    if (upper < search.floor) continue;
    const key = v128.load(keys + <usize>row * KEY_BYTES);
    // A key of zeros: nobody owns the row, and it is no candidate when rows are grouped by owner.
    if (!v128.any_true(key)) continue;
    const place = placeOf(search, key);
    if (place < search.bestCount) {
      // Another row of this key is surely better.
      if (upper < load<f32>(search.bestBounds + ((<usize>place) << 2))) continue;
    }
    const next = (<usize>search.candidateCount) << 2;
    store<u32>(search.candidateRows + next, firstRow + row);
    store<f32>(search.candidateBounds + next, upper);
    search.candidateCount++;
    if (search.limit > 0) offerBound(search, key, place, score - margin);
  }
}

/** Place of the key among the best, or `bestCount`. */
function placeOf(search: Search, key: v128): u32 {
  const count = search.bestCount;
  for (let place: u32 = 0; place < count; place++) {
    if (i8x16.all_true(i8x16.eq(key, v128.load(search.bestKeys + <usize>place * KEY_BYTES)))) return place;
  }
  return count;
}

function offerBound(search: Search, key: v128, known: u32, bound: f32): void {
  let place = known;
  if (place < search.bestCount) {
    if (bound <= load<f32>(search.bestBounds + ((<usize>place) << 2))) return;
  } else if (search.bestCount < search.limit) {
    search.bestCount++;
  } else {
    place = worstPlace(search);
    if (bound <= load<f32>(search.bestBounds + ((<usize>place) << 2))) return;
  }
  v128.store(search.bestKeys + <usize>place * KEY_BYTES, key);
  store<f32>(search.bestBounds + ((<usize>place) << 2), bound);
  if (search.bestCount === search.limit) {
    search.floor = max(search.floor, load<f32>(search.bestBounds + ((<usize>worstPlace(search)) << 2)));
  }
}

function worstPlace(search: Search): u32 {
  let worst: u32 = 0;
  let bound = load<f32>(search.bestBounds);
  for (let place: u32 = 1; place < search.bestCount; place++) {
    const other = load<f32>(search.bestBounds + ((<usize>place) << 2));
    if (other < bound) {
      bound = other;
      worst = place;
    }
  }
  return worst;
}

/** Room for a whole block of candidates, after those were dropped that the risen floor has overtaken. */
function hasRoom(search: Search): bool {
  if (search.candidateCount + BLOCK_ROWS <= search.candidateCapacity) return true;
  const rows = search.candidateRows;
  const bounds = search.candidateBounds;
  let kept: usize = 0;
  for (let index: usize = 0; index < <usize>search.candidateCount; index++) {
    const bound = load<f32>(bounds + (index << 2));
    if (bound < search.floor) continue;
    store<u32>(rows + (kept << 2), load<u32>(rows + (index << 2)));
    store<f32>(bounds + (kept << 2), bound);
    kept++;
  }
  search.candidateCount = <u32>kept;
  // Half must be free, or the next blocks would sift the same candidates again and again.
  return kept <= search.candidateCapacity / 2;
}
