import type { TensorLayout } from '../raster/tensorLayout.ts';

/** The mirror image of a crop: left and right change places; used by `frPlus.ts`. Plain loops, since it is made for every face. */
export function mirror(
  crop: Float32Array,
  width: number,
  { arrangement }: Pick<TensorLayout, 'arrangement'>,
): Float32Array {
  const mirrored = new Float32Array(crop.length);
  const channels = arrangement === 'planar' ? 1 : 3;
  const row = width * channels;
  for (let start = 0; start < crop.length; start += row) {
    let from = start + row - channels;
    for (let at = start; at < start + row; at += channels, from -= channels) {
      for (let channel = 0; channel < channels; channel++) {
        mirrored[at + channel] = crop[from + channel] as number;
      }
    }
  }
  return mirrored;
}
