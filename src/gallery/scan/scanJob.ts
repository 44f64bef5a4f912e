import type { GallerySearch, Match } from '../gallery.ts';
import type { Kernel } from '../kernel/loadKernel.ts';
import type { Chunk } from '../rows/chunk.ts';
import type { BlockRun } from '../rows/rowTable.ts';

/** What a search needs from rows, wherever they are held. */
export type ScanQuery = Pick<GallerySearch, 'probes' | 'limit' | 'groupBy'>;

/** A scanning thread's share of a search. */
export interface ScanJob {
  /** Memory that the thread has told it lacks. */
  readonly attach: readonly Chunk[];
  readonly runs: readonly BlockRun[];
  /** Searches that the rows are read for once. */
  readonly queries: readonly ScanQuery[];
}

/** A thread that was replaced knows no memory: it names what it lacks, and is asked again. */
export type ScanAnswer = { readonly missing: readonly number[] } | { readonly found: readonly (readonly Match[])[] };

export interface ScanThreadData {
  readonly kernel: Kernel | undefined;
  readonly slot: number;
}
