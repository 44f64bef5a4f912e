import { ARC_SIZE } from '../../embed/arcCrop.ts';

/** Of the aligned crop: both eyes, and the band below them from cheek to cheek, which includes the nose. */
const EYES = [
  { left: 28, right: 42, top: 42, bottom: 56 },
  { left: 70, right: 84, top: 42, bottom: 56 },
];
const BELOW = [{ left: 28, right: 84, top: 56, bottom: 70 }];
/** Grey levels added to both, so that noise in the dark says little. */
const DARKNESS = 10;

/**
 * How much lighter it is below the eyes than at the eyes: the logarithm of the ratio. It is a ratio, so that it says the same of any skin and light.
 * @param pixels the aligned crop, interleaved R, G, B, 0..255
 */
export function eyeShadeOf(pixels: Float32Array): number {
  return Math.log((lumaOf(pixels, BELOW) + DARKNESS) / (lumaOf(pixels, EYES) + DARKNESS));
}

function lumaOf(pixels: Float32Array, areas: typeof EYES): number {
  let sum = 0;
  let count = 0;
  for (const { left, right, top, bottom } of areas) {
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = (y * ARC_SIZE + x) * 3;
        sum += (pixels[at] as number) * 0.299 + (pixels[at + 1] as number) * 0.587 + (pixels[at + 2] as number) * 0.114;
        count++;
      }
    }
  }
  return sum / count;
}
