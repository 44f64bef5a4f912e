import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST_SUM, type Measures, sumOfVoices } from './voices.ts';

/** A finding that nothing tells for or against. */
const MIDDLING: Measures = {
  head: 0.25,
  far: 0.25,
  likeness: -0.1,
  ageDoubt: 4.05,
  fear: Math.log(0.01),
  angle: Math.asin(0.3),
  eyeShade: 0.15,
  humanity: 0.1,
  cover: 0,
};
const surer: readonly (keyof Measures)[] = ['head', 'far', 'likeness', 'eyeShade', 'humanity', 'cover'];
const less: readonly (keyof Measures)[] = ['ageDoubt', 'fear', 'angle'];

describe('sumOfVoices', () => {
  it('is 0 where no measure says anything', () => {
    expect(sumOfVoices(MIDDLING)).toBeCloseTo(0, 10);
  });

  it('never falls when a measure tells more for a face, and never rises when one tells more against it', () => {
    const value = fc.double({ min: -12, max: 12, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...surer, ...less), value, value, (name, one, other) => {
        // Beyond a right angle a face does not lie more, but upside down.
        const [low, high] = [one, other]
          .map((each) => (name === 'angle' ? Math.abs(each) / 8 : each))
          .sort(ascending) as [number, number];
        const [before, after] = [sumOfVoices({ ...MIDDLING, [name]: low }), sumOfVoices({ ...MIDDLING, [name]: high })];
        if (surer.includes(name)) expect(after).toBeGreaterThanOrEqual(before);
        else expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  it('gives no measure more than one voice', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...surer, ...less), value, (name, extreme) => {
        expect(Math.abs(sumOfVoices({ ...MIDDLING, [name]: extreme }))).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it.each<[what: string, measures: Partial<Measures>, isFace: boolean]>([
    ['a masked face', { head: 1, far: 0.8, likeness: 0, ageDoubt: 3.9, fear: -9.7, angle: 0.1, cover: 2.4 }, true],
    ['an ape', { head: 0.4, far: 0.1, likeness: -0.3, ageDoubt: 4.2, fear: -6.4, angle: 0.2, cover: 1.3 }, false],
  ])('knows %s', (_what, measures, isFace) => {
    expect(sumOfVoices({ ...MIDDLING, ...measures }) >= LEAST_SUM.alone).toBe(isFace);
  });
});

function ascending(one: number, other: number): number {
  return one - other;
}
