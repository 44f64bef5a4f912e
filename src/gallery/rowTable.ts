import type { DescriptorId, PersonId } from '../domain/ids.ts';
import type { BlockArena } from './blockArena.ts';
import { BLOCK_ROWS, CHUNK_BLOCKS, ROW_STEP, rowStart, STREAM_STEP } from './blockLayout.ts';
import { quantizeRow } from './quantize.ts';
import { RowIndex } from './rowIndex.ts';
import { UUID_WORDS, writeUuid } from './uuidWords.ts';

export interface Row {
  readonly descriptorId: DescriptorId;
  readonly personId: PersonId | null;
  readonly vector: Float32Array;
}

/** Blocks of one chunk, by their numbers in it; all are full but the last. */
export interface BlockRun {
  readonly chunkId: number;
  readonly blocks: Uint32Array;
  readonly rowsInLast: number;
}

/** Rows of one list in shared memory: insert and remove are O(1), the last row fills a hole. */
export class RowTable {
  readonly #arena: BlockArena;
  readonly #blocks: number[] = [];
  readonly #index = new RowIndex((row, word) => this.#word(row, word));
  readonly #id = new Uint32Array(UUID_WORDS);
  readonly #codes: Int8Array;
  #count = 0;

  constructor(arena: BlockArena) {
    this.#arena = arena;
    this.#codes = new Int8Array(arena.layout.paddedDimension);
  }

  get count(): number {
    return this.#count;
  }

  /** Bytes that a scan of the quantised rows reads for one probe. */
  get scanBytes(): number {
    return this.#count * this.#arena.layout.paddedDimension;
  }

  /**
   * Puts a row, in the place of the one with the same descriptor id if there is one.
   * @returns false when the vector cannot be compared (another length, zero, not finite): then no row has the id
   * @throws GalleryTooSmall
   */
  put({ descriptorId, personId, vector }: Row): boolean {
    const quantized = vector.length === this.#arena.layout.dimension ? quantizeRow(vector, this.#codes) : undefined;
    if (!quantized) {
      this.remove(descriptorId);
      return false;
    }
    writeUuid(descriptorId, this.#id, 0);
    const known = this.#index.find(this.#id);
    const row = known < 0 ? this.#append() : known;
    const { view, block, at } = this.#place(row);
    const { layout } = view;
    const start = block + rowStart(layout, at);
    for (let from = 0, to = start; from < this.#codes.length; from += ROW_STEP, to += STREAM_STEP) {
      for (let index = 0; index < ROW_STEP; index++) view.codes[to + index] = this.#codes[from + index] as number;
    }
    view.reals[(block + layout.scales) / 4 + at] = quantized.scale;
    view.reals[(block + layout.errors) / 4 + at] = quantized.error;
    view.words.set(this.#id, (block + layout.descriptorIds) / 4 + at * UUID_WORDS);
    writeUuid(personId, view.words, (block + layout.personIds) / 4 + at * UUID_WORDS);
    view.vectors.set(vector, this.#vectorStart(row));
    if (known < 0) this.#index.add(row);
    return true;
  }

  /** False when no row has the id. */
  remove(descriptorId: DescriptorId): boolean {
    writeUuid(descriptorId, this.#id, 0);
    const row = this.#index.find(this.#id);
    if (row < 0) return false;
    const last = this.#count - 1;
    this.#index.remove(row);
    if (row !== last) {
      this.#index.move(last, row);
      this.#copy(last, row);
    }
    this.#count--;
    if (this.#count % BLOCK_ROWS === 0) this.#arena.giveBack(this.#blocks.pop() as number);
    return true;
  }

  clear(): void {
    for (const block of this.#blocks.splice(0)) this.#arena.giveBack(block);
    this.#index.clear();
    this.#count = 0;
  }

  /** All rows in `shares` parts of about the same size, by chunk; fewer parts when there are fewer blocks. */
  split(shares: number): BlockRun[][] {
    const each = Math.ceil(this.#blocks.length / shares);
    const parts: BlockRun[][] = [];
    for (let from = 0; from < this.#blocks.length; from += each) parts.push(this.#runs(from, from + each));
    return parts;
  }

  #runs(from: number, to: number): BlockRun[] {
    const byChunk = new Map<number, number[]>();
    for (const block of this.#blocks.slice(from, to)) {
      const chunkId = this.#arena.chunkOf(block).id;
      const blocks = byChunk.get(chunkId);
      if (blocks) blocks.push(block % CHUNK_BLOCKS);
      else byChunk.set(chunkId, [block % CHUNK_BLOCKS]);
    }
    const last = this.#blocks.at(-1) as number;
    const lastChunkId = to >= this.#blocks.length ? this.#arena.chunkOf(last).id : undefined;
    const rest = this.#count - (this.#blocks.length - 1) * BLOCK_ROWS;
    return Array.from(byChunk, ([chunkId, blocks]) => ({
      chunkId,
      blocks: Uint32Array.from(blocks),
      rowsInLast: chunkId === lastChunkId ? rest : BLOCK_ROWS,
    }));
  }

  #append(): number {
    if (this.#count === this.#blocks.length * BLOCK_ROWS) this.#blocks.push(this.#arena.take());
    return this.#count++;
  }

  /** View of the row's chunk, byte where its block starts, and its number in the block. */
  #place(row: number) {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)] as number;
    const view = this.#arena.viewOf(block);
    return {
      view,
      block: view.firstBlock + (block % CHUNK_BLOCKS) * view.layout.blockBytes,
      at: row % BLOCK_ROWS,
    };
  }

  #vectorStart(row: number): number {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)] as number;
    return ((block % CHUNK_BLOCKS) * BLOCK_ROWS + (row % BLOCK_ROWS)) * this.#arena.layout.dimension;
  }

  #word(row: number, word: number): number {
    const { view, block, at } = this.#place(row);
    return view.words[(block + view.layout.descriptorIds) / 4 + at * UUID_WORDS + word] as number;
  }

  #copy(from: number, to: number): void {
    const source = this.#place(from);
    const target = this.#place(to);
    const { layout } = source.view;
    let read = source.block + rowStart(layout, source.at);
    let write = target.block + rowStart(layout, target.at);
    for (let done = 0; done < layout.paddedDimension; done += ROW_STEP, read += STREAM_STEP, write += STREAM_STEP) {
      target.view.codes.set(source.view.codes.subarray(read, read + ROW_STEP), write);
    }
    for (const [part, words] of [
      [layout.scales, 1],
      [layout.errors, 1],
      [layout.descriptorIds, UUID_WORDS],
      [layout.personIds, UUID_WORDS],
    ] as const) {
      const start = (source.block + part) / 4 + source.at * words;
      target.view.words.set(
        source.view.words.subarray(start, start + words),
        (target.block + part) / 4 + target.at * words,
      );
    }
    const vector = this.#vectorStart(from);
    target.view.vectors.set(source.view.vectors.subarray(vector, vector + layout.dimension), this.#vectorStart(to));
  }
}
