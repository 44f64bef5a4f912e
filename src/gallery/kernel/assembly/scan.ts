/**
 * The search kernel (AssemblyScript, compiled to WASM SIMD by ../build.js): scores quantised rows against probes and
 * collects every row whose true cosine may belong to the best `limit` keys. What the digits and the numbers of a probe
 * mean, and why sums stay in 32 bits: ../../quantize.ts.
 *
 * A block holds 128 rows. The coarse digits of four rows share one stream of bytes: 32 digits of the first, 32 of the
 * second, and so on. One linear stream keeps the hardware prefetcher ahead, and four rows share each load of the probe.
 * Nothing else stands between the blocks' streams, for the same reason. The fine digits of a row stand together: they are
 * read for the few rows of a block whose coarse digits leave a chance, after all their cache lines were asked for at once.
 */

const BLOCK_ROWS: u32 = 128;
const KEY_BYTES: usize = 16;
const CACHE_LINE: usize = 64;
/** Of a block: scales and errors; descriptor ids and person ids. */
const MEASURE_BYTES: usize = <usize>BLOCK_ROWS * 2 * 4;
const KEYS_BYTES: usize = <usize>BLOCK_ROWS * 2 * KEY_BYTES;
/** Rows of a stream, and bytes of a step: 32 digits of each of them, or 32 numbers of a probe. */
const STREAM_ROWS: usize = 4;
const STEP_BYTES: usize = 64;
/** Blocks that are scored before their survivors are looked at, and bytes of one probe's scores of their rows. */
const BATCH_BLOCKS: u32 = 8;
const SCORES_BYTES: usize = <usize>BATCH_BLOCKS * BLOCK_ROWS * 4;
/** What a coarse digit counts. */
const COARSE: f32 = 15;

/** Shared with the host: `SEARCH_FIELDS` in ../scratch.ts lists the same fields in the same order. */
@unmanaged
class Search {
  /** Digits of a row, a multiple of 32. */
  dimension: usize;
  /** Probes as 16-bit numbers, one after the other; their scales are 32-bit floats. */
  probes: usize;
  probeScales: usize;
  probeCount: u32;
  /** Room for the coarse scores of one block, 128 a probe; for the rows that they leave, and the scores of those. */
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
  /** Keeps the compiler from leaving out what `touch` loads. */
  touched: u32;
}

/**
 * Goes on at `nextBlock`. Stops after the last block, or before when the candidates must be taken away first. Several
 * blocks at a time: the stream of coarse digits is left less often, and more of the fine ones are asked for at once.
 */
export function scan(search: Search): void {
  while (search.nextBlock < search.blockCount) {
    if (!hasRoom(search)) return;
    const first = search.nextBlock;
    const end = min(first + BATCH_BLOCKS, search.blockCount);
    let survivors: u32 = 0;
    for (let place = first; place < end; place++) {
      const rows = place + 1 === search.blockCount ? search.rowsInLastBlock : BLOCK_ROWS;
      const scores = search.scores + ((<usize>(place - first) * BLOCK_ROWS) << 2);
      const block = blockAt(search, place);
      for (let probe: u32 = 0; probe < search.probeCount; probe++) {
        scoreCoarse(search, block, rows, probe, scores + <usize>probe * SCORES_BYTES);
      }
      survivors = sift(search, block, rows, place * BLOCK_ROWS, scores, survivors);
    }
    if (survivors > 0) {
      repeatLast(search, survivors);
      touch(search, survivors);
      scoreFine(search, survivors, first * BLOCK_ROWS);
      collect(search, survivors);
    }
    search.nextBlock = end;
  }
}

function blockAt(search: Search, place: u32): usize {
  return load<u32>(search.blocks + ((<usize>place) << 2));
}

function scaleOf(search: Search, row: u32): f32 {
  const block = blockAt(search, row / BLOCK_ROWS);
  return load<f32>(search.measures + block * MEASURE_BYTES + ((<usize>(row % BLOCK_ROWS)) << 2));
}

/** Where an array with one item a row has the item of a row of the run, counted over its blocks. */
function rowAt(search: Search, row: u32): usize {
  return blockAt(search, row / BLOCK_ROWS) * BLOCK_ROWS + (row % BLOCK_ROWS);
}

