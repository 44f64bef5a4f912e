import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureCrop, scoreMeasures } from './quality.ts';

const SIZE = 16;

function crop(colourAt: (x: number, y: number) => readonly [number, number, number]): Float32Array {
  const pixels = new Float32Array(SIZE * SIZE * 3);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) pixels.set(colourAt(x, y), (y * SIZE + x) * 3);
  }
  return pixels;
}

describe('measureCrop', () => {
  it('counts nearly black and nearly white pixels', () => {
    const stripes = crop((x) => (x < 4 ? [10, 10, 10] : x < 12 ? [128, 128, 128] : [250, 250, 250]));
    expect(measureCrop(stripes, SIZE)).toMatchObject({ dark: 0.25, light: 0.25, saturation: 0 });
  });

  it('sees colour', () => {
    expect(
      measureCrop(
        crop(() => [200, 100, 100]),
        SIZE,
      ).saturation,
    ).toBeCloseTo(0.5);
    expect(
      measureCrop(
        crop(() => [0, 0, 0]),
        SIZE,
      ).saturation,
    ).toBe(0);
  });

  it('finds edges sharper than slopes', () => {
    const edge = measureCrop(
      crop((x) => (x < 8 ? [60, 60, 60] : [180, 180, 180])),
      SIZE,
    );
    const slope = measureCrop(
      crop((x) => [60 + x * 8, 60 + x * 8, 60 + x * 8]),
      SIZE,
    );
    expect(edge.sharpness).toBeGreaterThan(slope.sharpness + 1);
  });

  it('is finite for a flat crop', () => {
    expect(
      measureCrop(
        crop(() => [128, 128, 128]),
        SIZE,
      ).sharpness,
    ).toBeCloseTo(-4);
  });
});

describe('scoreMeasures', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const measures = fc.record({
    sharpness: fc.double({ min: -5, max: 5, noNaN: true }),
    dark: share,
    light: share,
    saturation: share,
  });

  it('gives 0 to 1, better for sharper, less dark, less light, more coloured', () => {
    fc.assert(
      fc.property(measures, measures, (a, b) => {
        const [first, second] = [scoreMeasures(a), scoreMeasures(b)];
        for (const score of Object.values(first)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        if (a.sharpness >= b.sharpness) expect(first.blurriness).toBeGreaterThanOrEqual(second.blurriness);
        if (a.saturation >= b.saturation) expect(first.saturation).toBeGreaterThanOrEqual(second.saturation);
        if (a.dark >= b.dark) expect(first.dark).toBeLessThanOrEqual(second.dark);
        if (a.light >= b.light) expect(first.light).toBeLessThanOrEqual(second.light);
      }),
    );
  });

  it('puts a clean face above 0.85 and a spoilt one below 0.35', () => {
    const clean = scoreMeasures({ sharpness: -1.7, dark: 0.02, light: 0.01, saturation: 0.3 });
    expect(Math.min(...Object.values(clean))).toBeGreaterThan(0.85);
    const spoilt = scoreMeasures({ sharpness: -2.3, dark: 0.43, light: 0.56, saturation: 0.02 });
    expect(Math.max(...Object.values(spoilt))).toBeLessThan(0.35);
  });
});
