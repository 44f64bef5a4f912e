import { expect, it } from 'vitest';
import { entropyOf } from './secondOpinions.ts';

it('has no doubt where one share has nearly all, and most where all are equal', () => {
  const sure = new Float32Array(100);
  sure[30] = 1;
  expect(entropyOf(sure)).toBeLessThan(0.02);
  expect(entropyOf(new Float32Array(100).fill(0.01))).toBeCloseTo(Math.log(100), 5);
  expect(entropyOf(new Float32Array(100))).toBeCloseTo(Math.log(100), 5);
});
