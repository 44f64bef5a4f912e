import { expect, test } from 'vitest';
import { isComparable } from './comparable.ts';

const embedding = { modelId: 'one', vector: new Float32Array(3) };

test.each([
  [{ modelId: 'one', dimension: 3 }, true],
  [{ modelId: 'one' }, true],
  [{ modelId: 'other', dimension: 3 }, false],
  [{ modelId: 'one', dimension: 4 }, false],
])('with %o: %s', (space, expected) => {
  expect(isComparable(embedding, space)).toBe(expected);
});
