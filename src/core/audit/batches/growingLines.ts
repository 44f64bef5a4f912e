const FIRST_BYTES = 16_384;
/** UTF-8 of one unit of a text. */
const MOST_BYTES_A_UNIT = 3;
const NEWLINE = 10;

/**
 * Lines of text beside the heap: as texts of their own, those of most of a second would be copied again and again by whoever collects
 * garbage, and that costs requests more than to make them.
 */
export class GrowingLines {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** @param check of its bytes, which is put before them: ASCII */
  add(line: string, check?: { readonly characters: number; readonly of: (bytes: Buffer) => string }): void {
    const begin = this.#length + (check?.characters ?? 0);
    this.#makeRoom(begin + line.length * MOST_BYTES_A_UNIT + 1);
    const end = begin + this.#bytes.write(line, begin);
    if (check) this.#bytes.write(check.of(this.#bytes.subarray(begin, end)), this.#length);
    this.#bytes[end] = NEWLINE;
    this.#length = end + 1;
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
