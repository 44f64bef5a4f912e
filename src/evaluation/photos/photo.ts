import type { Box } from '../measures/overlap.ts';

/** One photo of the folder, and what is known of it. */
export interface Photo {
  /** Path inside the folder, with `/`. */
  readonly file: string;
  /** Whose face it shows; undefined: unknown. */
  readonly identity: string | undefined;
  /** `gender`, `age`, `race`, `mask` and whatever else the folder tells. */
  readonly tags: ReadonlyMap<string, string>;
  /** Where its faces are, when that is known. */
  readonly boxes: readonly LabelledBox[] | undefined;
  /** How many faces it shows, when that is known. */
  readonly faces: number | undefined;
}

export interface LabelledBox extends Box {
  /** What the label says the face is, such as a mask; undefined: nothing. */
  readonly kind: string | undefined;
}

/** Two photos that a protocol compares. */
export interface ProtocolPair {
  readonly first: string;
  readonly second: string;
  readonly same: boolean;
}

export interface PhotoFolder {
  readonly root: string;
  readonly photos: readonly Photo[];
  /** Empty when the folder has no protocol. */
  readonly protocol: readonly ProtocolPair[];
  /** Identities that are one person under two names, or may be: their pairs count neither way. */
  readonly doubtful: readonly (readonly [string, string])[];
}
