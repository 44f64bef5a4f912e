import { createHash } from 'node:crypto';
import type { EmbedderManifest } from './manifestSchema.ts';

const DIGITS = 12;

/**
 * What is stored with each descriptor of an own embedder. It holds a hash of the weights and of everything else that makes the vector, so
 * that descriptors are never compared with those of other weights, of another alignment or of other pixels; calibration and statements may change.
 * @returns at most 50 characters, of the 64 that a model id may have
 */
export function ownModelId({ name, sha256, input, template, output, dimension, as_is }: EmbedderManifest): string {
  const { size, layout, colour, mean, deviation } = input;
  const recipe = [sha256, size, layout, colour, mean, deviation, template, output ?? null, dimension, as_is ?? false];
  const hash = createHash('sha256').update(JSON.stringify(recipe)).digest('hex');
  return `${name}-${dimension}-${hash.slice(0, DIGITS)}`;
}
