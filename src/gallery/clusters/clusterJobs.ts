/** Faces as a thread gets them: shared, so that nothing is copied. */
export interface ClusterRows {
  /** float32 vectors of length 1, one behind the other. */
  readonly vectors: SharedArrayBuffer;
  readonly dimension: number;
  /** Two numbers: how many rows are done, and 1 when the work must end. */
  readonly progress: SharedArrayBuffer;
}

/** Which faces are of one person, by their likeness alone. */
export interface GroupJob extends ClusterRows {
  readonly kind: 'groups';
  /** Mean cosine of two groups from which on they are one. */
  readonly threshold: number;
}

export interface Grouped {
  /** For each row the number of its group. */
  readonly groups: Int32Array;
  /** For each row its cosine with the mean of its group. */
  readonly likeness: Float32Array;
}

/** Which persons may be one, and which faces are unlike the others of their person. */
export interface PersonJob extends ClusterRows {
  readonly kind: 'persons';
  /** For each row the number of its person; those of one person follow each other. */
  readonly persons: Int32Array;
  /** Cosine of the means of two persons from which on they may be one. */
  readonly threshold: number;
  readonly mostPairs: number;
  /** Cosine with the mean of the person's other faces below which a face is unlike them. */
  readonly unlikeBelow: number;
}

export interface LikePersons {
  readonly one: number;
  readonly other: number;
  readonly cosine: number;
  /** The rows that are most like each other. */
  readonly rowOfOne: number;
  readonly rowOfOther: number;
}

export interface Compared {
  /** The likest first. */
  readonly pairs: readonly LikePersons[];
  /** The least like first. */
  readonly unlike: readonly { readonly row: number; readonly cosine: number }[];
}

/** Which of the rows faces are near to. */
export interface NearestJob extends ClusterRows {
  readonly kind: 'nearest';
  /** float32 vectors of length 1, one behind the other. */
  readonly probes: SharedArrayBuffer;
  readonly threshold: number;
}

export interface Nearest {
  readonly probe: number;
  readonly row: number;
  readonly cosine: number;
}

export type ClusterJob = GroupJob | PersonJob | NearestJob;
export type ClusterAnswer = Grouped | Compared | readonly Nearest[];

/** The work was to end. */
export const STOPPED = 'stopped';
