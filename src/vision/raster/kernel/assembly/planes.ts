/** Writes four pixels, channels apart, from where each channel goes on. */
export function putFour(red: usize, green: usize, blue: usize, a: v128, b: v128, c: v128, d: v128): void {
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(red, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5));
  v128.store(green, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7));
  v128.store(blue, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
}

/** Writes one pixel. */
export function putOne(red: usize, green: usize, blue: usize, value: v128): void {
  store<f32>(red, f32x4.extract_lane(value, 0));
  store<f32>(green, f32x4.extract_lane(value, 1));
  store<f32>(blue, f32x4.extract_lane(value, 2));
}
