import { DLIB } from './dlib.ts';
import type { EmbedderModel } from './embedder.ts';
import { FR } from './fr.ts';
import { FR_PLUS } from './frPlus.ts';
import { MOBILE_FACE_NET } from './mobileFaceNet.ts';

/**
 * `fr+`: the default for new data, the most accurate. `fr`: the default of old, a quarter of the nets' work. `mobilefacenet`: the other
 * part of `fr+` alone. `dlib`: of cleaner provenance, weaker. docs/accuracy.md has their errors.
 */
export const EMBEDDERS = {
  'fr+': FR_PLUS,
  fr: FR,
  mobilefacenet: MOBILE_FACE_NET,
  dlib: DLIB,
} as const satisfies Readonly<Record<string, EmbedderModel>>;

export type EmbedderName = keyof typeof EMBEDDERS;

/** What an installation without descriptors begins with. */
export const DEFAULT_EMBEDDER: EmbedderName = 'fr+';

/** The embedder that makes descriptors of this model; undefined for a model that this version does not have. */
export function embedderOf(modelId: string): EmbedderName | undefined {
  const names = Object.keys(EMBEDDERS) as EmbedderName[];
  return names.find((name) => EMBEDDERS[name].id === modelId);
}
