import { describe, expect, it } from 'vitest';
import { createPyramid } from '../../raster/pyramid.ts';
import type { Net } from '../../runtime/net.ts';
import { createHumanity, humanityAt } from './humanity.ts';
import type { SeenObject } from './objectNet.ts';

function seen(isPerson: boolean, score: number, left: number, right: number): SeenObject {
  return { isPerson, score, left, right, top: 0, bottom: 100 };
}

describe('humanityAt', () => {
  it('is 0 where nothing is seen, or something elsewhere', () => {
    expect(humanityAt({ x: 50, y: 50 }, [])).toBe(0);
    expect(humanityAt({ x: 50, y: 50 }, [seen(true, 0.9, 60, 80), seen(false, 0.9, 0, 40)])).toBe(0);
    expect(humanityAt({ x: 50, y: 150 }, [seen(true, 0.9, 0, 100)])).toBe(0);
  });

  it('is that of the surest person less that of the surest animal there', () => {
    const objects = [
      seen(true, 0.25, 0, 100),
      seen(true, 0.75, 0, 100),
      seen(false, 0.5, 0, 100),
      seen(false, 0.125, 0, 100),
    ];
    expect(humanityAt({ x: 50, y: 50 }, objects)).toBe(0.25);
    expect(humanityAt({ x: 50, y: 50 }, objects.slice(2))).toBe(-0.5);
  });

  it('does not ask about a dog beside its owner', () => {
    const objects = [seen(true, 0.75, 0, 60), seen(false, 0.875, 55, 100)];
    expect(humanityAt({ x: 30, y: 20 }, objects)).toBe(0.75);
    expect(humanityAt({ x: 90, y: 20 }, objects)).toBe(-0.875);
  });
});

it('looks once at a picture, and again at another one', async () => {
  let runs = 0;
  const net: Net = {
    async run() {
      runs++;
      return { byName: new Map(), ending: (...dims) => new Float32Array(dims.reduce((a, b) => a * b, 1)) };
    },
  };
  const humanityOf = createHumanity(net);
  const picture = () => createPyramid({ width: 20, height: 20, data: new Uint8Array(20 * 20 * 3) });
  const face = {
    box: { left: 0, top: 0, right: 9, bottom: 9, score: 1 },
    mesh: { points: [], score: 1, frame: { centre: { x: 0, y: 0 }, width: 9, height: 9, angle: 0 } },
    keyPoints: { roll: 0, score: 1 },
  };
  const one = picture();
  await humanityOf(one, face);
  await humanityOf(one, face);
  expect(runs).toBe(1);
  await humanityOf(picture(), face);
  expect(runs).toBe(2);
});
