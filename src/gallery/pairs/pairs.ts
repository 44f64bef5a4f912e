import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import type { Match } from '../gallery.ts';

/** One side of a comparison of two lists: a person with all their descriptors, or a single descriptor. */
export interface ProbeGroup {
  readonly personId: PersonId | null;
  readonly descriptors: readonly { readonly descriptorId: DescriptorId; readonly vector: Float32Array }[];
}

/** The best pair of a probe group and a candidate. */
export interface Pair extends Match {
  readonly probePersonId: PersonId | null;
  readonly probeDescriptorId: DescriptorId;
}

/** Which pairs are wanted. */
export interface PairRules {
  /** Exact float32 cosine that a pair has at least. */
  readonly cosineThreshold: number;
  /** Pairs of one probe group, the best ones; 1 or more. */
  readonly limit: number;
  /** What a probe group is, and what a candidate is: by person, one pair for each two persons. */
  readonly probes: 'person' | 'descriptor';
  readonly candidates: 'person' | 'descriptor';
  /** Both sides are the same list: each pair comes once, at the side whose id is lower. */
  readonly withinOneList: boolean;
}
