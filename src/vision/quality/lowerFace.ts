import { ARC_SIZE, arcCrop } from '../embed/arcCrop.ts';
import type { FoundFace } from '../find/foundFace.ts';
import { ibug68 } from '../landmarks/landmarks.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { RAW_RGB } from '../raster/tensorLayout.ts';
import { toLab } from './skinColour.ts';

/** Columns and rows of the aligned crop, the second ones not included. */
interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What no mask covers: the bridge of the nose, and below the eyes. */
const UPPER: readonly Area[] = [
  { left: 50, right: 62, top: 44, bottom: 58 },
  { left: 32, right: 44, top: 57, bottom: 63 },
  { left: 68, right: 80, top: 57, bottom: 63 },
];
/** Mouth and chin, which every mask covers. */
const LOWER: Area = { left: 40, right: 72, top: 78, bottom: 108 };
/** Where texture is compared: the eyes have some in every face, the mouth in a bare one. */
const EYES: Area = { left: 30, right: 82, top: 36, bottom: 62 };
const MOUTH: Area = { left: 40, right: 72, top: 78, bottom: 106 };

/** How mouth and chin differ from what is above them. */
export interface LowerFace {
  /** Distance in a* and b* of CIELAB. */
  readonly colour: number;
  /** Difference in L* of CIELAB. */
  readonly lightness: number;
  /** Logarithm of the gradients of mouth and chin over those of the eyes; a mask is smooth. */
  readonly texture: number;
}

export function lowerFaceOf(picture: Pyramid, { mesh }: FoundFace): LowerFace {
  return measureLowerFace(arcCrop(picture, ibug68(mesh), RAW_RGB));
}

/** @param pixels the aligned crop, interleaved R, G, B, 0..255 */
export function measureLowerFace(pixels: Float32Array): LowerFace {
  const upper = toLab(...meanOf(pixels, UPPER));
  const lower = toLab(...meanOf(pixels, [LOWER]));
  return {
    colour: Math.hypot(lower.a - upper.a, lower.b - upper.b),
    lightness: Math.abs(lower.l - upper.l),
    texture: Math.log((roughnessOf(pixels, MOUTH) + 1) / (roughnessOf(pixels, EYES) + 1)),
  };
}

function meanOf(pixels: Float32Array, areas: readonly Area[]): [red: number, green: number, blue: number] {
  const sums: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (const { left, right, top, bottom } of areas) {
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = (y * ARC_SIZE + x) * 3;
        sums[0] += pixels[at] as number;
        sums[1] += pixels[at + 1] as number;
        sums[2] += pixels[at + 2] as number;
        count++;
      }
    }
  }
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}

/** Mean change of luma from a pixel to the one below it, and to the one beside it. */
function roughnessOf(pixels: Float32Array, { left, right, top, bottom }: Area): number {
  const luma = (x: number, y: number) => {
    const at = (y * ARC_SIZE + x) * 3;
    return (pixels[at] as number) * 0.299 + (pixels[at + 1] as number) * 0.587 + (pixels[at + 2] as number) * 0.114;
  };
  let down = 0;
  let across = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (y + 1 < bottom) down += Math.abs(luma(x, y + 1) - luma(x, y));
      if (x + 1 < right) across += Math.abs(luma(x + 1, y) - luma(x, y));
    }
  }
  const [width, height] = [right - left, bottom - top];
  return down / (width * (height - 1)) + across / ((width - 1) * height);
}
