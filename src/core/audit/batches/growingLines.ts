import { crc32 } from 'node:zlib';

const FIRST_BYTES = 16_384;
/** UTF-8 of one unit of a text. */
const MOST_BYTES_A_UNIT = 3;
/** Room for the check of an entry. */
const NO_CHECK = '00000000';
const DIGITS = Buffer.from('0123456789abcdef', 'latin1');
const LINE_END = 10;

/** What is known of an entry: where its line begins, its head ends, and it ends. */
const PLACES = 3;

/**
 * Lines of a batch beside the heap: as texts of their own, those of most of a second would be copied again and again by whoever collects
 * garbage, and that costs requests more than to make them. Checks of entries are made at the end, of the bytes that are there by then:
 * to leave JavaScript for each text once more takes longer than the sum.
 */
export class GrowingLines {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;
  /** By turns, as `PLACES` says. */
  readonly #entries: number[] = [];

  /** @param line with its check */
  add(line: string): void {
    this.#write(`${line}\n`);
  }

  /**
   * @param head what the hash of the batch is made of
   * @param rest what follows it
   */
  addEntry(head: string, rest: string): void {
    const start = this.#length;
    this.#write(`${NO_CHECK}[${head}${rest}]\n`);
    const isAscii = this.#length - start === NO_CHECK.length + head.length + rest.length + 3;
    const headBytes = isAscii ? head.length : Buffer.byteLength(head);
    this.#entries.push(start, start + NO_CHECK.length + 1 + headBytes, this.#length - 1);
  }

  /** Puts the checks in. @returns all lines, and the heads of entries, each with a line end */
  finish(): { readonly text: string; readonly heads: Buffer } {
    const heads = Buffer.allocUnsafeSlow(this.#length);
    let at = 0;
    for (let entry = 0; entry < this.#entries.length; entry += PLACES) {
      const [start = 0, headEnd = 0, end = 0] = this.#entries.slice(entry, entry + PLACES);
      const body = start + NO_CHECK.length;
      this.#writeCheck(start, crc32(this.#bytes.subarray(body, end)));
      at += this.#bytes.copy(heads, at, body + 1, headEnd);
      heads[at++] = LINE_END;
    }
    const text = this.#bytes.toString('utf8', 0, Math.max(0, this.#length - 1));
    return { text, heads: heads.subarray(0, at) };
  }

  #write(text: string): void {
    this.#makeRoom(this.#length + text.length * MOST_BYTES_A_UNIT);
    // At once: each write leaves JavaScript, which takes as long as the bytes of a line do.
    this.#length += this.#bytes.write(text, this.#length);
  }

  #writeCheck(at: number, sum: number): void {
    for (let digit = 0; digit < NO_CHECK.length; digit++)
      this.#bytes[at + digit] = DIGITS[(sum >>> (28 - 4 * digit)) & 15] as number;
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
