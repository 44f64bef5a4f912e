import { boxOf, overlap } from '../../../src/vision/geometry/box.ts';
import type { LabelledPicture } from '../detection/labelledPictures.ts';
import { matchPicture } from '../detection/matchPicture.ts';
import { type Observation, type ObservedFace, vectorOf } from './observation.ts';

/** What became of the faces of one set. */
export interface SetDrift {
  readonly set: string;
  readonly pictures: number;
  readonly faces: number;
  /** Of the older engine's faces, those that have no box here; and boxes that the older one did not have. */
  readonly lost: readonly string[];
  readonly added: readonly string[];
  /** Labelled faces found, and boxes that are no face: before and now. */
  readonly found: readonly [number, number];
  readonly wrong: readonly [number, number];
  /** Of the boxes of one face, intersection over union. */
  readonly leastOverlap: number;
  /** Of the two vectors of one face, ascending. */
  readonly cosines: readonly number[];
  readonly greatestScoreChange: number;
  /** The largest change of each estimate, with its name. */
  readonly estimates: ReadonlyMap<string, number>;
}

/** Intersection over union from which two boxes are of one face. */
const SAME_BOX = 0.5;

export function compareObservations(
  set: string,
  pictures: readonly LabelledPicture[],
  before: ReadonlyMap<string, Observation>,
  now: ReadonlyMap<string, Observation>,
): SetDrift {
  const [lost, added, cosines]: [string[], string[], number[]] = [[], [], []];
  const [found, wrong]: [[number, number], [number, number]] = [
    [0, 0],
    [0, 0],
  ];
  const estimates = new Map<string, number>();
  let [faces, leastOverlap, greatestScoreChange] = [0, 1, 0];
  for (const { path, label } of pictures) {
    const pair = [before.get(path), now.get(path)] as const;
    const [older, newer] = pair;
    if (!older || !newer) throw new Error(`${path} was not looked at by both`);
    for (const [index, observation] of [older, newer].entries()) {
      const centre = { x: observation.width / 2, y: observation.height / 2 };
      const verdict = matchPicture(label, observation.faces, centre);
      found[index === 0 ? 0 : 1] += verdict.found.length;
      wrong[index === 0 ? 0 : 1] += verdict.wrong.length;
    }
    const left = new Set(newer.faces);
    faces += older.faces.length;
    for (const face of older.faces) {
      const [same] = [...left].sort((a, b) => common(face, b) - common(face, a));
      if (!same || common(face, same) < SAME_BOX) {
        lost.push(path);
        continue;
      }
      left.delete(same);
      leastOverlap = Math.min(leastOverlap, common(face, same));
      cosines.push(cosineOf(face, same));
      greatestScoreChange = Math.max(greatestScoreChange, Math.abs(face.score - same.score));
      for (const [name, value] of Object.entries(face.estimates)) {
        const change = Math.abs(value - (same.estimates[name] ?? Number.NaN));
        estimates.set(name, Math.max(estimates.get(name) ?? 0, change));
      }
    }
    for (const _ of left) added.push(path);
  }
  cosines.sort((a, b) => a - b);
  return {
    set,
    pictures: pictures.length,
    faces,
    lost,
    added,
    found,
    wrong,
    leastOverlap,
    cosines,
    greatestScoreChange,
    estimates,
  };
}

function common(a: ObservedFace, b: ObservedFace): number {
  return overlap(boxOf(a.rect), boxOf(b.rect));
}

function cosineOf(a: ObservedFace, b: ObservedFace): number {
  const other = vectorOf(b);
  return vectorOf(a).reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
