import { distance } from '../geometry/point.ts';
import type { FaceMesh } from '../landmarks/faceMesh.ts';
import type { FoundFace } from './foundFace.ts';

/**
 * How near the centres of two landmark frames are that lie on one face, in sizes of the larger frame. In 1500 photos, faces
 * found twice are 0 to 0.19 apart, one of two faces behind another 0.6.
 */
const SAME_CENTRE = 0.3;
/** How many times as large the one frame may be; up to 1.6 was seen. A face within a face is smaller by more. */
const SAME_SIZE = 1.8;

/**
 * Whether two findings are one face. Boxes do not tell: of a face that lies on its side the detector may see two parts
 * that have nothing in common, and the landmarks settle on the same face from both.
 */
export function isSameFace(a: FoundFace, b: FoundFace): boolean {
  const [small = 0, large = 0] = [sizeOf(a.mesh), sizeOf(b.mesh)].sort((one, other) => one - other);
  return large <= SAME_SIZE * small && distance(a.mesh.frame.centre, b.mesh.frame.centre) <= SAME_CENTRE * large;
}

function sizeOf({ frame }: FaceMesh): number {
  return Math.sqrt(frame.width * frame.height);
}