/** What the coarse digits give; rows are rounded up to four. */
function scoreCoarse(search: Search, block: usize, rows: u32, probe: u32, scores: usize): void {
  const dimension = search.dimension;
  const probeStart = search.probes + <usize>probe * dimension * 2;
  const probeScale = f32x4.splat(load<f32>(search.probeScales + <usize>probe * 4) * COARSE);
  const streams = (<usize>rows + STREAM_ROWS - 1) / STREAM_ROWS;
  let scales = search.measures + block * MEASURE_BYTES;
  let target = scores;
  let at = search.coarse + (block * dimension * BLOCK_ROWS) / 2;
  for (let stream: usize = 0; stream < streams; stream++) {
    let a = i32x4.splat(0);
    let b = i32x4.splat(0);
    let c = i32x4.splat(0);
    let d = i32x4.splat(0);
    let from = probeStart;
    const end = at + dimension * 2;
    while (at < end) {
      const first = v128.load(from);
      const second = v128.load(from, 16);
      const third = v128.load(from, 32);
      const fourth = v128.load(from, 48);
      a = i32x4.add(a, weigh(v128.load(at), first, second, third, fourth));
      b = i32x4.add(b, weigh(v128.load(at, 16), first, second, third, fourth));
      c = i32x4.add(c, weigh(v128.load(at, 32), first, second, third, fourth));
      d = i32x4.add(d, weigh(v128.load(at, 48), first, second, third, fourth));
      at += STEP_BYTES;
      from += STEP_BYTES;
    }
    const sums = f32x4.convert_i32x4_s(sumLanes(a, b, c, d));
    v128.store(target, f32x4.mul(sums, f32x4.mul(v128.load(scales), probeScale)));
    scales += STREAM_ROWS * 4;
    target += STREAM_ROWS * 4;
  }
}

/** 32 digits of a row with 32 numbers of a probe. */
function weigh(digits: v128, first: v128, second: v128, third: v128, fourth: v128): v128 {
  return i32x4.add(
    i32x4.add(i32x4.dot_i16x8_s(first, digits), i32x4.dot_i16x8_s(second, i16x8.shl(digits, 4))),
    i32x4.add(i32x4.dot_i16x8_s(third, i16x8.shl(digits, 8)), i32x4.dot_i16x8_s(fourth, i16x8.shl(digits, 12))),
  );
}

/** One sum a row from four lanes of each of four rows. */
function sumLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return i32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

/**
 * Lists the rows of a block that can still reach the floor with their best probe, for all that the coarse digits tell.
 * @returns the number of survivors, with those before
 */
function sift(search: Search, block: usize, rows: u32, firstRow: u32, scores: usize, survivors: u32): u32 {
  const errors = search.measures + block * MEASURE_BYTES + <usize>BLOCK_ROWS * 4;
  const stretch = f32x4.splat(search.stretch);
  const slack = f32x4.splat(search.slack);
  const floor = f32x4.splat(search.floor);
  let count = survivors;
  for (let row: u32 = 0; row < rows; row += 4) {
    const at = (<usize>row) << 2;
    let best = v128.load(scores + at);
    for (let probe: u32 = 1; probe < search.probeCount; probe++) {
      best = f32x4.max(best, v128.load(scores + <usize>probe * SCORES_BYTES + at));
    }
    const coarseErrors = f32x4.convert_i32x4_u(i32x4.shr_u(v128.load(errors + at), 16));
    const margins = f32x4.add(f32x4.mul(coarseErrors, stretch), slack);
    let reach = i32x4.bitmask(f32x4.ge(f32x4.add(best, margins), floor));
    for (; reach !== 0; reach &= reach - 1) {
      const survivor = row + ctz(reach);
      if (survivor >= rows) break;
      store<u32>(search.survivors + ((<usize>count) << 2), firstRow + survivor);
      count++;
    }
  }
  return count;
}

/** The last survivor takes the places up to a multiple of four: it is in the cache already. */
function repeatLast(search: Search, count: u32): void {
  const end = search.survivors + ((<usize>count) << 2);
  v128.store(end, i32x4.splat(load<u32>(end - 4)));
}

/** Asks for all fine digits that `scoreFine` reads, so that memory is waited for once and not for each row. */
function touch(search: Search, count: u32): void {
  const half = search.dimension / 2;
  let touched: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const start = search.fine + rowAt(search, load<u32>(search.survivors + ((<usize>index) << 2))) * half;
    for (let at = start; at < start + half; at += CACHE_LINE) touched += load<u8>(at);
  }
  search.touched = touched;
}

