import type { Detector } from '../detect/detector.ts';
import type { ScoredBox } from '../detect/rfb.ts';
import { areaOf, type Box, centreOf, turnBack } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { type FaceJudge, LEAST_MESH_SCORE } from '../judge/faceJudge.ts';
import { scoreOf } from '../judge/faceScore.ts';
import type { FaceMesher } from '../landmarks/faceMesh.ts';
import type { FaceRoll } from '../landmarks/faceRoll.ts';
import { createPyramid, type Pyramid } from '../raster/pyramid.ts';
import { turn } from '../raster/raster.ts';
import type { FoundFace } from './foundFace.ts';
import { isSameFace } from './sameFace.ts';

export interface FaceFinder {
  /** Every face, in whatever direction it lies, largest box first, at most 64. */
  all(picture: Pyramid): Promise<FoundFace[]>;
  /**
   * The one face of an aligned crop, which needs no box to be found; undefined when the crop shows no face.
   * @param isKnown the crop was cut around a face: where the landmark net is not sure, the other nets decide
   */
  only(crop: Pyramid, isKnown?: boolean): Promise<FoundFace | undefined>;
}

/** As many as one image may have (contract 20). */
const MOST_FACES = 64;
/** Bounds the work on a picture full of things that look like faces from afar. */
const MOST_CANDIDATES = 128;
/** Three more tries in other directions must not let more of what is no face in. */
const LEAST_TURNED_SCORE = 0.99;
/** Of a crop that shows a face for certain, what all nets together must say. */
const LEAST_KNOWN_SCORE = 0.5;
/** Real faces the right way up score above this; one that is upside down can come up to 0.9995. */
const SURE_MESH_SCORE = 0.9999;
/**
 * What the key-point net must say of a direction beside the first one, for the mesh to be tried there. Of 227 faces that lay on
 * their side or upside down all had 0.55 and more, half a face at the edge of a photo 0.47; of what is no face many have less.
 */
const LEAST_TURNED_KEY_POINTS = 0.4;
/** What it must say of the surest face of a picture that was turned because nothing stood in it; animals are found there otherwise. */
const LEAST_IN_TURNED_PICTURE = 0.7;
/** Share of an aligned crop's sides that the face takes when no box was found. */
const ALIGNED_FACE = 0.6;

const QUARTER = Math.PI / 2;

interface Refined {
  /** In the direction in which the candidate looks most like a face; undefined when it is none to the landmark net. */
  readonly sure: FoundFace | undefined;
  /** In the direction that was guessed. */
  readonly guessed: FoundFace;
}

