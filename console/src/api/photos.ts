import { LunaError } from '../../../client/src/lunaError.ts';
import type { paths } from '../../../client/src/schema.ts';
import { PORTRAIT_SIDE } from '../parts/serviceNumbers.ts';
import { ask, requestOf, send } from './send.ts';

/** What is asked of a photo, so that its faces can be told in words. */
const ESTIMATES = { estimate_attributes: 1, estimate_emotions: 1, estimate_quality: 1, estimate_head_pose: 1 };

type Extracted = paths['/ext/1/faces']['post']['responses']['201']['content']['application/json'];

/** A face as the service saw it; a stored one has an id. */
export type SeenFace = Extracted['faces'][number];

/** Codes of a photo in which no face was found (docs/errors.md): the API answers so, and here it is no failure. */
const NO_FACE: ReadonlySet<number | undefined> = new Set([4003, 36003]);

/** Stores the faces of a photo, the largest first, and says what is seen of each. */
export const readPhoto = (photo: Blob) => facesOf(photo, { ...ESTIMATES, estimate_landmarks: 1 });

async function facesOf(
  photo: Blob,
  query: Readonly<Record<string, number>>,
  signal?: AbortSignal,
): Promise<readonly SeenFace[]> {
  try {
    const asked = { method: 'POST', query, body: photo, signal } as const;
    const { faces } = await ask<Extracted>('/ext/1/faces', asked);
    return faces;
  } catch (error) {
    if (showsNoFace(error)) return [];
    throw error;
  }
}

/** Whether a photo was refused because there is no face in it. */
export const showsNoFace = (error: unknown) => error instanceof LunaError && NO_FACE.has(error.code);

interface StoredFace {
  readonly last_update: string;
}

/** When a stored face was made or changed last. */
export async function faceTime(id: string, signal: AbortSignal): Promise<string> {
  const { last_update } = await ask<StoredFace>(`/4/storage/descriptors/${id}`, { signal });
  return last_update;
}

/**
 * What is seen on the kept portrait of a face: the service keeps no estimates. Nothing is stored.
 * @returns without size and certainty, which are those of the portrait; null where there is no portrait, or no face is found in it
 */
export async function judgePortrait(id: string, signal: AbortSignal): Promise<SeenFace | null> {
  const portrait = await send(requestOf(`/ext/1/portraits/${id}?side=${PORTRAIT_SIDE.large}`, { signal }));
  if (!portrait.ok) return null;
  const query = { ...ESTIMATES, extract_descriptor: 0 };
  const [face] = await facesOf(await portrait.blob(), query, signal);
  if (!face) return null;
  const { rect: _, score: __, ...seen } = face;
  return seen;
}
