import { describe, expect, it } from 'vitest';
import type { Detector } from '../detect/detector.ts';
import { type Box, centreOf } from '../geometry/box.ts';
import { type FaceJudge, LEAST_MESH_SCORE } from '../judge/faceJudge.ts';
import type { FaceMesh } from '../landmarks/faceMesh.ts';
import type { FaceRoll } from '../landmarks/faceRoll.ts';
import { createPyramid } from '../raster/pyramid.ts';
import { createFaceFinder } from './findFaces.ts';

const PICTURE = createPyramid({ width: 400, height: 300, data: new Uint8Array(400 * 300 * 3) });

function box(left: number, top: number, side: number) {
  return { left, top, right: left + side, bottom: top + side, score: 0.9 };
}

/** What the landmark net knows is a face. */
const known: FaceJudge = async (_picture, { mesh }) => mesh.score >= LEAST_MESH_SCORE;

const seenAsGuessed: FaceRoll = async (_picture, _face, guess) => ({ roll: guess, score: 0.9 });

/** A mesh of a face that stands at `upright` radians: sure when seen within 60° of it. */
function meshAt(face: Box, angle: number, upright: number, away: number): FaceMesh {
  const near = Math.cos(angle - upright) > 0.5;
  return {
    points: [],
    score: near ? 1 : away,
    frame: { centre: centreOf(face), width: 50, height: 60, angle: near ? upright : angle },
  };
}

/** A finder in a world where every face stands at `upright`; what is seen from elsewhere scores `away`. */
function finderOf(detect: Detector, upright = 0, away = 0.2) {
  return createFaceFinder(
    detect,
    seenAsGuessed,
    async (_picture, face, roll) => meshAt(face, roll, upright, away),
    known,
  );
}

