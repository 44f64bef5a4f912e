import type { FoundFace } from '../../find/foundFace.ts';
import { isSameFace } from '../../find/sameFace.ts';
import { heightOf, overlap, widthOf } from '../../geometry/box.ts';
import { LEAST_MESH_SCORE } from '../faceJudge.ts';
import { scoreOf } from '../faceScore.ts';

/** What has this score is a face, and nothing more is asked: of press photos all but seven in a thousand (docs/accuracy.md). */
export const CERTAIN_SCORE = 0.95;
/** What the landmark net knows and has this score is likely a face. */
export const LIKELY_SCORE = 0.5;

/** What else is seen in the picture of a finding in doubt. */
export interface Company {
  /** There is a face that nobody doubts. */
  readonly isWithCertain: boolean;
  /** There are several findings of about its size, one of them known to the landmark net, and no certain face is much larger. */
  readonly isInCrowd: boolean;
  /** A likely face is much larger. */
  readonly isDwarfed: boolean;
  /** The box overlaps that of a likely face, which has the higher score. */
  readonly overlapsLikely: boolean;
}

/** How many others of like size make a crowd. */
const CROWD = 3;
/** How many times as large or as small a neighbour in a crowd may be. */
const LIKE_SIZE = 1.6;
/** Of the largest certain face; what is smaller is background, where leaves and shirts look like faces. */
const LEAST_OF_CERTAIN = 0.4;
/** Of the largest likely face. */
const LEAST_OF_LIKELY = 0.5;
/** Intersection over union; two faces side by side have less in common. */
const OVERLAPPING = 0.1;
/** Intersection over union from which two boxes are of one thing. */
const SAME_BOX = 0.3;

/** @param seen all findings of the picture */
export function companyOf(face: FoundFace, seen: readonly FoundFace[]): Company {
  const others = seen.filter((other) => other !== face && !isOneWith(face, other));
  const known = seen.filter((other) => other !== face && isKnown(other));
  const certain = known.filter((other) => scoreOf(other) >= CERTAIN_SCORE);
  const likely = known.filter((other) => scoreOf(other) >= LIKELY_SCORE && !isSameFace(face, other));
  const surer = seen.filter((other) => scoreOf(other) >= Math.max(LIKELY_SCORE, scoreOf(face)) && other !== face);
  const side = sideOf(face);
  const alike = others.filter((other) => sideOf(other) <= side * LIKE_SIZE && side <= sideOf(other) * LIKE_SIZE);
  return {
    isWithCertain: certain.length > 0,
    isInCrowd:
      // Doubts alone do not vouch for each other.
      alike.length >= CROWD && alike.some(isKnown) && side >= largestOf(certain) * LEAST_OF_CERTAIN,
    isDwarfed: side < largestOf(likely) * LEAST_OF_LIKELY,
    overlapsLikely: surer.some((other) => overlap(face.box, other.box) > OVERLAPPING),
  };
}

function isOneWith(face: FoundFace, other: FoundFace): boolean {
  return isSameFace(face, other) || overlap(face.box, other.box) >= SAME_BOX;
}

function isKnown({ mesh }: FoundFace): boolean {
  return mesh.score >= LEAST_MESH_SCORE;
}

function largestOf(faces: readonly FoundFace[]): number {
  return Math.max(0, ...faces.map(sideOf));
}

export function sideOf({ box }: FoundFace): number {
  return Math.max(widthOf(box), heightOf(box));
}
