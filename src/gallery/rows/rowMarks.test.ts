import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowMarks } from './rowMarks.ts';

test('marks follow their rows, as a list does that fills each hole with its last row', () => {
  const steps = fc.array(fc.record({ remove: fc.boolean(), at: fc.nat(), mark: fc.boolean() }), {
    maxLength: 3000,
    size: 'max',
  });
  fc.assert(
    fc.property(steps, (all) => {
      const marks = new RowMarks();
      const model: boolean[] = [];
      for (const { remove, at, mark } of all) {
        if (remove && model.length > 0) {
          const row = at % model.length;
          marks.move(model.length - 1, row);
          const last = model.pop() as boolean;
          if (row < model.length) model[row] = last;
        } else {
          if (mark) marks.add(model.length);
          model.push(mark);
        }
      }
      expect(model.map((_, row) => marks.has(row))).toEqual(model);
      expect(marks.has(model.length)).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test('more rows than there was room for', () => {
  const marks = new RowMarks();
  for (const row of [1023, 1024, 100_000]) marks.add(row);
  expect([1022, 1023, 1024, 1025, 99_999, 100_000, 100_001].filter((row) => marks.has(row))).toEqual([
    1023, 1024, 100_000,
  ]);
});