describe('all', () => {
  it('gives the largest first, and 64 at most', async () => {
    const boxes = Array.from({ length: 90 }, (_, index) => box(index * 100, 0, 10 + index));
    const faces = await finderOf(async () => boxes).all(PICTURE);
    expect(faces).toHaveLength(64);
    expect(faces[0]?.box).toEqual(boxes[89]);
    expect(faces[63]?.box).toEqual(boxes[26]);
  });

  it('gives a face once that several boxes lead to, the likeliest finding', async () => {
    // Two parts of one face that lies: nothing in common, but the landmarks settle on the same place from both.
    const doubtful = { ...box(100, 100, 60), score: 0.6 };
    const sure = { ...box(100, 170, 50), score: 0.999 };
    const other = box(300, 100, 40);
    const finder = createFaceFinder(
      async () => [doubtful, other, sure],
      seenAsGuessed,
      async (_picture, face, roll) => {
        const mesh = meshAt(face, roll, 0, 0);
        return face.left === 100 ? { ...mesh, frame: { ...mesh.frame, centre: { x: 130, y: 150 } } } : mesh;
      },
      known,
    );
    expect((await finder.all(PICTURE)).map((face) => face.box)).toEqual([sure, other]);
  });

  it('leaves out what is a face in no direction', async () => {
    const finder = createFaceFinder(
      async () => [box(0, 0, 50)],
      seenAsGuessed,
      async (_picture, face) => ({ ...meshAt(face, 0, 0, 0), score: 0.49 }),
      known,
    );
    expect(await finder.all(PICTURE)).toEqual([]);
  });

  it('keeps a doubtful upright face, but no doubtful lying one', async () => {
    const doubtfulAt = (angle: number) =>
      createFaceFinder(
        async () => [box(0, 0, 50)],
        seenAsGuessed,
        async (_picture, face, roll) => ({
          ...meshAt(face, roll, 0, 0),
          score: Math.abs(roll - angle) < 0.1 ? 0.7 : 0,
        }),
        known,
      );
    expect(await doubtfulAt(0).all(PICTURE)).toHaveLength(1);
    expect(await doubtfulAt(Math.PI / 2).all(PICTURE)).toEqual([]);
  });

  it('looks for points in another direction only where the key points show a face, until there is one', async () => {
    const meshesAt = async (keyPoints: readonly number[], meshes: readonly number[]) => {
      const looked: number[] = [];
      const quarterOf = (angle: number) => Math.round(angle / (Math.PI / 2));
      const rollOf: FaceRoll = async (_picture, _face, guess) => ({
        roll: guess,
        score: keyPoints[quarterOf(guess)] as number,
      });
      const finder = createFaceFinder(
        async () => [box(0, 0, 50)],
        rollOf,
        async (_picture, face, roll) => {
          looked.push(quarterOf(roll));
          return { ...meshAt(face, roll, 0, 0), score: meshes[quarterOf(roll)] as number };
        },
        known,
      );
      const detected = (await finder.only(PICTURE)) === undefined ? 0 : 1;
      return { looked, detected };
    };
    expect(await meshesAt([0.3, 0.39, 0.41, 0.2], [0.1, 0.1, 0.1, 0.1])).toEqual({ looked: [0, 2], detected: 0 });
    expect(await meshesAt([0.3, 0.39, 0.41, 0.2], [0.6, 0.6, 0.6, 0.6])).toEqual({ looked: [0, 1, 2, 3], detected: 1 });
  });

  it('takes the direction that the key points like, however sure the mesh is of another', async () => {
    const scores = [0.9995, 0.9998, 0, 0];
    const quarterOf = (angle: number) => Math.round(angle / (Math.PI / 2));
    const finder = createFaceFinder(
      async () => [box(0, 0, 50)],
      async (_picture, _face, guess) => ({ roll: guess, score: guess === 0 ? 0.85 : 0.7 }),
      async (_picture, face, roll) => ({ ...meshAt(face, roll, roll, 0), score: scores[quarterOf(roll)] as number }),
      known,
    );
    expect((await finder.all(PICTURE)).map(({ mesh }) => mesh.frame.angle)).toEqual([0]);
  });

  it('keeps what the mesh does not know when it is judged to be a face, but no part of another one', async () => {
    const boxes = [box(0, 0, 50), box(200, 0, 40), box(10, 10, 20)];
    const finder = createFaceFinder(
      async () => boxes,
      seenAsGuessed,
      async (_picture, face) => ({ ...meshAt(face, 0, 0, 0), score: face.left === 0 ? 1 : 0.1 }),
      async () => true,
    );
    expect((await finder.all(PICTURE)).map((face) => face.box)).toEqual([boxes[0], boxes[1]]);
    expect(
      await finder.only(createPyramid({ width: 400, height: 300, data: new Uint8Array(400 * 300 * 3) })),
    ).toBeDefined();
  });

  it('leaves out what the mesh knows when it is judged to be no face, and looks for one in other directions', async () => {
    const looks: number[] = [];
    const finder = createFaceFinder(
      async ({ width }) => {
        looks.push(width);
        return [box(0, 0, 50)];
      },
      seenAsGuessed,
      async (_picture, face) => meshAt(face, 0, 0, 0),
      async () => false,
    );
    expect(await finder.all(PICTURE)).toEqual([]);
    expect(looks).toEqual([400, 300, 400, 300]);
  });

  it('finds a face upside down among upright ones', async () => {
    const detect = async () => [box(0, 0, 50), box(100, 0, 40)];
    const finder = createFaceFinder(
      detect,
      seenAsGuessed,
      async (_picture, face, roll) => meshAt(face, roll, face.left === 0 ? 0 : Math.PI, 0.6),
      known,
    );
    const angles = (await finder.all(PICTURE)).map(({ mesh }) => Math.round(mesh.frame.angle));
    expect(angles).toEqual([0, 3]);
  });

  it('looks again at the turned picture when nothing stands, and answers in the picture as sent', async () => {
    // The detector knows the face only when the picture is turned clockwise by a quarter: 300 wide, 400 high.
    const detect: Detector = async ({ width }) => (width === 300 ? [box(200, 10, 50)] : []);
    const finder = createFaceFinder(
      detect,
      seenAsGuessed,
      // Good enough for a face only in the direction that is tried first.
      async (_picture, face, roll) => ({ ...meshAt(face, roll, -Math.PI / 2, 0), score: roll < 0 ? 0.7 : 0 }),
      known,
    );
    const [face, ...others] = await finder.all(PICTURE);
    expect(others).toEqual([]);
    expect(face?.box).toEqual({ left: 10, top: 50, right: 60, bottom: 100, score: 0.9 });
    expect(face?.mesh.frame.angle).toBeCloseTo(-Math.PI / 2);
  });
});

describe('only', () => {
  it('takes the large box in the middle', async () => {
    const finder = finderOf(async () => [box(0, 0, 80), box(150, 100, 100), box(180, 130, 20)]);
    expect((await finder.only(PICTURE))?.box).toEqual(box(150, 100, 100));
  });

  it('needs no box', async () => {
    expect((await finderOf(async () => []).only(PICTURE))?.box).toMatchObject({ left: 80, right: 320 });
  });

  it('gives nothing where there is no face', async () => {
    expect(await finderOf(async () => [], Math.PI / 4, 0).only(PICTURE)).toBeDefined();
    const blind = createFaceFinder(
      async () => [],
      seenAsGuessed,
      async (_picture, face) => ({ ...meshAt(face, 0, 0, 0), score: 0 }),
      known,
    );
    expect(await blind.only(PICTURE)).toBeUndefined();
  });

  it('takes the other nets at their word where the crop was cut around a face', async () => {
    const finderWith = (keyPoints: number) =>
      createFaceFinder(
        async () => [box(150, 100, 100)],
        async () => ({ roll: 0, score: keyPoints }),
        async (_picture, face) => ({ ...meshAt(face, 0, 0, 0), score: 0.1 }),
        known,
      );
    expect(await finderWith(0.9).only(PICTURE)).toBeUndefined();
    expect((await finderWith(0.9).only(PICTURE, true))?.mesh.score).toBe(0.1);
    expect(await finderWith(0.1).only(PICTURE, true)).toBeUndefined();
  });
});
