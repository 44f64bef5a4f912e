import type { OwnRole, Role } from '../../models/roles.ts';
import type { Point } from '../geometry/point.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import type { Net } from '../runtime/net.ts';

/** Makes the descriptor of one face; deterministic: the same pixels give the same bits. */
export type Embedder = (picture: Pyramid, points68: readonly Point[]) => Promise<Described>;

export interface Described {
  /** L2-normalised. */
  readonly vector: Float32Array;
  /** Length of what `fr_feature` made of the face, where it has been run: it tells of quality (src/vision/quality). */
  readonly frLength?: number;
}

/** One kind of descriptor: the nets, how a face is cut out for them, and how its cosines read. */
export interface EmbedderModel {
  /** Stored with each descriptor. A change of a net, the alignment or the preprocessing needs a new id. */
  readonly id: string;
  /** Of the nets of the catalogue that it runs. */
  readonly roles: readonly EmbedderRole[];
  readonly dimension: number;
  readonly create: (nets: OpenNets) => Embedder;
  /** Where `similarity` puts this model's cosines (docs/accuracy.md). */
  readonly calibration: Calibration;
}

export type EmbedderRole = Extract<Role, `embedder-${string}`>;
/** A net of the catalogue, or the one of a manifest. */
export type EmbedderNet = EmbedderRole | Extract<OwnRole, 'own-embedder'>;
/** The net of a role. @throws Error when it is none of the model's */
export type OpenNets = (role: EmbedderNet) => Net;

/** A logistic curve of the cosine. */
export interface Calibration {
  /** The cosine of similarity ½. */
  readonly middle: number;
  readonly steepness: number;
}

/** Sums in double precision, so that equal vectors keep a cosine of 1 within 1e-7. */
export function normalise(vector: Float32Array): Float32Array {
  const length = lengthOf(vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

export function lengthOf(vector: Float32Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
