import type { DetectorManifest, LivenessManifest } from '../../models/own/manifestSchema.ts';
import { type Box, overlap } from '../geometry/box.ts';
import { createOwnDetector } from '../own/ownDetector.ts';
import { createOwnLiveness } from '../own/ownLiveness.ts';
import type { Net } from '../runtime/net.ts';
import type { Check } from './check.ts';
import type { SampleFace } from './sampleFaces.ts';

/** Overlap of two detectors' boxes of one face: their boxes are of different parts of it. */
const SAME_FACE = 0.3;
const LEAST_FOUND = 0.9;
/** A net that gives less to half of the people in press photos is likely fed with other pixels than it knows. */
const LEAST_ALIVE = 0.5;

/** Whether a detector finds the faces that ours finds. */
export async function tryFinding(manifest: DetectorManifest, net: Net, faces: readonly SampleFace[]): Promise<Check> {
  const detect = createOwnDetector(manifest, net);
  let [found, extras] = [0, 0];
  for (const { picture, known } of byPicture(faces)) {
    const boxes = await detect(picture);
    found += known.filter((face) => boxes.some((box) => overlap(face, box) > SAME_FACE)).length;
    extras += boxes.filter((box) => !known.some((face) => overlap(face, box) > SAME_FACE)).length;
  }
  const isOk = found >= faces.length * LEAST_FOUND;
  const counted = `finds ${found} of the ${faces.length} faces that ours finds in the samples, and ${extras} boxes beside`;
  return {
    check: 'faces',
    state: isOk ? 'ok' : 'bad',
    found: isOk
      ? `${counted}. They are large and look at the camera`
      : `${counted}: look at outputs, colour, mean and deviation`,
    figures: { faces: faces.length, found, extras },
  };
}

function byPicture(faces: readonly SampleFace[]): { picture: SampleFace['picture']; known: readonly Box[] }[] {
  const pictures = new Map(faces.map(({ picture }) => [picture, faces.filter((face) => face.picture === picture)]));
  return [...pictures].map(([picture, known]) => ({ picture, known: known.map(({ box }) => box) }));
}

/** What a liveness net says of living people. */
export async function tryLiving(manifest: LivenessManifest, net: Net, faces: readonly SampleFace[]): Promise<Check> {
  const estimate = createOwnLiveness(manifest, net);
  const live: number[] = [];
  for (const { picture, box } of faces) live.push(await estimate(picture, box));
  live.sort((one, other) => one - other);
  const median = live[Math.floor(live.length / 2)] ?? Number.NaN;
  const isOk = median >= LEAST_ALIVE;
  const said = `half of the ${live.length} faces of the samples, all of living people, have ${median.toFixed(2)} and more, the lowest ${live[0]?.toFixed(2)}`;
  return {
    check: 'living people',
    state: isOk ? 'ok' : 'warning',
    found: isOk
      ? `${said}. No print and no screen is among them: whether it stops an attack, this cannot tell`
      : `${said}: look at live, colour, mean, deviation and surroundings`,
    figures: { faces: live.length, median, lowest: live[0] ?? Number.NaN },
  };
}
