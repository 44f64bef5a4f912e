import { highFloats, LINE_PIXEL, lowFloats, PIXEL } from './pixels.ts';

/** Shared with the host: `RasterKernel` in ../rasterKernel.ts fills the same fields in the same order. */
@unmanaged
class Resizing {
  source: usize;
  /** Bytes of a row of the source. */
  sourceRow: usize;
  /** Room for a row of the source as 32-bit numbers, and a few more. */
  line: usize;
  out: usize;
  width: i32;
  /** Of the new columns, and of the new rows: the first source pixel of each, how many count, and what each of them counts. */
  columnStarts: usize;
  columnTaps: usize;
  columnWeights: usize;
  rowStarts: usize;
  rowTaps: usize;
  rowWeights: usize;
}

/** New rows from `first` on, up to 255 at the top and 0 at the bottom: weights are below zero, too. */
export function resize(r: Resizing, first: i32, rows: i32): void {
  const line = r.line;
  const width = <usize>r.width;
  const taps = r.columnTaps * 4;
  let to = r.out;
  for (let y = <usize>first, last = <usize>(first + rows); y < last; y++) {
    blendLines(r, y);
    let weight = r.columnWeights;
    for (let x: usize = 0; x < width; x++) {
      let at = line + <usize>load<u32>(r.columnStarts + x * 4) * LINE_PIXEL;
      let sum = f32x4.splat(0);
      for (const end = weight + taps; weight < end; weight += 4, at += LINE_PIXEL) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(at), v128.load32_splat(weight)));
      }
      const words = i32x4.trunc_sat_f32x4_s(f32x4.nearest(sum));
      const narrow = i16x8.narrow_i32x4_s(words, words);
      v128.store32_lane(to, i8x16.narrow_i16x8_u(narrow, narrow), 0);
      to += PIXEL;
    }
  }
}

/** The rows of the source that a new row is made of, as one. */
function blendLines(r: Resizing, y: usize): void {
  const row = r.sourceRow;
  const taps = r.rowTaps * 4;
  const weights = r.rowWeights + y * taps;
  const end = weights + taps;
  const source = r.source + <usize>load<u32>(r.rowStarts + y * 4) * row;
  let to = r.line;
  for (let from = source, last = source + row; from < last; from += 8, to += 32) {
    let low = f32x4.splat(0);
    let high = f32x4.splat(0);
    for (let weight = weights, at = from; weight < end; weight += 4, at += row) {
      const words = v128.load8x8_u(at);
      const part = v128.load32_splat(weight);
      low = f32x4.add(low, f32x4.mul(lowFloats(words), part));
      high = f32x4.add(high, f32x4.mul(highFloats(words), part));
    }
    v128.store(to, low);
    v128.store(to, high, 16);
  }
}
