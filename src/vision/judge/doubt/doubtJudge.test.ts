import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FR_CENTRE } from '../../embed/frPlusCentre.ts';
import type { FoundFace } from '../../find/foundFace.ts';
import type { Point3 } from '../../geometry/point.ts';
import { createPyramid } from '../../raster/pyramid.ts';
import type { Net } from '../../runtime/net.ts';
import { createDoubtJudge } from './doubtJudge.ts';

const PICTURE = createPyramid({ width: 200, height: 200, data: new Uint8Array(200 * 200 * 3).fill(120) });
const POINTS = Array.from(
  { length: 468 },
  (_, index): Point3 => ({ x: 60 + (index % 20) * 4, y: 60 + (index / 20) * 4, z: 0 }),
);

function found(keyPoints: number, left = 50, side = 100): FoundFace {
  return {
    box: { left, top: 50, right: left + side, bottom: 50 + side, score: 0.99 },
    mesh: {
      points: POINTS,
      score: 0.9999,
      frame: { centre: { x: left + side / 2, y: 50 + side * 0.55 }, width: side * 0.8, height: side * 0.95, angle: 0 },
    },
    keyPoints: { roll: 0, score: keyPoints },
  };
}

/** What three nets know nothing of but the box. */
function unknown(keyPoints: number, left: number, side: number): FoundFace {
  const face = found(keyPoints, left, side);
  return { ...face, mesh: { ...face.mesh, score: 0.1 } };
}

/** An object net that sees these scores of a person and of a cat in every cell. */
function seeing(person: number, cat: number): Net & { runs: number } {
  const net = {
    runs: 0,
    async run() {
      net.runs++;
      const ending = (kinds: number, side: number) =>
        Float32Array.from({ length: kinds * side * side }, (_, at) => {
          const kind = Math.floor(at / (side * side));
          return kinds === 80 && kind === 0 ? person : kinds === 80 && kind === 15 ? cat : 0;
        });
      return {
        ending: (...dims: readonly number[]) => ending(dims[0] as number, dims[1] as number),
        byName: new Map(),
      };
    },
  };
  return net;
}

/** A net that answers every question about a face with the same numbers, or with one for all, and counts them. */
function countingNet(answer: number | Float32Array): Net & { runs: number } {
  const net = {
    runs: 0,
    async run() {
      net.runs++;
      const ending = (...dims: readonly number[]) =>
        typeof answer === 'number'
          ? new Float32Array(dims.reduce((product, side) => product * side, 1)).fill(answer)
          : answer;
      return { ending, byName: new Map() };
    },
  };
  return net;
}

/** Nets that speak against every face, the last one as told, and how often each was asked. */
function opponents(objects = seeing(0, 0)) {
  const nets = {
    keyPoints: countingNet(-6),
    expression: countingNet(0.14),
    faceres: countingNet(0.01),
    fr: countingNet(0),
    objects,
  };
  return { judge: createDoubtJudge(nets), runs: () => Object.values(nets).map(({ runs }) => runs) };
}

/** Nets that speak for every face, but the last one as told. */
function supporters(objects = seeing(0.8, 0)) {
  const nets = {
    keyPoints: countingNet(6),
    expression: countingNet(0),
    faceres: countingNet(Float32Array.from({ length: 100 }, (_, age) => (age === 30 ? 1 : 0))),
    fr: countingNet(FR_CENTRE),
    objects,
  };
  return createDoubtJudge(nets);
}

it('asks nobody about what is certain, and every net about a doubt', async () => {
  const { judge, runs } = opponents();
  const [certain, doubtful] = [found(0.99), found(0.6)];
  expect(await judge(PICTURE, certain, [certain])).toBe(true);
  expect(runs()).toEqual([0, 0, 0, 0, 0]);
  expect(await judge(PICTURE, doubtful, [doubtful])).toBe(false);
  expect(runs()).toEqual([12, 1, 1, 1, 1]);
});

