import type { Quality } from '../face.ts';
import { cropOf } from '../geometry/affine.ts';
import { type FaceMesh, squareOf } from '../landmarks/faceMesh.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import { RAW_RGB } from '../raster/tensorLayout.ts';

const SIZE = 112;
/** The crop's side in sizes of the mesh: skin, without hair and background. */
const MARGIN = 0.8;

/** Measures of a face crop, before they become scores. */
export interface CropMeasures {
  /** log10 of the Laplacian's variance over the grey levels' variance; about -1.4 when sharp, -2.3 at a blur of σ = 2. */
  readonly sharpness: number;
  /** Shares of pixels that are nearly black (below 30) and nearly white (above 240). */
  readonly dark: number;
  readonly light: number;
  /** Mean of (max − min) / max over the channels, 0..1. */
  readonly saturation: number;
}

/** Quality scores of one face, 0..1, higher is better (contract 20). */
export function qualityOf(picture: Pyramid, mesh: FaceMesh): Quality {
  const crop = cropOf(squareOf(mesh.frame, MARGIN), SIZE);
  return scoreMeasures(measureCrop(sample(picture, crop, SIZE, SIZE, RAW_RGB), SIZE));
}

/**
 * Smooth, monotone scores with ½ where a face starts to be a poor one: blurred by σ = 2 at 112 pixels, a fifth of it
 * nearly black or nearly white.
 */
export function scoreMeasures({ sharpness, dark, light, saturation }: CropMeasures): Quality {
  return {
    light: 1 / (1 + (light / 0.2) ** 2),
    dark: 1 / (1 + (dark / 0.2) ** 2),
    saturation: 1 - Math.exp(-saturation / 0.1),
    blurriness: 1 / (1 + Math.exp(-5 * (sharpness + 2.1))),
  };
}

/** @param pixels interleaved R, G, B, 0..255, of a `size`×`size` crop */
export function measureCrop(pixels: Float32Array, size: number): CropMeasures {
  const count = size * size;
  const grey = new Float32Array(count);
  let mean = 0;
  let dark = 0;
  let light = 0;
  let saturation = 0;
  for (let index = 0; index < count; index++) {
    const red = pixels[index * 3] as number;
    const green = pixels[index * 3 + 1] as number;
    const blue = pixels[index * 3 + 2] as number;
    const level = red * 0.299 + green * 0.587 + blue * 0.114;
    grey[index] = level;
    mean += level / count;
    if (level < 30) dark++;
    if (level > 240) light++;
    const brightest = Math.max(red, green, blue);
    if (brightest > 0) saturation += (brightest - Math.min(red, green, blue)) / brightest;
  }
  const contrast = grey.reduce((sum, level) => sum + (level - mean) ** 2, 0) / count;
  return {
    sharpness: Math.log10(laplacianVariance(grey, size) / (contrast + 1) + 1e-4),
    dark: dark / count,
    light: light / count,
    saturation: saturation / count,
  };
}

function laplacianVariance(grey: Float32Array, size: number): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      const at = y * size + x;
      const value =
        4 * (grey[at] as number) -
        (grey[at - 1] as number) -
        (grey[at + 1] as number) -
        (grey[at - size] as number) -
        (grey[at + size] as number);
      sum += value;
      squares += value * value;
    }
  }
  const count = (size - 2) ** 2;
  return squares / count - (sum / count) ** 2;
}
