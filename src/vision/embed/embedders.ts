import { ARC_FACE } from './arcFace.ts';
import { DLIB } from './dlib.ts';
import type { EmbedderModel } from './embedder.ts';

/** `fr`: the accurate default. `dlib`: of cleaner provenance, weaker. */
export type EmbedderName = 'fr' | 'dlib';

export const EMBEDDERS: Readonly<Record<EmbedderName, EmbedderModel>> = { fr: ARC_FACE, dlib: DLIB };
