import type { FoundFace } from '../find/foundFace.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { isWeakFace } from './weakFace.ts';

/**
 * Whether a finding is a face, and not an animal, a drawing or a pattern.
 * @param seen all findings of the picture, judged or not
 */
export type FaceJudge = (picture: Pyramid, face: FoundFace, seen: readonly FoundFace[]) => Promise<boolean>;

/** Below, the landmark net does not know a face. */
export const LEAST_MESH_SCORE = 0.5;

/** The judge of an engine without the nets that `doubt/doubtJudge.ts` asks: what the landmark net knows, and what `isWeakFace` adds. */
export const judgeByLandmarks: FaceJudge = async (picture, face) =>
  face.mesh.score >= LEAST_MESH_SCORE || isWeakFace(picture, face);
