import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import type { Match } from '../gallery.ts';
import { ChunkKernel } from '../kernel/chunkKernel.ts';
import { kernelProbes } from '../kernel/kernelProbes.ts';
import type { Kernel } from '../kernel/loadKernel.ts';
import { MAX_PROBES } from '../kernel/scratch.ts';
import { BLOCK_ROWS } from '../rows/blockLayout.ts';
import { type Chunk, ChunkView } from '../rows/chunk.ts';
import type { BlockRun } from '../rows/rowTable.ts';
import { readUuid } from '../rows/uuidWords.ts';
import { bestCosine, type Probe } from './cosine.ts';
import type { TopMatches } from './topMatches.ts';

interface Attached {
  readonly view: ChunkView;
  readonly kernel: ChunkKernel | undefined;
}

/** What one search asks, and what it has found so far. */
export interface Search {
  readonly probes: readonly Probe[];
  readonly top: TopMatches;
}

/** Blocks of a piece: 2 MB at 512 components, which stay in the cache from one search to the next. */
const PIECE_BLOCKS = 32;

function inPieces({ chunkId, blocks, rowsInLast }: BlockRun): BlockRun[][] {
  const pieces: BlockRun[][] = [];
  for (let from = 0; from < blocks.length; from += PIECE_BLOCKS) {
    const isLast = from + PIECE_BLOCKS >= blocks.length;
    const part = blocks.subarray(from, from + PIECE_BLOCKS);
    pieces.push([{ chunkId, blocks: part, rowsInLast: isLast ? rowsInLast : BLOCK_ROWS }]);
  }
  return pieces;
}

/** Scans blocks of shared memory in one thread. Exact: see rows/quantize.ts for the bound that drops rows safely. */
export class Scanner {
  readonly #kernel: Kernel | undefined;
  readonly #slot: number;
  readonly #chunks = new Map<number, Attached>();

  /**
   * @param kernel without one every row is compared in JavaScript, with the same answer
   * @param slot number of this thread's scratch in every chunk
   */
  constructor(kernel: Kernel | undefined, slot: number) {
    this.#kernel = kernel;
    this.#slot = slot;
  }

  has(chunkId: number): boolean {
    return this.#chunks.has(chunkId);
  }

  attach(chunk: Chunk): void {
    const kernel =
      this.#kernel && chunk.memory ? new ChunkKernel(this.#kernel, chunk, chunk.memory, this.#slot) : undefined;
    this.#chunks.set(chunk.id, { view: new ChunkView(chunk), kernel });
  }

  /**
   * Several searches over the same rows, piece by piece: the first one brings a piece from memory, the others find it in
   * the processor's cache.
   */
  scanTogether(runs: readonly BlockRun[], searches: readonly Search[]): void {
    const pieces = searches.length > 1 ? runs.flatMap(inPieces) : runs.map((run) => [run]);
    for (const piece of pieces) for (const { probes, top } of searches) this.scan(piece, probes, top);
  }

  /** Offers every row to `top` that can change it. The chunks of the runs are attached, and the rows are not written to. */
  scan(runs: readonly BlockRun[], probes: readonly Probe[], top: TopMatches): void {
    for (let from = 0; from < probes.length; from += MAX_PROBES) {
      const together = probes.slice(from, from + MAX_PROBES);
      this.visit(runs, together, top, (row) => {
        const cosine = bestCosine(together, row.vectors, row.start);
        if (cosine >= top.floor) top.offer({ ...row.ids(), cosine });
      });
    }
  }

  /**
   * Shows every row that any of the probes can bring among the best of `wanted`, and others.
   * @param probes at most `MAX_PROBES`
   */
  visit(
    runs: readonly BlockRun[],
    probes: readonly Probe[],
    wanted: Pick<TopMatches, 'floor' | 'limit' | 'groupBy'>,
    show: (row: ScannedRow) => void,
  ): void {
    for (const run of runs) {
      const attached = this.#chunks.get(run.chunkId);
      if (!attached) throw new Error(`chunk ${run.chunkId} is not attached`);
      visitRun(attached, run, probes, wanted, show);
    }
  }
}

/** A row that the scan stops at: its vector begins at `start`. */
export interface ScannedRow {
  readonly vectors: Float32Array;
  readonly start: number;
  ids(): Pick<Match, 'descriptorId' | 'personId'>;
}

function visitRun(
  { view, kernel }: Attached,
  run: BlockRun,
  probes: readonly Probe[],
  wanted: Pick<TopMatches, 'floor' | 'limit' | 'groupBy'>,
  show: (row: ScannedRow) => void,
): void {
  const compare = (place: number, row: number) => {
    const block = run.blocks[place] as number;
    show({ vectors: view.vectors, start: view.vectorIndex(block, row), ids: () => idsOf(view, block, row) });
  };
  if (!kernel) {
    for (let place = 0; place < run.blocks.length; place++) {
      const rows = place === run.blocks.length - 1 ? run.rowsInLast : BLOCK_ROWS;
      for (let row = 0; row < rows; row++) compare(place, row);
    }
    return;
  }
  const quantized = kernelProbes(
    probes.map(({ vector }) => vector),
    view.layout.paddedDimension,
    kernel.digits,
  );
  kernel.scan(run, quantized, wanted, compare);
}

function idsOf(view: ChunkView, block: number, row: number): Pick<Match, 'descriptorId' | 'personId'> {
  return {
    descriptorId: readUuid(view.words, view.descriptorIdIndex(block, row)) as DescriptorId,
    personId: readUuid(view.words, view.personIdIndex(block, row)) as PersonId | null,
  };
}
