import { describe, expect, it } from 'vitest';
import { measureLowerFace } from './lowerFace.ts';
import { likelihoodOf } from './mask.ts';

const SIZE = 112;
const SURE = 0.9999999;

/** An aligned crop: skin with eyes, and a mouth or whatever else covers it. */
function crop(below: (x: number, y: number) => readonly [number, number, number] | undefined): Float32Array {
  const pixels = new Float32Array(SIZE * SIZE * 3);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) pixels.set(below(x, y) ?? bare(x, y), (y * SIZE + x) * 3);
  }
  return pixels;
}

function bare(x: number, y: number): readonly [number, number, number] {
  const isEye = Math.hypot((Math.abs(x - 56) - 18) / 8, (y - 52) / 3) < 1;
  const isMouth = Math.hypot((x - 56) / 15, (y - 92) / 4) < 1;
  if (isEye) return [50, 40, 40];
  return isMouth ? [150, 70, 70] : [205, 160, 140];
}

const covered = (colour: readonly [number, number, number]) => crop((_, y) => (y > 64 ? colour : undefined));

describe('the likelihood of a mask', () => {
  it('is low for a whole face', () => {
    expect(likelihoodOf(measureLowerFace(crop(() => undefined)), SURE)).toBeLessThan(0.25);
  });

  it.each([
    ['blue', [110, 170, 220]],
    ['white', [245, 245, 245]],
    ['black', [25, 25, 28]],
  ] as const)('is high where a %s surface begins below the eyes', (_, colour) => {
    expect(likelihoodOf(measureLowerFace(covered(colour)), 0.999)).toBeGreaterThan(0.8);
  });

  it('is below one half where a beard or a shadow alone makes the chin another one', () => {
    expect(likelihoodOf({ colour: 12, lightness: 38, texture: -0.4 }, SURE)).toBeLessThan(0.5);
    expect(likelihoodOf({ colour: 12, lightness: 38, texture: -0.4 }, 0.9999)).toBeGreaterThan(0.5);
  });

  it('grows as the landmark net grows less sure, and is a number at both ends', () => {
    const measures = measureLowerFace(covered([110, 170, 220]));
    const likelihoods = [1, 0.99999, 0.99, 0.5, 0].map((score) => likelihoodOf(measures, score));
    expect(likelihoods).toEqual([...likelihoods].sort((a, b) => a - b));
    for (const likelihood of likelihoods) expect(likelihood).toBeLessThanOrEqual(1);
  });
});
