import { describe, expect, it } from 'vitest';
import type { FaceArea } from './faceArea.ts';
import { measureLight } from './lightMeasures.ts';

const SIZE = 40;

/** A face that fills its crop, painted by a rule. */
function areaOf(paint: (x: number, y: number) => readonly [number, number, number]): FaceArea {
  const pixels = new Float32Array(SIZE * SIZE * 3);
  for (let at = 0; at < SIZE * SIZE; at++) pixels.set(paint(at % SIZE, Math.floor(at / SIZE)), at * 3);
  return { size: SIZE, pixels, spans: Array.from({ length: SIZE }, () => [0, SIZE] as const) };
}

/** Skin with shades from dark to light, the same on both sides. */
const skin = (light: number) =>
  areaOf((_, y) => {
    const shade = light * (0.5 + y / SIZE);
    return [Math.min(255, 200 * shade), Math.min(255, 150 * shade), Math.min(255, 125 * shade)];
  });

describe('the light on a face', () => {
  it('is good where it is even and neither weak nor strong', () => {
    for (const share of Object.values(measureLight(skin(1)))) expect(share).toBeGreaterThan(0.6);
  });

  it('is too little, or too much', () => {
    expect(measureLight(skin(0.12)).under_exposure_prevention).toBeLessThan(0.3);
    expect(measureLight(skin(0.12)).luminance_mean).toBeLessThan(0.3);
    expect(measureLight(skin(5)).over_exposure_prevention).toBeLessThan(0.3);
  });

  it('comes from one side', () => {
    const lit = areaOf((x) => (x < SIZE / 2 ? [220, 170, 150] : [60, 45, 40]));
    expect(measureLight(lit).illumination_uniformity).toBeLessThan(0.1);
  });

  it('has a colour that skin has not', () => {
    expect(measureLight(areaOf(() => [40, 90, 220])).natural_colour).toBeLessThan(0.1);
    expect(measureLight(areaOf(() => [128, 128, 128])).natural_colour).toBeLessThan(0.8);
  });

  it('is flat', () => {
    const { dynamic_range, luminance_variance } = measureLight(areaOf(() => [190, 140, 120]));
    expect([dynamic_range, luminance_variance]).toEqual([0, 0]);
  });

  it('is judged where the face is, and without a face as well', () => {
    const framed = areaOf((x) => (x >= 10 && x < 30 ? [200, 150, 125] : [0, 0, 0]));
    const spans = Array.from({ length: SIZE }, () => [10, 30] as const);
    expect(measureLight({ ...framed, spans }).under_exposure_prevention).toBeGreaterThan(0.9);
    const none = measureLight({ ...framed, spans: spans.map(() => [0, 0] as const) });
    for (const share of Object.values(none)) expect(share).toBeGreaterThanOrEqual(0);
  });
});
