import { LunaError } from '../../../client/src/lunaError.ts';
import type { paths } from '../../../client/src/schema.ts';
import { ask } from './send.ts';

/** What is asked of a photo, so that its faces can be told in words. */
const ESTIMATES = { estimate_attributes: 1, estimate_emotions: 1, estimate_quality: 1, estimate_head_pose: 1 };

type Extracted = paths['/4/storage/descriptors']['post']['responses']['201']['content']['application/json'];

/** A face as the service saw it; a stored one has an id. */
export type SeenFace = Extracted['faces'][number];

/** Codes of a photo in which no face was found (docs/errors.md): the API answers so, and here it is no failure. */
const NO_FACE: ReadonlySet<number | undefined> = new Set([4003, 36003]);

/** Stores the faces of a photo, the largest first, and says what is seen of each. */
export async function readPhoto(photo: Blob): Promise<readonly SeenFace[]> {
  try {
    const { faces } = await ask<Extracted>('/4/storage/descriptors', { method: 'POST', query: ESTIMATES, body: photo });
    return faces;
  } catch (error) {
    if (error instanceof LunaError && NO_FACE.has(error.code)) return [];
    throw error;
  }
}
