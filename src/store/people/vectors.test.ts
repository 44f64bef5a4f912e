import { describe, expect, test } from 'vitest';
import { toBytes, toVector } from './vectors.ts';

describe('a vector as a driver gives it', () => {
  const vector = Float32Array.of(0.25, -1, 3e-5, 1);

  test.each([0, 1, 2, 3, 4, 8])('%i bytes into a buffer that it shares', (offset) => {
    const shared = new Uint8Array(64).fill(0xff);
    shared.set(toBytes(vector), offset);
    expect(toVector(shared.subarray(offset, offset + vector.byteLength))).toEqual(vector);
  });
});
