import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowIndex } from './rowIndex.ts';

/** Few distinct first words make long chains, which removals must not break. */
const command = fc.record({ id: fc.integer({ min: 0, max: 60 }), remove: fc.boolean() });

test('finds exactly the rows that are in it, through inserts, removals and moves', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 300 }), (commands) => {
      const rows: Uint32Array[] = [];
      const index = new RowIndex((row, word) => rows[row]?.[word] ?? 0);
      const idOf = (id: number) => Uint32Array.of(id % 3, id, 0, 1);
      for (const { id, remove } of commands) {
        const row = index.find(idOf(id));
        expect(row).toBe(rows.findIndex((other) => other[1] === id));
        if (remove && row >= 0) {
          index.remove(row);
          const last = rows.length - 1;
          if (row !== last) {
            index.move(last, row);
            rows[row] = rows[last] as Uint32Array;
          }
          rows.pop();
        } else if (!remove && row < 0) {
          rows.push(idOf(id));
          index.add(rows.length - 1);
        }
      }
      for (const [row, id] of rows.entries()) expect(index.find(id)).toBe(row);
    }),
  );
});
