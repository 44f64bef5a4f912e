import { expect, it } from 'vitest';
import { createPyramid } from '../../raster/pyramid.ts';
import type { Net } from '../../runtime/net.ts';
import { seeObjects } from './objectNet.ts';

const PICTURE = createPyramid({ width: 832, height: 416, data: new Uint8Array(832 * 416 * 3) });
const PERSON = 0;
const CAT = 15;
const BEAR = 21;
const CHAIR = 56;

interface Cell {
  readonly side: 52 | 26 | 13;
  readonly row: number;
  readonly column: number;
  readonly scores: Readonly<Record<number, number>>;
  /** Left, top, right and bottom, strides from the cell's middle. */
  readonly edges: readonly [number, number, number, number];
}

/** A net that sees these cells and nothing else. */
function seeing(...cells: readonly Cell[]): Net & { readonly shapes: (readonly number[])[] } {
  const shapes: (readonly number[])[] = [];
  return {
    shapes,
    async run(_input, dims) {
      shapes.push(dims);
      return {
        byName: new Map(),
        ending(kinds, side) {
          const values = new Float32Array((kinds as number) * (side as number) ** 2);
          for (const cell of cells.filter((each) => each.side === side)) {
            const put = (plane: number, value: number) => {
              values[(plane * cell.side + cell.row) * cell.side + cell.column] = value;
            };
            if (kinds === 80) for (const [kind, score] of Object.entries(cell.scores)) put(Number(kind), score);
            else for (const [edge, distance] of cell.edges.entries()) put(edge * 11 + distance, 50);
          }
          return values;
        },
      };
    },
  };
}

it('sees people and animals where they are in the picture, and nothing else', async () => {
  const net = seeing(
    { side: 13, row: 2, column: 3, scores: { [PERSON]: 0.75, [CHAIR]: 0.875 }, edges: [1, 2, 3, 4] },
    { side: 52, row: 10, column: 20, scores: { [CAT]: 0.25, [BEAR]: 0.5 }, edges: [0, 0, 0, 10] },
    { side: 26, row: 5, column: 5, scores: { [CHAIR]: 0.9 }, edges: [1, 1, 1, 1] },
    { side: 26, row: 9, column: 9, scores: { [PERSON]: 0.05, [CAT]: 0.09 }, edges: [1, 1, 1, 1] },
  );
  const seen = await seeObjects(net, PICTURE);
  expect(net.shapes).toEqual([[1, 3, 416, 416]]);
  // The picture is twice as wide as what the net sees: a cell of stride 8 is 16 pixels wide, one of 32 is 64.
  expect(seen).toEqual([
    { isPerson: false, score: 0.5, left: 328, top: 168, right: 328, bottom: 328 },
    { isPerson: true, score: 0.75, left: 160, top: 32, right: 416, bottom: 416 },
  ]);
});

it('sees a person and an animal in one cell as both', async () => {
  const net = seeing({ side: 13, row: 0, column: 0, scores: { [PERSON]: 0.5, [CAT]: 0.25 }, edges: [0, 0, 2, 2] });
  const box = { left: 32, top: 32, right: 160, bottom: 160 };
  expect(await seeObjects(net, PICTURE)).toEqual([
    { isPerson: true, score: 0.5, ...box },
    { isPerson: false, score: 0.25, ...box },
  ]);
});
