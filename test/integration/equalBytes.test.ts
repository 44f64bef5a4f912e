import { expect, it } from 'vitest';

it('arrays are equal when all elements are, wherever they lie, and else are not', () => {
  const bytes = Buffer.from('portrait');
  const shifted = Buffer.from('a portrait').subarray(2);
  expect({ faces: new Map([['one', bytes]]) }).toEqual({ faces: new Map([['one', shifted]]) });
  expect(bytes).not.toEqual(Buffer.from('portrais'));
  expect(bytes).not.toEqual(Buffer.from('portrait '));
  expect(Float32Array.of(1, Number.NaN)).toEqual(Float32Array.of(1, Number.NaN));
  expect(Float32Array.of(1, 2)).not.toEqual(Float32Array.of(1, 3));
  expect(Float32Array.of(0)).not.toEqual(Float32Array.of(-0));
  expect(Uint8Array.of(1)).not.toStrictEqual(Int8Array.of(1));
  expect(() => expect(bytes).toEqual(Buffer.from('portrais'))).toThrow();
});
