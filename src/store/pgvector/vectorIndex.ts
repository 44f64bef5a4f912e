import type { DescriptorId, ListId, PersonId } from '../../domain/ids.ts';

/** How vectors lie in the index: `vector` has 4 bytes a component, `halfvec` 2. */
export type VectorType = 'vector' | 'halfvec';

export interface VectorIndexOptions {
  /** Fixed when the index is made. */
  readonly type: VectorType;
  /** Parts that lists are spread over, by a hash of their ids; fixed when the index is made. */
  readonly partitions: number;
}

/** What a search of the index asks for. */
export interface NearestQuery {
  readonly listId: ListId;
  /** With the length of the probes: what is not comparable is left out (`domain/comparable.ts`). */
  readonly modelId: string;
  /** Finite, of one length, not zero. The nearest of them counts. */
  readonly probes: readonly Float32Array[];
  /** Neighbours wanted. */
  readonly count: number;
  /** Leaves out descriptors without a person. */
  readonly ownedOnly: boolean;
  /**
   * `all`: every vector is compared. `best-of-person`: the same, and of each person only the vectors that may be the
   * nearest one come back. `graph`: through the HNSW graph with a search list of `effort`; some neighbours may be missed.
   */
  readonly by:
    | { readonly kind: 'all' }
    | { readonly kind: 'best-of-person' }
    | { readonly kind: 'graph'; readonly effort: number };
}

export interface Neighbour {
  readonly descriptorId: DescriptorId;
  readonly personId: PersonId | null;
  /** As it was stored, not as the index rounds it. */
  readonly vector: Float32Array;
}

export type Neighbours =
  | { readonly kind: 'gone' }
  /** The index lacks committed changes of the list: `advance` it, then ask again. */
  | { readonly kind: 'behind' }
  | {
      readonly kind: 'found';
      /** In no fixed order, and all of one moment, at which the index held what the list holds. */
      readonly neighbours: readonly Neighbour[];
      /** No cosine of a vector that did not come back is above this; -1 when all came back. Unknown (1) for the graph. */
      readonly othersAtMost: number;
    };

/**
 * Vectors of list members in tables of their own, in step with the lists. Every writer that has the index open keeps it so
 * in its own transaction. Others (nodes with another engine) leave it behind, which shows in the versions.
 */
export interface VectorIndex {
  nearest(query: NearestQuery): Promise<Neighbours>;
  /**
   * One bounded step of a list towards its committed version, in a transaction of its own; any node may take the next.
   * @returns false when there is nothing left to do, or the list is gone
   */
  advance(listId: ListId): Promise<boolean>;
  /** Lists that the index lacks or is behind with, in the order of their ids, those after `after`. */
  behind(after: ListId | undefined, limit: number): Promise<readonly ListId[]>;
  /**
   * Makes the HNSW graph for a model where it is missing, and keeps it from then on. Over vectors that are there already
   * it takes long: each partition is one statement, during which changes of its lists wait.
   */
  prepareGraph(modelId: string, dimension: number): Promise<void>;
}
