import type { TensorLayout } from '../raster/tensorLayout.ts';

/** The mirror image of a crop: left and right change places. */
export function mirror(
  crop: Float32Array,
  width: number,
  { arrangement }: Pick<TensorLayout, 'arrangement'>,
): Float32Array {
  const channels = arrangement === 'planar' ? 1 : 3;
  const row = width * channels;
  return crop.map((_, index) => {
    const column = Math.floor((index % row) / channels);
    return crop[index + (width - 1 - 2 * column) * channels] ?? 0;
  });
}
