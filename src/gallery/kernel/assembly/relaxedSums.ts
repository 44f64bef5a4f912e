/**
 * Sums of products of 8 bits, of raised digits with the numbers of `quantizeProbeBytes`. The digits are the operand of
 * 7 bits: relaxed instructions leave open what a larger one would give, so the sums are the same on every processor.
 *
 * The instruction with 16-bit sums, not the one that adds in 32 bits: where a processor lacks AVX-VNNI (AMD's Zen 4, for
 * one), V8 makes several instructions of the latter, and the scan is slower than without relaxed SIMD. Sums of 16 steps
 * stay in 16 bits: `quantizeProbeBytes`.
 */

import { Search } from './search.ts';
import { sumLanes } from './sumLanes.ts';

/** Bytes of a probe's numbers for 32 digits of a row, and for as many as 16 bits can hold. */
const STEP_BYTES: usize = 32;
const GROUP_BYTES: usize = 16 * STEP_BYTES;

/** Sums of the four rows of a stream. */
export function coarseSums(search: Search, stream: usize, probe: usize): v128 {
  // From memory: V8 of Node.js 24 rebuilds a constant before each use.
  const halves = i32x4.splat(search.halves);
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  let at = stream;
  const end = probe + search.dimension;
  for (let group = probe; group < end; group += GROUP_BYTES) {
    const stop = min(group + GROUP_BYTES, end);
    let a16 = i16x8.splat(0);
    let b16 = i16x8.splat(0);
    let c16 = i16x8.splat(0);
    let d16 = i16x8.splat(0);
    for (let from = group; from < stop; from += STEP_BYTES) {
      const low = v128.load(from);
      const high = v128.load(from, 16);
      a16 = weigh(a16, v128.load(at), low, high, halves);
      b16 = weigh(b16, v128.load(at, 16), low, high, halves);
      c16 = weigh(c16, v128.load(at, 32), low, high, halves);
      d16 = weigh(d16, v128.load(at, 48), low, high, halves);
      at += 64;
    }
    a = i32x4.add(a, i32x4.extadd_pairwise_i16x8_s(a16));
    b = i32x4.add(b, i32x4.extadd_pairwise_i16x8_s(b16));
    c = i32x4.add(c, i32x4.extadd_pairwise_i16x8_s(c16));
    d = i32x4.add(d, i32x4.extadd_pairwise_i16x8_s(d16));
  }
  return sumLanes(a, b, c, d);
}

/** Sums of four rows that stand apart. */
export function fineSums(search: Search, rowA: usize, rowB: usize, rowC: usize, rowD: usize, probe: usize): v128 {
  return sumLanes(
    rowSums(search, rowA, probe),
    rowSums(search, rowB, probe),
    rowSums(search, rowC, probe),
    rowSums(search, rowD, probe),
  );
}

function rowSums(search: Search, row: usize, probe: usize): v128 {
  const halves = i32x4.splat(search.halves);
  let sums = i32x4.splat(0);
  let at = row;
  const end = probe + search.dimension;
  for (let group = probe; group < end; group += GROUP_BYTES) {
    const stop = min(group + GROUP_BYTES, end);
    let sums16 = i16x8.splat(0);
    for (let from = group; from < stop; from += STEP_BYTES) {
      sums16 = weigh(sums16, v128.load(at), v128.load(from), v128.load(from, 16), halves);
      at += 16;
    }
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_s(sums16));
  }
  return sums;
}

/** Adds 32 digits of a row, two in a byte, times 32 numbers of a probe. */
function weigh(sums: v128, digits: v128, low: v128, high: v128, halves: v128): v128 {
  const ofLow = i16x8.relaxed_dot_i8x16_i7x16_s(low, v128.and(digits, halves));
  const ofHigh = i16x8.relaxed_dot_i8x16_i7x16_s(high, v128.and(i16x8.shr_u(digits, 4), halves));
  return i16x8.add(i16x8.add(sums, ofLow), ofHigh);
}
