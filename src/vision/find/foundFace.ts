import type { ScoredBox } from '../detect/rfb.ts';
import type { FaceMesh } from '../landmarks/faceMesh.ts';
import type { KeyPoints } from '../landmarks/faceRoll.ts';

/** A face as it was found, in pixels of the picture, and what each net said of it. */
export interface FoundFace {
  readonly box: ScoredBox;
  readonly mesh: FaceMesh;
  /** As seen in the direction in which the mesh was. */
  readonly keyPoints: KeyPoints;
}
