import { expect, it } from 'vitest';
import type { Observation } from '../photos/observation.ts';
import type { Photo } from '../photos/photo.ts';
import { measureLiveness } from './liveness.ts';

const photo = (file: string, tags: Record<string, string>, identity?: string): Photo => ({
  file,
  identity,
  tags: new Map(Object.entries(tags)),
  boxes: undefined,
  faces: undefined,
});
const seen = (file: string, liveness?: number): Observation => {
  const rect = { x: 0, y: 0, width: 9, height: 9 };
  return {
    file,
    size: 0,
    modified: 0,
    found: [],
    ...(liveness !== undefined && { face: { row: 0, rect, score: 1, liveness } }),
  };
};
const observed = (...all: readonly Observation[]) => new Map(all.map((each) => [each.file, each]));

it('counts attacks that pass by species, the worst first, and living people who do not', () => {
  const photos = [
    photo('a', { live: '1' }, 'Ann'),
    photo('b', { live: '1' }, 'Bea'),
    photo('print1', { live: '0', attack: 'print' }, 'Ann'),
    photo('print2', { live: '0', attack: 'print' }, 'Ann'),
    photo('mask', { live: '0', attack: 'mask' }),
    photo('other', {}),
  ];
  const errors = measureLiveness(
    photos,
    observed(seen('a', 0.9), seen('b', 0.3), seen('print1', 0.6), seen('print2', 0.1), seen('mask', 0.95)),
    0.6,
  );
  expect(errors).toMatchObject({ threshold: 0.6, subjects: 2, living: { photos: 2, wrong: { value: 0.5 } } });
  expect(errors?.attacks.map(({ name, wrong }) => [name, wrong.value])).toEqual([
    ['mask', 1],
    ['print', 0.5],
  ]);
  expect(errors?.attacks[0]?.wrong.low).toBeLessThan(0.25);
});

it('leaves photos without a face out of the rates, and says how many', () => {
  const photos = [photo('a', { live: '0', attack: 'print' }), photo('b', { live: '0', attack: 'print' })];
  const errors = measureLiveness(photos, observed(seen('a'), seen('b', 0.1)), 0.6);
  expect(errors?.attacks).toMatchObject([{ photos: 2, unanswered: 1, wrong: { value: 0 } }]);
});

it('says nothing of a folder without such labels', () => {
  expect(measureLiveness([photo('a', { age: '3' })], observed(seen('a', 1)), 0.6)).toBeUndefined();
});
