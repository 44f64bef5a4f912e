/** Sums of products of 16 bits, of signed digits with the numbers of `quantizeProbe`. */

import { Search } from './search.ts';
import { sumLanes } from './sumLanes.ts';

const STEP_BYTES: usize = 64;

/** Sums of the four rows of a stream. */
export function coarseSums(search: Search, stream: usize, probe: usize): v128 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  let from = probe;
  const end = stream + search.dimension * 2;
  for (let at = stream; at < end; at += STEP_BYTES) {
    const first = v128.load(from);
    const second = v128.load(from, 16);
    const third = v128.load(from, 32);
    const fourth = v128.load(from, 48);
    a = i32x4.add(a, weigh(v128.load(at), first, second, third, fourth));
    b = i32x4.add(b, weigh(v128.load(at, 16), first, second, third, fourth));
    c = i32x4.add(c, weigh(v128.load(at, 32), first, second, third, fourth));
    d = i32x4.add(d, weigh(v128.load(at, 48), first, second, third, fourth));
    from += STEP_BYTES;
  }
  return sumLanes(a, b, c, d);
}

/** Sums of four rows that stand apart. */
export function fineSums(search: Search, rowA: usize, rowB: usize, rowC: usize, rowD: usize, probe: usize): v128 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  let from = probe;
  const half = search.dimension / 2;
  for (let step: usize = 0; step < half; step += STEP_BYTES / 4) {
    const first = v128.load(from);
    const second = v128.load(from, 16);
    const third = v128.load(from, 32);
    const fourth = v128.load(from, 48);
    a = i32x4.add(a, weigh(v128.load(rowA + step), first, second, third, fourth));
    b = i32x4.add(b, weigh(v128.load(rowB + step), first, second, third, fourth));
    c = i32x4.add(c, weigh(v128.load(rowC + step), first, second, third, fourth));
    d = i32x4.add(d, weigh(v128.load(rowD + step), first, second, third, fourth));
    from += STEP_BYTES;
  }
  return sumLanes(a, b, c, d);
}

/** 32 digits of a row with 32 numbers of a probe. */
function weigh(digits: v128, first: v128, second: v128, third: v128, fourth: v128): v128 {
  return i32x4.add(
    i32x4.add(i32x4.dot_i16x8_s(first, digits), i32x4.dot_i16x8_s(second, i16x8.shl(digits, 4))),
    i32x4.add(i32x4.dot_i16x8_s(third, i16x8.shl(digits, 8)), i32x4.dot_i16x8_s(fourth, i16x8.shl(digits, 12))),
  );
}
