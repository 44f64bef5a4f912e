import type { MemoryBudget } from '../memory/memoryBudget.ts';
import { type BlockLayout, blockLayout, bytesInChunk, CHUNK_BLOCKS } from './blockLayout.ts';
import { type Chunk, ChunkView } from './chunk.ts';
import type { DigitForm } from './quantize.ts';

/**
 * Blocks of rows for vectors of one length. Lists take and give back whole blocks, so they grow without being copied
 * and leave no holes; chunks are kept for the next list.
 */
export class BlockArena {
  readonly layout: BlockLayout;
  readonly digits: DigitForm;
  readonly #budget: MemoryBudget;
  readonly #newChunk: () => Chunk;
  readonly #chunks: Chunk[] = [];
  readonly #views: ChunkView[] = [];
  readonly #free: number[] = [];

  /**
   * @param digits as the kernel wants them that scans the rows
   * @param newChunk makes memory that every scanning thread can reach
   */
  constructor(dimension: number, digits: DigitForm, budget: MemoryBudget, newChunk: () => Chunk) {
    this.layout = blockLayout(dimension);
    this.digits = digits;
    this.#budget = budget;
    this.#newChunk = newChunk;
  }

  /** Bytes of one block with its float vectors. */
  get blockBytes(): number {
    return bytesInChunk(this.layout) + this.layout.vectorBytes;
  }

  /** A block's number; what it held before is still in it. @throws GalleryTooSmall */
  take(): number {
    this.#budget.take(this.blockBytes);
    if (this.#free.length === 0) this.#addChunk();
    return this.#free.pop() as number;
  }

  giveBack(block: number): void {
    this.#free.push(block);
    this.#budget.giveBack(this.blockBytes);
  }

  chunkOf(block: number): Chunk {
    return this.#chunks[Math.floor(block / CHUNK_BLOCKS)] as Chunk;
  }

  viewOf(block: number): ChunkView {
    return this.#views[Math.floor(block / CHUNK_BLOCKS)] as ChunkView;
  }

  #addChunk(): void {
    const chunk = this.#newChunk();
    const first = this.#chunks.length * CHUNK_BLOCKS;
    this.#chunks.push(chunk);
    this.#views.push(new ChunkView(chunk));
    // From the back, so that a list that grows takes neighbours: the scan then reads on where it was.
    for (let block = first + CHUNK_BLOCKS - 1; block >= first; block--) this.#free.push(block);
  }
}
