/**
 * Resampling (AssemblyScript, compiled to WASM SIMD by ../build.js). Pictures are rows of interleaved R, G, B bytes; the three
 * channels of a pixel are worked on in one vector. Up to 16 bytes behind the last pixel are read.
 */

const PIXEL: usize = 3;
/** A pixel of a row of 32-bit numbers. */
const LINE_PIXEL: usize = 12;
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
  out: usize;
  width: i32;
  rows: i32;
  /** Bytes from a value to that of the next pixel, and from the red one of a pixel to its green and its blue one. */
  pixelStep: usize;
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
  const stepX = fixed(a);
  const stepY = fixed(d);
  let to = s.out;
  for (let y = 0; y < s.rows; y++) {
    let sourceX = fixed(b * <f64>y + c);
    let sourceY = fixed(e * <f64>y + f);
    for (let x = 0; x < s.width; x++) {
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
      put(s, to, value);
      to += s.pixelStep;
      sourceX += stepX;
      sourceY += stepY;
    }
  }
}

/** The same for a crop that is not turned (b and d are 0): the two rows between which one of its rows lies are blended first. */
export function sampleStraight(s: Sampling, a: f64, c: f64, e: f64, f: f64): void {
  const lastX = fixedLast(s.sourceWidth);
  const lastY = fixedLast(s.sourceHeight);
  const row = <usize>s.sourceWidth * PIXEL;
  const line = s.line;
  const stepX = fixed(a);
  let to = s.out;
  for (let y = 0; y < s.rows; y++) {
    const sourceY = fixed(e * <f64>y + f);
    const isRow = isNear(sourceY, lastY);
    if (isRow) {
      const upper = s.source + <usize>before(sourceY) * row;
      blendRows(line, upper, s.source + <usize>behind(sourceY, lastY) * row, row, sourceY);
    }
    let sourceX = fixed(c);
    for (let x = 0; x < s.width; x++) {
      let value = f32x4.splat(0);
      if (isRow && <u64>sourceX < <u64>lastX) {
        const at = line + <usize>(sourceX >> FRACTION) * LINE_PIXEL;
        value = between(v128.load(at), v128.load(at, LINE_PIXEL), sourceX);
      } else if (isRow && isNear(sourceX, lastX)) {
        const left = v128.load(line + <usize>before(sourceX) * LINE_PIXEL);
        value = between(left, v128.load(line + <usize>behind(sourceX, lastX) * LINE_PIXEL), sourceX);
      }
      put(s, to, value);
      to += s.pixelStep;
      sourceX += stepX;
    }
  }
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
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), f32x4.splat(fraction(place))));
}

function put(s: Sampling, to: usize, value: v128): void {
  const mean = f32x4(s.meanRed, s.meanGreen, s.meanBlue, 0);
  const wanted = f32x4.mul(f32x4.sub(value, mean), f32x4.splat(s.scale));
  store<f32>(to + s.red, f32x4.extract_lane(wanted, 0));
  store<f32>(to + s.green, f32x4.extract_lane(wanted, 1));
  store<f32>(to + s.blue, f32x4.extract_lane(wanted, 2));
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

function lowFloats(words: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(words));
}

function highFloats(words: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(words));
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
