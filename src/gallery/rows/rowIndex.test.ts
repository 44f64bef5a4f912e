import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowIndex } from './rowIndex.ts';

/** Rows with ids, and an index of them, as a table has them. */
class Rows {
  readonly ids: Uint32Array[] = [];
  readonly index: RowIndex;

  constructor(segmentRows?: number) {
    this.index = new RowIndex((row, word) => this.ids[row]?.[word] ?? 0, segmentRows);
  }

  add(id: Uint32Array): void {
    this.ids.push(id);
    this.index.add(this.ids.length - 1);
  }

  remove(row: number): void {
    this.index.remove(row);
    const last = this.ids.length - 1;
    if (row !== last) {
      this.index.move(last, row);
      this.ids[row] = this.ids[last] as Uint32Array;
    }
    this.ids.pop();
  }
}

/** Few distinct first words make long chains, which removals must not break. */
const command = fc.record({ id: fc.integer({ min: 0, max: 60 }), remove: fc.boolean() });

test.each([
  ['in few places', 3],
  ['in many places', 61],
])('finds exactly the rows that are in it, through inserts, removals and moves, %s', (_, firstWords) => {
  fc.assert(
    fc.property(
      fc.array(command, { maxLength: 300, size: 'max' }),
      fc.integer({ min: 1, max: 70 }),
      (commands, segmentRows) => {
        const rows = new Rows(segmentRows);
        const idOf = (id: number) => Uint32Array.of(id % firstWords, id, 0, 1);
        for (const { id, remove } of commands) {
          const row = rows.index.find(idOf(id));
          expect(row).toBe(rows.ids.findIndex((other) => other[1] === id));
          if (remove && row >= 0) rows.remove(row);
          else if (!remove && row < 0) rows.add(idOf(id));
        }
        for (const [row, id] of rows.ids.entries()) expect(rows.index.find(id)).toBe(row);
      },
    ),
  );
});

test('takes ids that begin alike, though no split parts them', () => {
  const rows = new Rows(4);
  for (let id = 0; id < 500; id++) rows.add(Uint32Array.of(7, id, 0, 1));
  for (const [row, id] of rows.ids.entries()) expect(rows.index.find(id)).toBe(row);
});

test('takes 5 to 8 bytes a row, and gives them back', () => {
  const rows = new Rows();
  const empty = rows.index.bytes;
  for (let row = 0; row < 100_000; row++) {
    rows.add(Uint32Array.of(Math.imul(row, 0x9e3779b1) >>> 0, row, 0, 1));
    if (row % 5000 === 4999) {
      expect(rows.index.bytes / (row + 1)).toBeGreaterThan(5);
      expect(rows.index.bytes / (row + 1)).toBeLessThan(8);
    }
  }
  for (const row of [0, 16_383, 16_384, 50_000, 99_999]) {
    expect(rows.index.find(rows.ids[row] as Uint32Array)).toBe(row);
  }
  rows.index.clear();
  expect(rows.index.bytes).toBe(empty);
  rows.ids.splice(0, rows.ids.length - 1);
  rows.index.add(0);
  expect(rows.index.find(rows.ids[0] as Uint32Array)).toBe(0);
});
