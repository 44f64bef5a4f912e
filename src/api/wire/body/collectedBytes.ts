import type { Loan } from '../../../concurrency/memory/bufferPool.ts';
import type { ByteShare } from '../../../concurrency/memory/byteBudget.ts';

/** Room of the first piece where the length is unknown. */
const FIRST = 64 * 1024;
const GROWTH = 4;
/** Beyond it there is room for all that may come: to copy what is there again would take milliseconds. */
const CHEAP_TO_COPY = 1024 * 1024;

/** Bytes that come in pieces, in one buffer of their own, which can be handed to a thread. */
export class CollectedBytes {
  /** Bytes that come at most, all together. */
  readonly most: number;
  readonly #share: Pick<ByteShare, 'lend'>;
  #loan: Loan;
  #size = 0;

  /**
   * @param share lends the memory
   * @param expected bytes to have room for from the start: room costs nothing until it is filled
   */
  constructor(share: Pick<ByteShare, 'lend'>, most: number, expected = Math.min(most, FIRST)) {
    this.#share = share;
    this.most = most;
    this.#loan = share.lend(expected);
  }

  get size(): number {
    return this.#size;
  }

  /** @throws RangeError when it is more than may come; Error when the share was released */
  append(piece: Buffer): void {
    const size = this.#size + piece.length;
    if (size > this.most) throw new RangeError('more bytes than were announced');
    // The memory may be another body's by now.
    if (this.#loan.isOver) throw new Error('the memory of the body was given back');
    if (size > this.#loan.bytes.length) {
      const larger = this.#share.lend(size > CHEAP_TO_COPY ? this.most : Math.min(this.most, size * GROWTH));
      this.#loan.bytes.copy(larger.bytes, 0, 0, this.#size);
      this.#loan.end();
      this.#loan = larger;
    }
    piece.copy(this.#loan.bytes, this.#size);
    this.#size = size;
  }

  whole(): Buffer {
    return this.#loan.bytes.subarray(0, this.#size);
  }
}
