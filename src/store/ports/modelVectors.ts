import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';

/** A descriptor that has no vector of a model yet. */
export interface Vectorless {
  readonly descriptorId: DescriptorId;
  readonly accountId: AccountId;
  readonly hasPortrait: boolean;
}

/** The two vectors of a face between two models. */
export interface VectorPair {
  readonly descriptorId: DescriptorId;
  readonly personId: PersonId | null;
  /** Of the model that the row has now. */
  readonly own: { readonly modelId: string; readonly vector: Float32Array };
  /** Of the other model; absent where it has none. */
  readonly other?: Float32Array;
}

/** What a change of one list did. */
export interface Switched {
  /** Descriptors whose rows have the model now and had another one before. */
  readonly switched: number;
  /** Members that have no vector of the model: they keep the row that they had. */
  readonly kept: number;
}

/**
 * Vectors of another model than that of a descriptor's row, over all accounts. While an installation is prepared for a model they are seen by nobody;
 * a switch exchanges them with those of the rows, which stay beside and are seen by nodes that still work in the former model.
 */
export interface ModelVectorStore {
  /** Descriptors without a vector of the model, in the order of their ids, those behind `after`. */
  missing(modelId: string, after: DescriptorId | undefined, limit: number): Promise<readonly Vectorless[]>;
  countMissing(modelId: string): Promise<number>;
  /** Keeps vectors beside the rows. What was kept before stays; descriptors that are gone are passed over. @returns how many are there now */
  put(
    modelId: string,
    vectors: readonly { readonly descriptorId: DescriptorId; readonly vector: Float32Array }[],
  ): Promise<number>;
  /** Lists with a member that has a vector of the model beside its row, in the order of their ids. */
  listsToSwitch(modelId: string): Promise<readonly ListId[]>;
  /** What a search over the list finds, with both vectors, in batches. */
  pairs(listId: ListId, modelId: string): AsyncIterable<readonly VectorPair[]>;
  /** In one transaction: the members of a list get the model where they have a vector of it. Repeating it does no harm. */
  switchList(listId: ListId, modelId: string): Promise<Switched>;
  /** The same of some descriptors that have a vector of the model beside their rows, whatever lists they are in. @returns 0: there are none left */
  switchSome(modelId: string, limit: number): Promise<number>;
  /** Deletes vectors of the model that lie beside rows, some at a time. @returns 0: there are none left */
  forget(modelId: string, limit: number): Promise<number>;
  /** How many vectors lie beside rows, by their models. */
  counts(): Promise<readonly { readonly modelId: string; readonly inUse: boolean; readonly count: number }[]>;
}
