import { scratchLayout } from '../kernel/scratch.ts';
import { BLOCK_ROWS, type BlockLayout, blockLayout, bytesInChunk, CHUNK_BLOCKS, coarseOffset } from './blockLayout.ts';
import { UUID_WORDS } from './uuidWords.ts';

const PAGE_BYTES = 65_536;

/**
 * Memory of 1024 blocks that threads share; it survives the way to a worker. In front of the blocks every thread has a
 * scratch of its own, because a kernel sees no memory but its chunk's.
 */
export interface Chunk {
  readonly id: number;
  readonly dimension: number;
  /** Threads with a scratch. */
  readonly slots: number;
  /** Absent where there is no WASM. */
  readonly memory: WebAssembly.Memory | undefined;
  readonly bytes: SharedArrayBuffer;
  /** Float vectors, one row after the other. */
  readonly vectors: SharedArrayBuffer;
}

/** The system gives pages as they are written, so an almost empty chunk costs almost nothing. */
export function createChunk(id: number, dimension: number, slots: number, useWasm: boolean): Chunk {
  const layout = blockLayout(dimension);
  const size = scratchBytes(layout, slots) + CHUNK_BLOCKS * bytesInChunk(layout);
  const pages = Math.ceil(size / PAGE_BYTES);
  const memory = useWasm ? new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }) : undefined;
  const bytes = memory?.buffer ?? new SharedArrayBuffer(pages * PAGE_BYTES);
  return { id, dimension, slots, memory, bytes, vectors: new SharedArrayBuffer(CHUNK_BLOCKS * layout.vectorBytes) };
}

/** One thread's view of a chunk, and where in it a row of a block has its parts. */
export class ChunkView {
  readonly layout: BlockLayout;
  readonly words: Uint32Array;
  readonly reals: Float32Array;
  readonly vectors: Float32Array;
  /** Bytes where the regions start. */
  readonly coarseStart: number;
  readonly fineStart: number;
  readonly measuresStart: number;
  readonly keysStart: number;

  constructor({ dimension, slots, bytes, vectors }: Chunk) {
    this.layout = blockLayout(dimension);
    this.words = new Uint32Array(bytes);
    this.reals = new Float32Array(bytes);
    this.vectors = new Float32Array(vectors);
    this.coarseStart = scratchBytes(this.layout, slots);
    this.fineStart = this.coarseStart + CHUNK_BLOCKS * this.layout.coarseBytes;
    this.measuresStart = this.fineStart + CHUNK_BLOCKS * this.layout.fineBytes;
    this.keysStart = this.measuresStart + CHUNK_BLOCKS * this.layout.measureBytes;
  }

  /** Index in `words` of the first coarse digits. */
  coarseIndex(block: number, row: number): number {
    return (this.coarseStart + block * this.layout.coarseBytes + coarseOffset(this.layout, row)) / 4;
  }

  /** Index in `words` of the fine digits, which stand together. */
  fineIndex(block: number, row: number): number {
    return (this.fineStart + block * this.layout.fineBytes) / 4 + (row * this.layout.paddedDimension) / 8;
  }

  /** Index in `reals`. */
  scaleIndex(block: number, row: number): number {
    return (this.measuresStart + block * this.layout.measureBytes) / 4 + row;
  }

  /** Index in `words`. */
  errorIndex(block: number, row: number): number {
    return this.scaleIndex(block, row) + BLOCK_ROWS;
  }

  /** Index in `words` of the first of four. */
  descriptorIdIndex(block: number, row: number): number {
    return (this.keysStart + block * this.layout.keyBytes) / 4 + row * UUID_WORDS;
  }

  /** Index in `words` of the first of four; all are 0 when the descriptor has no owner. */
  personIdIndex(block: number, row: number): number {
    return this.descriptorIdIndex(block, row) + BLOCK_ROWS * UUID_WORDS;
  }

  /** Index in `vectors` of the first component. */
  vectorIndex(block: number, row: number): number {
    return (block * BLOCK_ROWS + row) * this.layout.dimension;
  }
}

/** A multiple of 4096, so that every region starts with a cache line. */
function scratchBytes({ paddedDimension }: BlockLayout, slots: number): number {
  return Math.ceil((slots * scratchLayout(paddedDimension).bytes) / 4096) * 4096;
}
