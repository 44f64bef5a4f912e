import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManifest, Weights } from './weights.ts';

function manifest(...weights: object[]): ReturnType<typeof parseManifest> {
  return parseManifest(Buffer.from(JSON.stringify([{ paths: ['net.bin'], weights }])));
}

/** What IEEE 754 says of a half-precision number. */
function half(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent ? sign * (1 + fraction / 1024) * 2 ** (exponent - 15) : sign * fraction * 2 ** -24;
}

describe('Weights', () => {
  it('reads float16 exactly', () => {
    const halves = manifest({ name: 'w', shape: [1], dtype: 'float32', quantization: { dtype: 'float16' } });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_535 }), (bits) => {
        const [value] = new Weights(halves, Uint8Array.of(bits & 255, bits >> 8)).reals('w').values;
        expect(value).toBe(half(bits));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads 8-bit levels of a range, and one tensor after the other at any offset', () => {
    const weights = new Weights(
      manifest(
        { name: 'levels', shape: [3], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -10 } },
        { name: 'axes', shape: [2], dtype: 'int32' },
        { name: 'plain', shape: [1, 1], dtype: 'float32' },
      ),
      Buffer.concat([
        Uint8Array.of(0, 1, 255),
        new Uint8Array(Int32Array.of(-1, 2).buffer),
        new Uint8Array(Float32Array.of(0.25).buffer),
      ]),
    );
    expect([...weights.reals('levels').values]).toEqual([-10, -9.5, 117.5]);
    expect(weights.integers('axes')).toEqual([-1, 2]);
    expect(weights.reals('plain')).toEqual({ shape: [1, 1], values: Float32Array.of(0.25) });
  });

  it('refuses a file of another length', () => {
    const one = manifest({ name: 'w', shape: [1], dtype: 'float32' });
    expect(() => new Weights(one, new Uint8Array(8))).toThrow('weights take 4 bytes of 8');
  });

  it('tells reals from whole numbers', () => {
    const weights = new Weights(manifest({ name: 'w', shape: [1], dtype: 'float32' }), new Uint8Array(4));
    expect(() => weights.integers('w')).toThrow('no whole numbers w');
    expect(() => weights.reals('v')).toThrow('no real weights v');
  });

  it.each([
    ['of a type that no net has', [{ paths: ['a'], weights: [{ name: 'w', shape: [1], dtype: 'bool' }] }]],
    ['in several files', [{ paths: ['a', 'b'], weights: [] }]],
    ['without names', [{ paths: ['a'], weights: [{ shape: [1], dtype: 'float32' }] }]],
  ])('refuses weights %s', (_, json) => {
    expect(() => parseManifest(Buffer.from(JSON.stringify(json)))).toThrow();
  });
});
