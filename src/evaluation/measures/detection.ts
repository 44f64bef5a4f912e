import type { Observation } from '../photos/observation.ts';
import type { Photo } from '../photos/photo.ts';
import { type Rate, wilson } from './claims.ts';
import { areaOf, type Box, overlapOf } from './overlap.ts';

export interface Detection {
  readonly photos: number;
  /** Photos of a person in which no face was found, or which could not be read: they enrol no one (ISO/IEC 19795-1). */
  readonly failureToEnrol: Rate;
  /** Such photos. */
  readonly failed: readonly string[];
  /** Photos that show no face, by what is found in them at these scores. */
  readonly empty: readonly { readonly score: number; readonly withFace: Rate }[];
  /** Labelled faces that were found, by what they are and how large. */
  readonly boxes: readonly { readonly name: string; readonly found: Rate }[];
  /** Found faces that no box of their picture means; people in the background may have none. */
  readonly unlabelled: number;
}

const SCORES = [0, 0.5, 0.9] as const;
const SAME = 0.35;
/** Smaller sides of a box, pixels. */
const SIZES = [
  { name: '40 px and more', from: 40, below: Number.POSITIVE_INFINITY },
  { name: '20–40 px', from: 20, below: 40 },
  { name: 'below 20 px', from: 0, below: 20 },
] as const;

export function measureDetection(photos: readonly Photo[], observations: ReadonlyMap<string, Observation>): Detection {
  const seen = photos.flatMap((photo) => {
    const observation = observations.get(photo.file);
    return observation ? [{ photo, observation }] : [];
  });
  const withPerson = seen.filter(({ photo }) => photo.faces !== 0);
  const failed = withPerson.filter(({ observation }) => !observation.face).map(({ photo }) => photo.file);
  const empty = seen.filter(({ photo }) => photo.faces === 0);
  const tallies = new Map<string, { found: number; all: number }>();
  let unlabelled = 0;
  for (const { photo, observation } of seen) {
    if (!photo.boxes) continue;
    const found = observation.found.map(({ rect: { x, y, width, height } }) => ({
      left: x,
      top: y,
      right: x + width,
      bottom: y + height,
    }));
    const matched = match(photo.boxes, found);
    unlabelled += found.length - matched.filter((isFound) => isFound).length;
    photo.boxes.forEach((box, index) => {
      const side = Math.min(box.right - box.left, box.bottom - box.top);
      const size = SIZES.find(({ from, below }) => side >= from && side < below);
      const name = `${box.kind === undefined ? '' : `kind ${box.kind}, `}${size?.name ?? ''}`;
      const tally = tallies.get(name) ?? { found: 0, all: 0 };
      tallies.set(name, { found: tally.found + (matched[index] ? 1 : 0), all: tally.all + 1 });
    });
  }
  return {
    photos: seen.length,
    failureToEnrol: wilson(failed.length, withPerson.length),
    failed,
    empty:
      empty.length === 0
        ? []
        : SCORES.map((score) => ({
            score,
            withFace: wilson(
              empty.filter(({ observation }) => observation.found.some((face) => face.score >= score)).length,
              empty.length,
            ),
          })),
    boxes: [...tallies]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, { found, all }]) => ({ name, found: wilson(found, all) })),
    unlabelled,
  };
}

/** Which of the labelled boxes are found; each finding counts for one of them, the largest overlap first. */
function match(labelled: readonly Box[], found: readonly Box[]): boolean[] {
  const matched = labelled.map(() => false);
  const used = new Set<number>();
  const pairs = labelled.flatMap((box, index) =>
    found.map((face, other) => ({ index, other, overlap: sameness(box, face) })),
  );
  for (const { index, other, overlap } of pairs.sort((a, b) => b.overlap - a.overlap)) {
    if (overlap < SAME || matched[index] || used.has(other)) continue;
    matched[index] = true;
    used.add(other);
  }
  return matched;
}

/** Labels differ in how much of forehead and chin a face has: a box within the other one means it, too. */
function sameness(box: Box, face: Box): number {
  const shared = overlapOf(box, face);
  const smaller = Math.min(areaOf(box), areaOf(face));
  const inside = (shared * (areaOf(box) + areaOf(face))) / (1 + shared) / Math.max(1, smaller);
  return inside > 0.8 ? Math.max(shared, SAME) : shared;
}