it('asks nobody beside a certain face: what was found stays, what was not stays out', async () => {
  const { judge, runs } = opponents();
  const certain = found(0.99);
  const known = found(0.6, 200);
  const unknown = { ...known, mesh: { ...known.mesh, score: 0.1 }, keyPoints: { roll: 0, score: 0.3 } };
  const extra = { ...known, box: { ...known.box, isExtra: true } };
  expect(await judge(PICTURE, known, [certain, known])).toBe(true);
  expect(await judge(PICTURE, unknown, [certain, unknown])).toBe(false);
  expect(await judge(PICTURE, extra, [certain, extra])).toBe(false);
  expect(runs()).toEqual([0, 0, 0, 0, 0]);
});

it('asks about one of a crowd, even beside a certain face', async () => {
  const { judge, runs } = opponents();
  const crowd = [200, 350, 500].map((left) => unknown(0.3, left, 70));
  const certain = found(0.99, 50, 70);
  const [one] = crowd as [FoundFace];
  expect(await judge(PICTURE, one, [certain, ...crowd])).toBe(false);
  expect(runs()).toEqual([12, 1, 1, 1, 1]);
  expect(await supporters()(PICTURE, one, [certain, ...crowd])).toBe(true);
});

it('adds nothing large without key points, an elbow or a shirt, whoever stands beside it and whatever others say', async () => {
  const judge = supporters();
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 80, max: 120, noNaN: true }),
      fc.double({ min: 0, max: 0.39, noNaN: true }),
      fc.array(fc.constantFrom(0, 0.3, 0.6, 0.99), { maxLength: 6 }),
      async (side, keyPoints, others) => {
        const limb = unknown(keyPoints, 50, side);
        const company = others.map((score, index) => found(score, 250 + index * 150));
        expect(await judge(PICTURE, limb, [limb, ...company])).toBe(false);
      },
    ),
  );
});

it('takes an animal for no face, whatever its face looks like, and asks no further net', async () => {
  const doubtful = found(0.6);
  expect(await supporters(seeing(0.3, 0.5))(PICTURE, doubtful, [doubtful])).toBe(false);
  expect(await supporters(seeing(0.5, 0.3))(PICTURE, doubtful, [doubtful])).toBe(true);
  const { judge, runs } = opponents(seeing(0.3, 0.5));
  expect(await judge(PICTURE, doubtful, [doubtful])).toBe(false);
  expect(runs()).toEqual([0, 0, 0, 0, 1]);
});

it('looks once at what else a picture shows, however many findings are in doubt', async () => {
  const { judge, runs } = opponents();
  const doubts = [found(0.6), found(0.5, 400)];
  for (const doubt of doubts) await judge(PICTURE, doubt, doubts);
  expect(runs()).toEqual([24, 2, 2, 2, 1]);
});

describe('what is known and fills the picture', () => {
  const known = found(0.6);
  const face = { ...known, box: { ...known.box, left: 10, top: 10, right: 180, bottom: 180 } };

  it('is a face unless it is rather an animal: there is little round it to look at', async () => {
    const { judge, runs } = opponents();
    expect(await judge(PICTURE, face, [face])).toBe(true);
    expect(runs()).toEqual([0, 0, 0, 0, 1]);
  });

  it('is none where it is rather an animal to all nets, and not to one of them', async () => {
    expect(await opponents(seeing(0.1, 0.7)).judge(PICTURE, face, [face])).toBe(false);
    expect(await supporters(seeing(0.1, 0.7))(PICTURE, face, [face])).toBe(true);
  });
});

it('takes nothing tiny for a face that only others know', async () => {
  const { judge, runs } = opponents();
  const tiny = {
    ...found(0.3),
    box: { left: 50, top: 50, right: 61, bottom: 61, score: 0.9 },
    mesh: { ...found(0).mesh, score: 0.1 },
  };
  expect(await judge(PICTURE, tiny, [tiny])).toBe(false);
  expect(runs()).toEqual([0, 0, 0, 0, 0]);
});

it('asks about the largest findings of a picture, not about hundreds', async () => {
  const { judge, runs } = opponents();
  const known = found(0.6, 500);
  const unknown = { ...known, mesh: { ...known.mesh, score: 0.1 }, keyPoints: { roll: 0, score: 0.3 } };
  const others = Array.from({ length: 60 }, (_, index) => found(0.3, index * 200));
  expect(await judge(PICTURE, known, [...others, known])).toBe(true);
  expect(await judge(PICTURE, unknown, [...others, unknown])).toBe(false);
  expect(runs()).toEqual([0, 0, 0, 0, 0]);
});
