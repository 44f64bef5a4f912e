import type { Emotion, Ethnicity } from '../../domain/estimateNames.ts';
import type { HeadPose, Quality, Rect } from '../../vision/face.ts';

/** What the engine said of one photo. */
export interface Observation {
  readonly file: string;
  /** Tell whether the file is still what it was. */
  readonly size: number;
  readonly modified: number;
  /** Every face that was found. */
  readonly found: readonly { readonly rect: Rect; readonly score: number }[];
  /** The one that the photo is about; undefined when no face was found. */
  readonly face?: ObservedFace;
  /** Why the photo could not be looked at. */
  readonly refused?: string;
}

export interface ObservedFace {
  /** Row of its vector in the file of vectors. */
  readonly row: number;
  readonly rect: Rect;
  readonly score: number;
  readonly quality?: Quality;
  /** Unified quality score, 0..100. */
  readonly unified?: number;
  readonly headPose?: HeadPose;
  readonly age?: number;
  readonly gender?: number;
  readonly emotions?: Readonly<Record<Emotion, number>>;
  readonly ethnicities?: Readonly<Record<Ethnicity, number>>;
  /** Probability that a living person was before the camera. */
  readonly liveness?: number;
}
