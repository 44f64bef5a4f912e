/** Bytes of a pixel of a picture. */
export const PIXEL: usize = 3;
/** A pixel of a row of 32-bit numbers. */
export const LINE_PIXEL: usize = 12;

export function lowFloats(words: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(words));
}

export function highFloats(words: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(words));
}
