/**
 * Resampling (AssemblyScript, compiled to WASM SIMD by ../build.js). Pictures are rows of interleaved R, G, B bytes; the three
 * channels of a pixel are worked on in one vector. Up to 16 bytes behind the last pixel are read.
 */

import { highFloats, LINE_PIXEL, lowFloats, PIXEL } from './pixels.ts';
import { putFour, putOne } from './planes.ts';
import { resize } from './resize.ts';

// The compiler does not find a file by `export … from` with its ending.
export { resize };

/** A pixel of a row of the crop. */
const ROW_PIXEL: usize = 16;
/** What is noted of a column of the crop. */
const COLUMN: usize = 8;
/** Places are whole numbers of 1/2³² pixels: steps add up to an error of 10⁻⁶ pixels at most, and rounding is a shift. */
const FRACTION: i64 = 32;
const ONE: i64 = 1 << FRACTION;
/** Of 12 bytes, pixels 0 and 2, and pixels 1 and 3. */
const EVEN: v128 = i8x16(0, 1, 2, 6, 7, 8, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16);
const ODD: v128 = i8x16(3, 4, 5, 9, 10, 11, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16);

/** Shared with the host: `RasterKernel` in ../rasterKernel.ts fills the same fields in the same order. */
@unmanaged
class Sampling {
  source: usize;
  sourceWidth: i32;
  sourceHeight: i32;
  /** Room for a row of the source as 32-bit numbers. */
  line: usize;
  /** Room for a row of the crop, R, G, B and an unused value of each pixel, and behind it for a note of each column. */
  row: usize;
  out: usize;
  width: i32;
  rows: i32;
  /** Bytes from a value to that of the same channel of the next pixel: 4 or 12. */
  pixelStep: usize;
  /** Where a pixel's values begin, from its first one on. */
  red: usize;
  green: usize;
  blue: usize;
  meanRed: f32;
  meanGreen: f32;
  meanBlue: f32;
  scale: f32;
}

/**
 * Bilinear samples, black outside the picture: crop pixel (x, y) reads the picture at (a·x + b·y + c, d·x + e·y + f), where whole
 * numbers are the centres of pixels.
 */
export function sample(s: Sampling, a: f64, b: f64, c: f64, d: f64, e: f64, f: f64): void {
  const lastX = fixedLast(s.sourceWidth);
  const lastY = fixedLast(s.sourceHeight);
  const row = <usize>s.sourceWidth * PIXEL;
  const source = s.source;
  const values = s.row;
  const end = values + <usize>s.width * ROW_PIXEL;
  const stepX = fixed(a);
  const stepY = fixed(d);
  for (let y = 0, rows = s.rows; y < rows; y++) {
    let sourceX = fixed(b * <f64>y + c);
    let sourceY = fixed(e * <f64>y + f);
    for (let to = values; to < end; to += ROW_PIXEL) {
      let value = f32x4.splat(0);
      if (<u64>sourceX < <u64>lastX && <u64>sourceY < <u64>lastY) {
        const at = source + <usize>(sourceY >> FRACTION) * row + <usize>(sourceX >> FRACTION) * PIXEL;
        value = blend(at, at + PIXEL, at + row, at + row + PIXEL, sourceX, sourceY);
      } else if (isNear(sourceX, lastX) && isNear(sourceY, lastY)) {
        const upper = source + <usize>before(sourceY) * row;
        const lower = source + <usize>behind(sourceY, lastY) * row;
        const left = <usize>before(sourceX) * PIXEL;
        const right = <usize>behind(sourceX, lastX) * PIXEL;
        value = blend(upper + left, upper + right, lower + left, lower + right, sourceX, sourceY);
      }
      v128.store(to, value);
      sourceX += stepX;
      sourceY += stepY;
    }
    putRow(s, y);
  }
}

/**
 * The same for a crop that is not turned (b and d are 0): the two rows between which one of its rows lies are blended first, and
 * where its columns lie is looked up once for all rows.
 */
