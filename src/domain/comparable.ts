/** Where vectors mean the same: made by one model, of one length. */
export interface VectorSpace {
  readonly modelId: string;
  readonly dimension: number;
}

/**
 * Descriptors of another model are never compared: no search, comparison or list in memory has them. Everything that takes
 * vectors from the store asks here; `isCompared` in `store/pgvector/indexSearch.ts` says the same in SQL.
 * @param space without a dimension only the model counts
 */
export function isComparable(
  embedding: { readonly modelId: string; readonly vector: Float32Array },
  { modelId, dimension = embedding.vector.length }: Pick<VectorSpace, 'modelId'> & Partial<VectorSpace>,
): boolean {
  return embedding.modelId === modelId && embedding.vector.length === dimension;
}
