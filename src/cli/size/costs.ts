/**
 * What things cost, as measured (docs/benchmarks.md, docs/scaling.md). Rates are those of the slower of the two kinds of processors that
 * were measured; the command takes a site's own.
 */
export const COSTS = {
  /** Bytes of a face in the database beside its vector: ids, times, indexes, links. */
  faceRowBytes: 950,
  personRowBytes: 400,
  portraitBytes: 40_000,
  /** Of the process with the default embedder, before lists, bodies and queued pictures. */
  processBytes: 900e6,
  /** Each thread of the engine beside the first one. */
  engineThreadBytes: 150e6,
  /** Photos of 480 pixels that one core extracts and stores in a second, with the default embedder. */
  photosPerCore: 12,
  /** Millions of comparisons of 512 numbers that one core makes in a second, in the worst case. */
  comparisonsPerCore: 20e6,
  /** Small requests that one core answers in a second, beside the search and the engine. */
  requestsPerCore: 800,
  /** A node is planned to be this busy at the peak: the rest is for what comes unevenly. */
  mostBusy: 0.7,
} as const;

/** Of ids, index, scale and errors of a face in memory. */
const ROW_BYTES = 48;

/** Bytes of a searched face in memory: each number of its descriptor once with 8 bits and once with 32. */
export function searchedFaceBytes(dimension: number): number {
  return dimension * 5 + ROW_BYTES;
}
