import { falling, rising } from './curves.ts';
import type { FaceArea } from './faceArea.ts';
import { distanceFromSkin } from './skinColour.ts';

/** Shares of 0..1: how good the light on a face is. */
export interface LightMeasures {
  readonly illumination_uniformity: number;
  readonly luminance_mean: number;
  readonly luminance_variance: number;
  readonly under_exposure_prevention: number;
  readonly over_exposure_prevention: number;
  readonly dynamic_range: number;
  readonly natural_colour: number;
}

const LEVELS = 256;
/** Levels of grey up to which a pixel is black, and from which on it is white. */
const BLACK = 25;
const WHITE = 247;

/** Shaped as ISO/IEC 29794-5 describes these measures; the constants are ours. */
export function measureLight(area: FaceArea): LightMeasures {
  const left = new Float64Array(LEVELS);
  const right = new Float64Array(LEVELS);
  const colour = [0, 0, 0];
  let count = 0;
  area.spans.forEach(([from, to], row) => {
    for (let column = from; column < to; column++) {
      const at = (row * area.size + column) * 3;
      const [red = 0, green = 0, blue = 0] = area.pixels.subarray(at, at + 3);
      const level = Math.min(LEVELS - 1, Math.round(red * 0.299 + green * 0.587 + blue * 0.114));
      const side = column * 2 < from + to ? left : right;
      side[level] = (side[level] as number) + 1;
      [red, green, blue].forEach((value, channel) => {
        colour[channel] = (colour[channel] as number) + value;
      });
      count++;
    }
  });
  const shares = left.map((value, level) => (value + (right[level] as number)) / Math.max(1, count));
  const mean = sumOf(shares, (share, level) => share * level) / (LEVELS - 1);
  const variance = sumOf(shares, (share, level) => share * (level / (LEVELS - 1) - mean) ** 2);
  const [red = 0, green = 0, blue = 0] = colour.map((sum) => sum / Math.max(1, count));
  return {
    illumination_uniformity: overlapOf(left, right) ** 0.3,
    luminance_mean: rising(mean, 0.2, 0.05) * falling(mean, 0.8, 0.05),
    luminance_variance: Math.sin(((60 * variance) / (60 * variance + 1)) * Math.PI),
    under_exposure_prevention: falling(
      sumOf(shares.subarray(0, BLACK + 1), (share) => share),
      0.2,
      0.05,
    ),
    over_exposure_prevention: falling(
      sumOf(shares.subarray(WHITE), (share) => share),
      0.2,
      0.05,
    ),
    dynamic_range: entropyOf(shares) / 8,
    natural_colour: 2 * falling(distanceFromSkin(red, green, blue), 0, 10),
  };
}

/** What two histograms have in common, each taken as shares of its own sum; 0..1. */
function overlapOf(one: Float64Array, other: Float64Array): number {
  const sums = [one, other].map((histogram) =>
    Math.max(
      1,
      sumOf(histogram, (value) => value),
    ),
  );
  return sumOf(one, (value, level) => Math.min(value / (sums[0] ?? 1), (other[level] ?? 0) / (sums[1] ?? 1)));
}

/** Bits. */
function entropyOf(shares: Float64Array): number {
  return sumOf(shares, (share) => (share > 0 ? -share * Math.log2(share) : 0));
}

function sumOf(values: Float64Array, of: (value: number, index: number) => number): number {
  return values.reduce((sum, value, index) => sum + of(value, index), 0);
}
