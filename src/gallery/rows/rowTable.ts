import type { DescriptorId, PersonId } from '../../domain/ids.ts';
import type { BlockArena } from './blockArena.ts';
import { BLOCK_ROWS, bytesInChunk, CHUNK_BLOCKS, STEP_WORDS, STREAM_WORDS } from './blockLayout.ts';
import type { ChunkView } from './chunk.ts';
import { createRowDigits, quantizeRow, type RowDigits } from './quantize.ts';
import { RowIndex } from './rowIndex.ts';
import { RowMarks } from './rowMarks.ts';
import { readUuid, UUID_WORDS, writeUuid } from './uuidWords.ts';

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
  /** Of the row that was quantised last. */
  readonly #digits: RowDigits;
  /** Rows that were compared, or came, since `beginCheck`. */
  #checked: RowMarks | undefined;
  #count = 0;

  constructor(arena: BlockArena) {
    this.#arena = arena;
    this.#digits = createRowDigits(arena.layout.paddedDimension, arena.digits);
  }

  get count(): number {
    return this.#count;
  }

  /** Memory in use, but for the float vectors. */
  get bytes(): number {
    return this.#blocks.length * bytesInChunk(this.#arena.layout) + this.#index.bytes;
  }

  /** Bytes of coarse digits: what a scan reads for one probe, and little more. */
  get scanBytes(): number {
    return (this.#count * this.#arena.layout.paddedDimension) / 2;
  }

  /**
   * Puts a row, in the place of the one with the same descriptor id if there is one.
   * @returns false when the vector cannot be compared (another length, zero, not finite): then no row has the id
   * @throws GalleryTooSmall
   */
  put({ descriptorId, personId, vector }: Row): boolean {
    const quantized = vector.length === this.#arena.layout.dimension ? quantizeRow(vector, this.#digits) : undefined;
    if (!quantized) {
      this.remove(descriptorId);
      return false;
    }
    writeUuid(descriptorId, this.#id, 0);
    const known = this.#index.find(this.#id);
    const row = known < 0 ? this.#append() : known;
    const { view, block, at } = this.#place(row);
    const { coarseWords, fineWords } = this.#digits;
    for (let from = 0, to = view.coarseIndex(block, at); from < coarseWords.length; to += STREAM_WORDS) {
      for (let word = 0; word < STEP_WORDS; word++) view.words[to + word] = coarseWords[from++] as number;
    }
    view.words.set(fineWords, view.fineIndex(block, at));
    view.reals[view.scaleIndex(block, at)] = quantized.scale;
    view.words[view.errorIndex(block, at)] = quantized.errors;
    view.words.set(this.#id, view.descriptorIdIndex(block, at));
    writeUuid(personId, view.words, view.personIdIndex(block, at));
    view.vectors.set(vector, view.vectorIndex(block, at));
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
    this.#checked?.move(last, row);
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
    this.#checked = undefined;
    this.#count = 0;
  }

  /** From here on rows are compared by `check`, until the table is cleared or `endCheck`. Changes in between are allowed. */
  beginCheck(): void {
    this.#checked = new RowMarks();
  }

  /** What is here of a row that `put` would take, bit for bit. A vector that `put` refuses is `same` where no row has its id. */
  check({ descriptorId, personId, vector }: Row): 'same' | 'differs' | 'missing' {
    const quantized = vector.length === this.#arena.layout.dimension ? quantizeRow(vector, this.#digits) : undefined;
    writeUuid(descriptorId, this.#id, 0);
    const row = this.#index.find(this.#id);
    if (row < 0) return quantized ? 'missing' : 'same';
    this.#checked?.add(row);
    if (!quantized) return 'differs';
    const { view, block, at } = this.#place(row);
    const isSame =
      view.reals[view.scaleIndex(block, at)] === quantized.scale &&
      view.words[view.errorIndex(block, at)] === quantized.errors &&
      readUuid(view.words, view.personIdIndex(block, at)) === personId &&
      hasDigits(view, view.coarseIndex(block, at), view.fineIndex(block, at), this.#digits) &&
      hasVector(view, view.vectorIndex(block, at), vector);
    return isSame ? 'same' : 'differs';
  }

  /** Rows that nothing was compared with and that were there at `beginCheck`; undefined when the table was cleared since. */
  unchecked(): Iterable<DescriptorId | undefined> | undefined {
    return this.#checked && this.#unchecked(this.#checked);
  }

  endCheck(): void {
    this.#checked = undefined;
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
    this.#checked?.add(this.#count);
    return this.#count++;
  }

  /** Undefined for each row that was compared, so that the caller can pause on its way. */
  *#unchecked(checked: RowMarks): Generator<DescriptorId | undefined> {
    for (let row = 0; row < this.#count; row++) {
      if (checked.has(row)) yield undefined;
      else {
        const { view, block, at } = this.#place(row);
        yield readUuid(view.words, view.descriptorIdIndex(block, at)) as DescriptorId;
      }
    }
  }

  #place(row: number): Place {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)] as number;
    return { view: this.#arena.viewOf(block), block: block % CHUNK_BLOCKS, at: row % BLOCK_ROWS };
  }

  #word(row: number, word: number): number {
    const { view, block, at } = this.#place(row);
    return view.words[view.descriptorIdIndex(block, at) + word] as number;
  }

  #copy(from: number, to: number): void {
    const source = this.#place(from);
    const target = this.#place(to);
    const move = (sourceAt: number, targetAt: number, words: number) =>
      target.view.words.set(source.view.words.subarray(sourceAt, sourceAt + words), targetAt);
    const { coarseWords, fineWords } = this.#digits;
    const coarse = source.view.coarseIndex(source.block, source.at);
    const targetCoarse = target.view.coarseIndex(target.block, target.at);
    for (let done = 0, step = 0; done < coarseWords.length; done += STEP_WORDS, step += STREAM_WORDS) {
      move(coarse + step, targetCoarse + step, STEP_WORDS);
    }
    for (const [part, words] of [
      ['fineIndex', fineWords.length],
      ['scaleIndex', 1],
      ['errorIndex', 1],
      ['descriptorIdIndex', UUID_WORDS],
      ['personIdIndex', UUID_WORDS],
    ] as const) {
      move(source.view[part](source.block, source.at), target.view[part](target.block, target.at), words);
    }
    const start = source.view.vectorIndex(source.block, source.at);
    const vector = source.view.vectors.subarray(start, start + this.#arena.layout.dimension);
    target.view.vectors.set(vector, target.view.vectorIndex(target.block, target.at));
  }
}

/** A row's chunk, its block in the chunk, and its number in the block. */
interface Place {
  readonly view: ChunkView;
  readonly block: number;
  readonly at: number;
}

function hasDigits({ words }: ChunkView, coarseAt: number, fineAt: number, digits: RowDigits): boolean {
  const { coarseWords, fineWords } = digits;
  for (let index = 0; index < coarseWords.length; index++) {
    const step = Math.floor(index / STEP_WORDS) * STREAM_WORDS + (index % STEP_WORDS);
    if (words[coarseAt + step] !== coarseWords[index] || words[fineAt + index] !== fineWords[index]) return false;
  }
  return true;
}

function hasVector({ vectors }: ChunkView, start: number, vector: Float32Array): boolean {
  for (let index = 0; index < vector.length; index++) if (vectors[start + index] !== vector[index]) return false;
  return true;
}