export function createFaceFinder(
  detect: Detector,
  rollOf: FaceRoll,
  meshOf: FaceMesher,
  isFace: FaceJudge,
): FaceFinder {
  /**
   * Directions are compared by the judge's score, in which the key points count most: of a masked face the mesh may be surer by a hair when it
   * lies on its side.
   */
  async function refine(picture: Pyramid, box: ScoredBox, guess: number): Promise<Refined> {
    let guessed: FoundFace | undefined;
    let best: FoundFace | undefined;
    for (const quarter of [0, 1, 2, 3]) {
      const keyPoints = await rollOf(picture, box, guess + quarter * QUARTER);
      if (quarter > 0 && !best && keyPoints.score < LEAST_TURNED_KEY_POINTS) continue;
      const mesh = await meshOf(picture, box, keyPoints.roll);
      const face = { box, mesh, keyPoints };
      guessed ??= face;
      const least = quarter === 0 ? LEAST_MESH_SCORE : LEAST_TURNED_SCORE;
      if (mesh.score >= least && (!best || scoreOf(face) > scoreOf(best))) best = face;
      if (mesh.score >= SURE_MESH_SCORE) break;
    }
    if (!guessed) throw new Error('the first direction was not looked at');
    return { sure: best, guessed };
  }

  async function refineAll(
    picture: Pyramid,
    boxes: readonly ScoredBox[],
    guess: number,
    may: { readonly beWeak: boolean },
  ): Promise<FoundFace[]> {
    const seen: FoundFace[] = [];
    for (const box of [...boxes].sort((a, b) => areaOf(b) - areaOf(a)).slice(0, MOST_CANDIDATES)) {
      const { sure, guessed } = await refine(picture, box, guess);
      const face = sure ?? (may.beWeak ? guessed : undefined);
      if (face) seen.push(face);
    }
    let faces: FoundFace[] = [];
    for (const face of seen) {
      if (await isFace(picture, face, seen)) faces = withFace(faces, face);
      if (faces.length === MOST_FACES) break;
    }
    return faces.filter((face) => !isWeak(face) || !faces.some((other) => !isWeak(other) && lieTogether(face, other)));
  }

  return {
    async all(picture) {
      const asSent = await refineAll(picture, await detect(picture), 0, { beWeak: true });
      if (asSent.some((face) => !isWeak(face) && stands(face, 0))) return asSent;
      // The photo lies on its side or upside down, or shows no face. The detector looks again at the turned picture;
      // its boxes are taken back, so that all that follows happens in the picture as it was sent.
      const { raster } = picture.level(0);
      let best: FoundFace[] = [];
      for (const turns of [1, 2, 3] as const) {
        const found = await detect(createPyramid(turn(raster, turns)));
        const boxes = found.map((box) => ({ ...box, ...turnBack(box, turns, raster) }));
        const faces = await refineAll(picture, boxes, -turns * QUARTER, { beWeak: false });
        if (faces.some((face) => standsForSure(face, turns)) && certainty(faces) > certainty(best)) best = faces;
      }
      return best.length > 0 ? best : asSent;
    },

    async only(crop, isKnown = false) {
      const { sure, guessed } = await refine(crop, mostCentral(await detect(crop), crop) ?? alignedBox(crop), 0);
      return sure ?? (isKnown && scoreOf(guessed) >= LEAST_KNOWN_SCORE ? guessed : undefined);
    },
  };
}

/** One finding a face: of those that mean the same the likeliest stays. Keeps the order when `face` has the smallest box. */
function withFace(faces: readonly FoundFace[], face: FoundFace): FoundFace[] {
  const same = faces.filter((known) => isSameFace(known, face));
  if (same.some((known) => scoreOf(known) >= scoreOf(face))) return [...faces];
  return [...faces.filter((known) => !same.includes(known)), face];
}

/** Whether the face is nearer to upright than to lying once the picture is turned clockwise. */
function stands({ mesh }: FoundFace, turns: number): boolean {
  return Math.cos(mesh.frame.angle + turns * QUARTER) > Math.SQRT1_2;
}

function standsForSure(face: FoundFace, turns: number): boolean {
  return face.keyPoints.score >= LEAST_IN_TURNED_PICTURE && stands(face, turns);
}

function isWeak({ mesh }: FoundFace): boolean {
  return mesh.score < LEAST_MESH_SCORE;
}

/** Whether the middle of one box lies in the other: a part of a face that was found is no face of its own. */
function lieTogether({ box: one }: FoundFace, { box: other }: FoundFace): boolean {
  return holds(one, centreOf(other)) || holds(other, centreOf(one));
}

function holds({ left, top, right, bottom }: Box, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function certainty(faces: readonly FoundFace[]): number {
  return Math.max(0, ...faces.map(({ box, mesh }) => box.score * mesh.score));
}

/** Large and near the middle; a neighbour's face may look into the crop. */
function mostCentral(boxes: readonly ScoredBox[], picture: Pyramid): ScoredBox | undefined {
  const weight = (box: Box) => {
    const { x, y } = centreOf(box);
    const offCentre = Math.hypot(x / picture.width - 0.5, y / picture.height - 0.5);
    return areaOf(box) * (1 - Math.min(0.9, 2 * offCentre));
  };
  return [...boxes].sort((a, b) => weight(b) - weight(a))[0];
}

function alignedBox({ width, height }: Pyramid): ScoredBox {
  const margin = (1 - ALIGNED_FACE) / 2;
  return {
    left: width * margin,
    top: height * margin,
    right: width * (1 - margin),
    bottom: height * (1 - margin),
    score: 1,
  };
}
