import { expect, it } from 'vitest';
import type { Face } from '../../vision/face.ts';
import { chooseFace } from './chooseFace.ts';

const SIZE = { width: 200, height: 200 };
const face = (x: number, side: number, score: number): Face => ({
  rect: { x, y: 100 - side / 2, width: side, height: side },
  score,
});

it.each(['largest', 'central'] as const)('passes over what is rather no face, the %s one', (choice) => {
  const logo = face(50, 100, 0.4);
  const person = face(20, 60, 0.98);
  expect(chooseFace([logo, person], choice, SIZE)).toBe(person);
});

it('takes the face in the middle, or the largest one', () => {
  const [large, middle] = [face(0, 60, 0.9), face(80, 40, 0.9)];
  expect(chooseFace([large, middle], 'central', SIZE)).toBe(middle);
  expect(chooseFace([large, middle], 'largest', SIZE)).toBe(large);
});

it('takes a doubtful face where there is no other', () => {
  const [one, other] = [face(0, 60, 0.2), face(80, 40, 0.3)];
  expect(chooseFace([one, other], 'central', SIZE)).toBe(other);
  expect(chooseFace([], 'central', SIZE)).toBeUndefined();
});
