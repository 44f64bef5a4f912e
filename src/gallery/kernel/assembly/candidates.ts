/** Which rows can still be among the best: those that the coarse digits leave, then those that the host must compare. */

import {
  BATCH_BLOCKS,
  BLOCK_ROWS,
  blockAt,
  KEY_BYTES,
  KEYS_BYTES,
  MEASURE_BYTES,
  SCORES_BYTES,
  Search,
} from './search.ts';

/**
 * Lists the rows of a block that can still reach the floor with their best probe, for all that the coarse digits tell.
 * @returns the number of survivors, with those before
 */
export function sift(search: Search, block: usize, rows: u32, firstRow: u32, scores: usize, survivors: u32): u32 {
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

/** Takes each row that can still reach the floor, and raises the floor by what the rows are sure to have. */
export function collect(search: Search, survivors: u32): void {
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
    // A key of zeros: the row has no owner, and is no candidate when rows are grouped by owner.
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
export function hasRoom(search: Search): bool {
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
  // Half must be free, or the next blocks would sift the same candidates repeatedly.
  return kept <= search.candidateCapacity / 2;
}
