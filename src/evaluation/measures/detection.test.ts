import { expect, it } from 'vitest';
import type { Observation } from '../photos/observation.ts';
import type { Photo } from '../photos/photo.ts';
import { measureDetection } from './detection.ts';

const photo = (file: string, more: Partial<Photo>): Photo => ({
  file,
  identity: undefined,
  tags: new Map(),
  boxes: undefined,
  faces: undefined,
  ...more,
});
const seen = (file: string, ...rects: readonly (readonly [number, number, number, number])[]): Observation => {
  const found = rects.map(([x, y, width, height]) => ({ rect: { x, y, width, height }, score: 0.8 }));
  const [first] = found;
  return { file, size: 0, modified: 0, found, ...(first && { face: { ...first, row: 0 } }) };
};

it('tells labelled faces that are found, photos without any, and faces where there is none', () => {
  const boxes = [
    { left: 0, top: 0, right: 50, bottom: 50, kind: 'mask' },
    { left: 100, top: 0, right: 130, bottom: 30, kind: 'mask' },
  ];
  const photos = [
    photo('crowd', { boxes, faces: 2 }),
    photo('nobody found', { faces: 1 }),
    photo('dog', { faces: 0 }),
    photo('tree', { faces: 0 }),
  ];
  const observations = [
    seen('crowd', [5, 5, 45, 45], [300, 300, 40, 40]),
    seen('nobody found'),
    seen('dog', [0, 0, 9, 9]),
    seen('tree'),
  ];
  const told = measureDetection(photos, new Map(observations.map((each) => [each.file, each])));
  expect(told.failureToEnrol.value).toBe(0.5);
  expect(told.failed).toEqual(['nobody found']);
  expect(told.empty.map(({ score, withFace }) => [score, withFace.value])).toEqual([
    [0, 0.5],
    [0.5, 0.5],
    [0.9, 0],
  ]);
  expect(told.boxes.map(({ name, found }) => [name, found.value])).toEqual([
    ['kind mask, 20–40 px', 0],
    ['kind mask, 40 px and more', 1],
  ]);
  expect(told.unlabelled).toBe(1);
});