export function sampleStraight(s: Sampling, a: f64, c: f64, e: f64, f: f64): void {
  const lastY = fixedLast(s.sourceHeight);
  const row = <usize>s.sourceWidth * PIXEL;
  const line = s.line;
  const values = s.row;
  const end = values + <usize>s.width * ROW_PIXEL;
  placeColumns(s, end, a, c);
  for (let y = 0, rows = s.rows; y < rows; y++) {
    const sourceY = fixed(e * <f64>y + f);
    if (isNear(sourceY, lastY)) {
      const upper = s.source + <usize>before(sourceY) * row;
      blendRows(line, upper, s.source + <usize>behind(sourceY, lastY) * row, row, sourceY);
      blacken(s);
      if (s.pixelStep === 4) {
        putStraightPlanes(s, y, end);
        continue;
      }
      for (let to = values, column = end; to < end; to += ROW_PIXEL, column += COLUMN) v128.store(to, columnAt(column));
    } else {
      memory.fill(values, 0, end - values);
    }
    putRow(s, y);
  }
}

/** The value of a column of the crop, whose note is there. */
function columnAt(column: usize): v128 {
  const at = <usize>load<u32>(column);
  return lerp(v128.load(at), v128.load(at, LINE_PIXEL), v128.load32_splat(column, 4));
}

/** Writes a row of the crop, channels apart, from the notes of its columns. */
function putStraightPlanes(s: Sampling, y: i32, columns: usize): void {
  const mean = f32x4(s.meanRed, s.meanGreen, s.meanBlue, 0);
  const scale = f32x4.splat(s.scale);
  const to = s.out + <usize>y * <usize>s.width * s.pixelStep;
  let red = to + s.red;
  let green = to + s.green;
  let blue = to + s.blue;
  const end = columns + <usize>s.width * COLUMN;
  let column = columns;
  for (; column + 4 * COLUMN <= end; column += 4 * COLUMN) {
    const a = wanted(columnAt(column), mean, scale);
    const b = wanted(columnAt(column + COLUMN), mean, scale);
    const c = wanted(columnAt(column + 2 * COLUMN), mean, scale);
    const d = wanted(columnAt(column + 3 * COLUMN), mean, scale);
    putFour(red, green, blue, a, b, c, d);
    red += 16;
    green += 16;
    blue += 16;
  }
  for (; column < end; column += COLUMN) {
    putOne(red, green, blue, wanted(columnAt(column), mean, scale));
    red += 4;
    green += 4;
    blue += 4;
  }
}

/** For each column of the crop the pixel of the line left of it, and how far it lies beyond: behind the row of the crop. */
function placeColumns(s: Sampling, columns: usize, a: f64, c: f64): void {
  const last = fixedLast(s.sourceWidth);
  const step = fixed(a);
  const width = <usize>s.width;
  let place = fixed(c);
  for (let x: usize = 0; x < width; x++, place += step) {
    const isInside = <u64>place < <u64>last;
    const pixel = isInside || isNear(place, last) ? <usize>min(before(place), s.sourceWidth - 1) : <usize>s.sourceWidth;
    store<u32>(columns + x * COLUMN, <u32>(s.line + pixel * LINE_PIXEL));
    store<f32>(columns + x * COLUMN, isInside ? fraction(place) : 0, 4);
  }
}

/** Two black pixels behind the line: what lies outside of the picture, and the right neighbour of its last pixel. */
function blacken(s: Sampling): void {
  const end = s.line + <usize>s.sourceWidth * LINE_PIXEL;
  v128.store(end, f32x4.splat(0));
  v128.store(end, f32x4.splat(0), 16);
}

/** Of two rows of bytes, one row of 32-bit numbers. */
function blendRows(to: usize, upper: usize, lower: usize, bytes: usize, place: i64): void {
  let target = to;
  for (let at: usize = 0; at < bytes; at += 8) {
    const a = v128.load8x8_u(upper + at);
    const b = v128.load8x8_u(lower + at);
    v128.store(target, between(lowFloats(a), lowFloats(b), place));
    v128.store(target, between(highFloats(a), highFloats(b), place), 16);
    target += 32;
  }
}

/** Of four pixels: upper left and right, lower left and right. */
function blend(p: usize, q: usize, r: usize, s: usize, sourceX: i64, sourceY: i64): v128 {
  const upper = between(floats(p), floats(q), sourceX);
  return between(upper, between(floats(r), floats(s), sourceX), sourceY);
}

function between(a: v128, b: v128, place: i64): v128 {
  return lerp(a, b, f32x4.splat(fraction(place)));
}

function lerp(a: v128, b: v128, part: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), part));
}

