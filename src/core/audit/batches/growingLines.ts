const FIRST_BYTES = 16_384;
/** UTF-8 of one unit of a text. */
const MOST_BYTES_A_UNIT = 3;

/**
 * Lines of text beside the heap: as texts of their own, those of most of a second would be copied again and again by whoever collects
 * garbage, and that costs requests more than to make them.
 */
export class GrowingLines {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** @param check goes before it */
  add(line: string, check = ''): void {
    const text = `${check}${line}\n`;
    this.#makeRoom(this.#length + text.length * MOST_BYTES_A_UNIT);
    // At once: each write leaves JavaScript, which takes as long as the bytes of a line do.
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Each line with its end; of this object's memory. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Without the end of the last line. */
  get text(): string {
    return this.#bytes.toString('utf8', 0, Math.max(0, this.#length - 1));
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
