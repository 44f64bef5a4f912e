/** Room of the first piece where nobody knows how many come. */
const FIRST = 64 * 1024;
const GROWTH = 4;
/** Beyond it there is room for all that may come: to copy what is there once more would take milliseconds. */
const CHEAP_TO_COPY = 1024 * 1024;

/** Bytes that come in pieces, in one buffer of their own, which can be handed to a thread. */
export class CollectedBytes {
  readonly #most: number;
  #buffer: Buffer;
  #size = 0;

  /**
   * @param most bytes that come at most, all together
   * @param expected bytes to have room for from the start: room costs nothing until it is filled
   */
  constructor(most: number, expected = Math.min(most, FIRST)) {
    this.#most = most;
    this.#buffer = Buffer.allocUnsafeSlow(expected);
  }

  get size(): number {
    return this.#size;
  }

  /** @throws RangeError when it is more than may come */
  append(piece: Buffer): void {
    const size = this.#size + piece.length;
    if (size > this.#most) throw new RangeError('more bytes than were announced');
    if (size > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(size > CHEAP_TO_COPY ? this.#most : Math.min(this.#most, size * GROWTH));
      this.#buffer.copy(larger, 0, 0, this.#size);
      this.#buffer = larger;
    }
    piece.copy(this.#buffer, this.#size);
    this.#size = size;
  }

  whole(): Buffer {
    return this.#buffer.subarray(0, this.#size);
  }
}
