import { expect, it } from 'vitest';
import { estimatedGroups } from './estimatedGroups.ts';

const rect = { x: 0, y: 0, width: 9, height: 9 };
const row = (identity: string | undefined, gender: number, age: number) => ({
  identity,
  face: { row: 0, rect, score: 1, gender, age },
});

it('puts all photos of a person into the same groups', () => {
  const groups = estimatedGroups([row('Ann', 0.1, 18), row('Ann', 0.6, 30), row('Bob', 0.9, 61), row('Bob', 0.4, 75)]);
  expect(groups[0]).toEqual(['gender≈female', 'age≈20–39']);
  expect(groups[1]).toEqual(groups[0]);
  expect(groups[2]).toEqual(['gender≈male', 'age≈60+']);
});

it('knows nothing of rows without a face or a name', () => {
  expect(estimatedGroups([undefined, row(undefined, 0.1, 18)])).toEqual([[], []]);
});
