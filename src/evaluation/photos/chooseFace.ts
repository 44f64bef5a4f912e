import type { Face } from '../../vision/face.ts';
import type { FaceChoice } from './observationFile.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What has a lower score is rather no face (docs/accuracy.md): a photo is about it only when it shows nothing likelier. */
const LIKELY_SCORE = 0.5;

/**
 * The face that a photo is about; undefined when it shows none.
 * @param faces largest first
 */
export function chooseFace(faces: readonly Face[], choice: FaceChoice, size: Size): Face | undefined {
  const likely = faces.filter(({ score }) => score >= LIKELY_SCORE);
  const among = likely.length > 0 ? likely : faces;
  if (choice === 'largest') return among[0];
  return [...among].sort((a, b) => offCentre(a, size) - offCentre(b, size))[0];
}

function offCentre({ rect }: Face, size: Size): number {
  if (!rect) return Number.POSITIVE_INFINITY;
  return Math.hypot(rect.x + (rect.width - size.width) / 2, rect.y + (rect.height - size.height) / 2);
}
