import { expect, it } from 'vitest';
import { ARC_SIZE } from '../../embed/arcCrop.ts';
import { eyeShadeOf } from './eyeShade.ts';

/** An aligned crop of one grey, with another one where the eyes are. */
function crop(skin: number, eyes: number): Float32Array {
  const pixels = new Float32Array(ARC_SIZE * ARC_SIZE * 3).fill(skin);
  for (let y = 42; y < 56; y++) pixels.fill(eyes, (y * ARC_SIZE + 28) * 3, (y * ARC_SIZE + 84) * 3);
  return pixels;
}

it('is above 0 where the eyes are darker than what is below them, and 0 where nothing differs', () => {
  expect(eyeShadeOf(crop(120, 80))).toBeCloseTo(Math.log(130 / 90), 5);
  expect(eyeShadeOf(crop(120, 120))).toBe(0);
  expect(eyeShadeOf(crop(80, 120))).toBeLessThan(0);
});

it('says about the same of dark and of light skin', () => {
  expect(eyeShadeOf(crop(200, 150))).toBeCloseTo(eyeShadeOf(crop(80, 57.5)), 1);
});
