import type { Raster } from './raster.ts';

/**
 * Means of 2×2 pixels. An odd last row or column is left out, so that level n covers exactly `2^n` source pixels a
 * pixel and coordinates scale without a shift. Plain JavaScript: what the kernel is measured against, and what runs where there is
 * no WASM SIMD.
 */
export function halve(raster: Raster): Raster {
  const width = raster.width >> 1;
  const height = raster.height >> 1;
  const source = raster.data;
  const data = new Uint8Array(width * height * 3);
  const row = raster.width * 3;
  let to = 0;
  for (let y = 0; y < height; y++) {
    let a = 2 * y * row;
    let b = a + row;
    for (let x = 0; x < width; x++, a += 6, b += 6, to += 3) {
      data[to] =
        ((source[a] as number) + (source[a + 3] as number) + (source[b] as number) + (source[b + 3] as number) + 2) >>
        2;
      data[to + 1] =
        ((source[a + 1] as number) +
          (source[a + 4] as number) +
          (source[b + 1] as number) +
          (source[b + 4] as number) +
          2) >>
        2;
      data[to + 2] =
        ((source[a + 2] as number) +
          (source[a + 5] as number) +
          (source[b + 2] as number) +
          (source[b + 5] as number) +
          2) >>
        2;
    }
  }
  return { width, height, data };
}
