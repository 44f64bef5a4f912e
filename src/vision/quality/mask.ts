import type { FoundFace } from '../find/foundFace.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { type LowerFace, lowerFaceOf } from './lowerFace.ts';

/**
 * Logits of the landmark net: of whole faces nearly all are at the upper end. Below the lower one, where profiles and poor photos are, it says no
 * more of a mask.
 */
const SURE = 16;
const UNSURE = 10;

/**
 * How likely a mask, a scarf or a hand hides mouth and chin, 0..1. Needs no net: the landmark net has said how whole it finds the face, and
 * the rest is colour, lightness and texture of its lower half against the upper one. From when on it counts: `core/handlers/facePolicies.ts`.
 */
export function maskOf(picture: Pyramid, face: FoundFace): number {
  return likelihoodOf(lowerFaceOf(picture, face), face.mesh.score);
}

/** A logistic rule, calibrated on part of the measuring sets (docs/accuracy.md). */
export function likelihoodOf({ colour, lightness, texture }: LowerFace, meshScore: number): number {
  const mesh = Math.min(SURE, Math.max(UNSURE, Math.log(meshScore / (1 - meshScore))));
  return 1 / (1 + Math.exp(-(2.3 - 0.4 * mesh + 0.15 * colour + 0.04 * lightness - 1.5 * texture)));
}