/** Scores of the survivors with all digits, four at a time: the best over the probes, in the order of the survivors. */
function scoreFine(search: Search, count: u32, firstRow: u32): void {
  const dimension = search.dimension;
  for (let index: u32 = 0; index < count; index += 4) {
    const at = search.survivors + ((<usize>index) << 2);
    const rowA = load<u32>(at);
    const rowB = load<u32>(at, 4);
    const rowC = load<u32>(at, 8);
    const rowD = load<u32>(at, 12);
    const half = dimension / 2;
    const fineA = search.fine + rowAt(search, rowA) * half;
    const fineB = search.fine + rowAt(search, rowB) * half;
    const fineC = search.fine + rowAt(search, rowC) * half;
    const fineD = search.fine + rowAt(search, rowD) * half;
    const scales = f32x4(scaleOf(search, rowA), scaleOf(search, rowB), scaleOf(search, rowC), scaleOf(search, rowD));
    let best = f32x4.splat(-Infinity);
    for (let probe: u32 = 0; probe < search.probeCount; probe++) {
      let a = i32x4.splat(0);
      let b = i32x4.splat(0);
      let c = i32x4.splat(0);
      let d = i32x4.splat(0);
      let from = search.probes + <usize>probe * dimension * 2;
      for (let step: usize = 0; step < half; step += STEP_BYTES / 4) {
        const first = v128.load(from);
        const second = v128.load(from, 16);
        const third = v128.load(from, 32);
        const fourth = v128.load(from, 48);
        a = i32x4.add(a, weigh(v128.load(fineA + step), first, second, third, fourth));
        b = i32x4.add(b, weigh(v128.load(fineB + step), first, second, third, fourth));
        c = i32x4.add(c, weigh(v128.load(fineC + step), first, second, third, fourth));
        d = i32x4.add(d, weigh(v128.load(fineD + step), first, second, third, fourth));
        from += STEP_BYTES;
      }
      const coarse = search.scores + <usize>probe * SCORES_BYTES;
      best = f32x4.max(
        best,
        f32x4.add(
          f32x4(
            load<f32>(coarse + ((<usize>(rowA - firstRow)) << 2)),
            load<f32>(coarse + ((<usize>(rowB - firstRow)) << 2)),
            load<f32>(coarse + ((<usize>(rowC - firstRow)) << 2)),
            load<f32>(coarse + ((<usize>(rowD - firstRow)) << 2)),
          ),
          f32x4.mul(
            f32x4.convert_i32x4_s(sumLanes(a, b, c, d)),
            f32x4.mul(scales, f32x4.splat(load<f32>(search.probeScales + ((<usize>probe) << 2)))),
          ),
        ),
      );
    }
    v128.store(search.fineScores + ((<usize>index) << 2), best);
  }
}

/** Takes each row that can still reach the floor, and raises the floor by what the rows are sure to have. */
function collect(search: Search, survivors: u32): void {
  for (let index: u32 = 0; index < survivors; index++) {
    const row = load<u32>(search.survivors + ((<usize>index) << 2));
    const block = blockAt(search, row / BLOCK_ROWS);
    const inBlock: usize = row % BLOCK_ROWS;
    const score = load<f32>(search.fineScores + ((<usize>index) << 2));
    const error = load<u32>(search.measures + block * MEASURE_BYTES + ((inBlock + BLOCK_ROWS) << 2)) & 0xffff;
    const margin = <f32>error * search.stretch + search.slack;
    const upper = score + margin;
    if (upper < search.floor) continue;
    const key = v128.load(search.keys + block * KEYS_BYTES + inBlock * KEY_BYTES);
    // A key of zeros: nobody owns the row, and it is no candidate when rows are grouped by owner.
    if (!v128.any_true(key)) continue;
    const place = placeOf(search, key);
    if (place < search.bestCount) {
      // Another row of this key is surely better.
      if (upper < load<f32>(search.bestBounds + ((<usize>place) << 2))) continue;
    }
    const next = (<usize>search.candidateCount) << 2;
    store<u32>(search.candidateRows + next, row);
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

/** Room for as many candidates as the next blocks can have, after those were dropped that the risen floor has overtaken. */
function hasRoom(search: Search): bool {
  if (search.candidateCount + BATCH_BLOCKS * BLOCK_ROWS <= search.candidateCapacity) return true;
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
