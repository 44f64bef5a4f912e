import { type BlockLayout, blockLayout, CHUNK_BLOCKS } from './blockLayout.ts';
import { scratchLayout } from './kernel/scratch.ts';

const PAGE_BYTES = 65_536;

/**
 * Memory of 2048 blocks that threads share; it survives the way to a worker. In front of the blocks every thread has a
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
  const size = slots * scratchLayout(layout.paddedDimension).bytes + CHUNK_BLOCKS * layout.blockBytes;
  const pages = Math.ceil(size / PAGE_BYTES);
  const memory = useWasm ? new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true }) : undefined;
  const bytes = memory?.buffer ?? new SharedArrayBuffer(pages * PAGE_BYTES);
  return { id, dimension, slots, memory, bytes, vectors: new SharedArrayBuffer(CHUNK_BLOCKS * layout.vectorBytes) };
}

/** One thread's view of a chunk. */
export interface OpenChunk {
  readonly layout: BlockLayout;
  /** Byte where the first block starts. */
  readonly firstBlock: number;
  readonly codes: Int8Array;
  readonly words: Uint32Array;
  readonly reals: Float32Array;
  readonly vectors: Float32Array;
}

export function openChunk({ dimension, slots, bytes, vectors }: Chunk): OpenChunk {
  const layout = blockLayout(dimension);
  return {
    layout,
    firstBlock: slots * scratchLayout(layout.paddedDimension).bytes,
    codes: new Int8Array(bytes),
    words: new Uint32Array(bytes),
    reals: new Float32Array(bytes),
    vectors: new Float32Array(vectors),
  };
}
