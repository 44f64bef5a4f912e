/** Scores of rows: sums of digits times a probe's numbers, times both scales. */

import * as relaxed from './relaxedSums.ts';
import { BLOCK_ROWS, MEASURE_BYTES, rowAt, SCORES_BYTES, Search, scaleOf } from './search.ts';
import * as wide from './wideSums.ts';

/** Rows of a stream: ../../rows/blockLayout.ts lays them so. */
const STREAM_ROWS: usize = 4;
/** What a coarse digit counts. */
const COARSE: f32 = 15;

/** What the coarse digits give; rows are rounded up to four. */
export function scoreCoarse(search: Search, block: usize, rows: u32, probe: u32, scores: usize): void {
  const dimension = search.dimension;
  const numbers = numbersOf(search, probe);
  const offset = offsetOf(search, probe);
  const probeScale = f32x4.splat(load<f32>(search.probeScales + <usize>probe * 4) * COARSE);
  const streams = (<usize>rows + STREAM_ROWS - 1) / STREAM_ROWS;
  let scales = search.measures + block * MEASURE_BYTES;
  let target = scores;
  let at = search.coarse + (block * dimension * BLOCK_ROWS) / 2;
  for (let stream: usize = 0; stream < streams; stream++) {
    const sums = f32x4.convert_i32x4_s(i32x4.add(coarseSums(search, at, numbers), offset));
    v128.store(target, f32x4.mul(sums, f32x4.mul(v128.load(scales), probeScale)));
    scales += STREAM_ROWS * 4;
    target += STREAM_ROWS * 4;
    at += dimension * 2;
  }
}

/** Scores of the survivors with all digits, four at a time: the best over the probes, in the order of the survivors. */
export function scoreFine(search: Search, count: u32, firstRow: u32): void {
  for (let index: u32 = 0; index < count; index += 4) {
    const at = search.survivors + ((<usize>index) << 2);
    const rowA = load<u32>(at);
    const rowB = load<u32>(at, 4);
    const rowC = load<u32>(at, 8);
    const rowD = load<u32>(at, 12);
    const fineA = fineAt(search, rowA);
    const fineB = fineAt(search, rowB);
    const fineC = fineAt(search, rowC);
    const fineD = fineAt(search, rowD);
    const scales = f32x4(scaleOf(search, rowA), scaleOf(search, rowB), scaleOf(search, rowC), scaleOf(search, rowD));
    let best = f32x4.splat(-Infinity);
    for (let probe: u32 = 0; probe < search.probeCount; probe++) {
      const sums = i32x4.add(
        fineSums(search, fineA, fineB, fineC, fineD, numbersOf(search, probe)),
        offsetOf(search, probe),
      );
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
            f32x4.convert_i32x4_s(sums),
            f32x4.mul(scales, f32x4.splat(load<f32>(search.probeScales + ((<usize>probe) << 2)))),
          ),
        ),
      );
    }
    v128.store(search.fineScores + ((<usize>index) << 2), best);
  }
}

function fineAt(search: Search, row: u32): usize {
  return search.fine + (rowAt(search, row) * search.dimension) / 2;
}

function numbersOf(search: Search, probe: u32): usize {
  const size: usize = ASC_FEATURE_RELAXED_SIMD ? 1 : 2;
  return search.probes + <usize>probe * search.dimension * size;
}

function offsetOf(search: Search, probe: u32): v128 {
  return i32x4.splat(load<i32>(search.probeOffsets + ((<usize>probe) << 2)));
}

// The compiler drops the branch of the kernel that it does not build.
function coarseSums(search: Search, stream: usize, numbers: usize): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return relaxed.coarseSums(search, stream, numbers);
  return wide.coarseSums(search, stream, numbers);
}

function fineSums(search: Search, rowA: usize, rowB: usize, rowC: usize, rowD: usize, numbers: usize): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return relaxed.fineSums(search, rowA, rowB, rowC, rowD, numbers);
  return wide.fineSums(search, rowA, rowB, rowC, rowD, numbers);
}