/** Writes a row of the crop as the net wants it. */
function putRow(s: Sampling, y: i32): void {
  const mean = f32x4(s.meanRed, s.meanGreen, s.meanBlue, 0);
  const scale = f32x4.splat(s.scale);
  const end = s.row + <usize>s.width * ROW_PIXEL;
  const to = s.out + <usize>y * <usize>s.width * s.pixelStep;
  if (s.pixelStep === 4) putPlanes(s, s.row, end, to, mean, scale);
  else putPixels(s.row, end, to, s.red !== 0, mean, scale);
}

/** Channels apart: four pixels at a time. */
function putPlanes(s: Sampling, row: usize, end: usize, to: usize, mean: v128, scale: v128): void {
  let red = to + s.red;
  let green = to + s.green;
  let blue = to + s.blue;
  let from = row;
  for (; from + 4 * ROW_PIXEL <= end; from += 4 * ROW_PIXEL) {
    const a = wanted(v128.load(from), mean, scale);
    const b = wanted(v128.load(from, ROW_PIXEL), mean, scale);
    const c = wanted(v128.load(from, 2 * ROW_PIXEL), mean, scale);
    const d = wanted(v128.load(from, 3 * ROW_PIXEL), mean, scale);
    putFour(red, green, blue, a, b, c, d);
    red += 16;
    green += 16;
    blue += 16;
  }
  for (; from < end; from += ROW_PIXEL) {
    putOne(red, green, blue, wanted(v128.load(from), mean, scale));
    red += 4;
    green += 4;
    blue += 4;
  }
}

/** Pixel after pixel: each is written with a value behind it, where the next one comes. */
function putPixels(row: usize, end: usize, to: usize, isBlueFirst: bool, mean: v128, scale: v128): void {
  let target = to;
  for (let from = row; from < end; from += ROW_PIXEL) {
    const value = wanted(v128.load(from), mean, scale);
    v128.store(target, isBlueFirst ? v128.shuffle<f32>(value, value, 2, 1, 0, 3) : value);
    target += LINE_PIXEL;
  }
}

function wanted(value: v128, mean: v128, scale: v128): v128 {
  return f32x4.mul(f32x4.sub(value, mean), scale);
}

function fixed(place: f64): i64 {
  return <i64>Math.floor(place * <f64>ONE);
}

function fixedLast(length: i32): i64 {
  return (<i64>(length - 1)) << FRACTION;
}

/** Whether at least a part of what is read there is of the picture. */
function isNear(place: i64, last: i64): bool {
  return place >= -ONE && place < last + ONE;
}

/** The pixels on both sides of a place, at the picture's edge the last one there is. */
function before(place: i64): i32 {
  return max(<i32>(place >> FRACTION), 0);
}

function behind(place: i64, last: i64): i32 {
  return <i32>(min(place + ONE, last) >> FRACTION);
}

/** 0..1: what a place lies beyond its whole pixel. */
function fraction(place: i64): f32 {
  return <f32>(<i32>(place >> (FRACTION - 24)) & 0xffffff) * <f32>(1.0 / <f64>(1 << 24));
}

/** R, G, B of a pixel, and a byte behind it. */
function floats(pixel: usize): v128 {
  return lowFloats(v128.load8x8_u(pixel));
}

/** Means of 2×2 pixels: `rows` rows of `width` pixels from twice as many rows of `sourceWidth`, at least 2 · width. */
export function halve(source: usize, sourceWidth: usize, out: usize, width: usize, rows: usize): void {
  const row = sourceWidth * PIXEL;
  const two = i16x8.splat(2);
  for (let y: usize = 0; y < rows; y++) {
    let a = source + 2 * y * row;
    let to = out + y * width * PIXEL;
    // Two at a time; a row of odd length leaves one pixel too many behind its end, where the next row begins.
    for (const end = to + width * PIXEL; to < end; a += 12, to += 6) {
      const upper = v128.load(a);
      const lower = v128.load(a + row);
      const sum = i16x8.add(
        i16x8.add(pixels(upper, EVEN), pixels(upper, ODD)),
        i16x8.add(pixels(lower, EVEN), pixels(lower, ODD)),
      );
      const mean = i16x8.shr_u(i16x8.add(sum, two), 2);
      v128.store64_lane(to, i8x16.narrow_i16x8_u(mean, mean), 0);
    }
  }
}

function pixels(bytes: v128, places: v128): v128 {
  return i16x8.extend_low_i8x16_u(i8x16.swizzle(bytes, places));
}
