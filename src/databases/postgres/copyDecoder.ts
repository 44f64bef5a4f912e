/** What `COPY … (FORMAT binary)` begins with (PostgreSQL manual, COPY, binary format); flags and an extension follow. */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const HEADER_BYTES = SIGNATURE.length + 8;
/** Number of columns that stands behind the last row. */
const END = -1;

/** Bytes of one value; NULL is null. */
export type CopyValue = Buffer | null;

/** Takes the bytes of a COPY in binary format apart, in pieces of any length. */
export class CopyDecoder {
  /** Begin of a row, or of the header, whose rest is still to come. */
  #rest: Buffer = Buffer.alloc(0);
  #isBehindHeader = false;
  #isAtEnd = false;

  /**
   * Rows that end in this piece. Values are views of it, or of a copy.
   * @throws Error when the bytes are no COPY in binary format
   */
  decode(piece: Buffer): CopyValue[][] {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece;
    const rows: CopyValue[][] = [];
    let at = this.#isBehindHeader ? 0 : this.#skipHeader(bytes);
    while (this.#isBehindHeader && !this.#isAtEnd) {
      const end = this.#readRow(bytes, at, rows);
      if (end === undefined) break;
      at = end;
    }
    this.#rest = bytes.subarray(at);
    return rows;
  }

  /** @throws Error when the last row is missing */
  end(): void {
    if (!this.#isAtEnd) throw new Error('COPY ended before its last row');
  }

  /** @returns where the first row begins; 0 while there is too little */
  #skipHeader(bytes: Buffer): number {
    if (bytes.length < HEADER_BYTES) return 0;
    if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('not a COPY in binary format');
    const begin = HEADER_BYTES + bytes.readInt32BE(HEADER_BYTES - 4);
    if (bytes.length < begin) return 0;
    this.#isBehindHeader = true;
    return begin;
  }

  /** @returns where the next row begins; undefined when this one is not complete */
  #readRow(bytes: Buffer, from: number, rows: CopyValue[][]): number | undefined {
    let at = from + 2;
    if (bytes.length < at) return undefined;
    const columns = bytes.readInt16BE(from);
    if (columns === END) {
      this.#isAtEnd = true;
      return at;
    }
    const row: CopyValue[] = [];
    for (let column = 0; column < columns; column++) {
      if (bytes.length < at + 4) return undefined;
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length < 0) row.push(null);
      else {
        if (bytes.length < at + length) return undefined;
        row.push(bytes.subarray(at, at + length));
        at += length;
      }
    }
    rows.push(row);
    return at;
  }
}
