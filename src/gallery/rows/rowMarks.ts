const MIN_ROWS = 1024;

/** A set of row numbers, an eighth of a byte each, that follows rows which move. */
export class RowMarks {
  #bits = new Uint8Array(MIN_ROWS / 8);

  add(row: number): void {
    if (row >> 3 >= this.#bits.length) this.#grow(row);
    this.#bits[row >> 3] = this.#byte(row) | (1 << (row & 7));
  }

  has(row: number): boolean {
    return ((this.#byte(row) >> (row & 7)) & 1) === 1;
  }

  /** Row `from`, the last one, takes the place of row `to`, or goes itself; there is no row `from` any more. */
  move(from: number, to: number): void {
    const marked = this.has(from);
    this.#delete(from);
    if (from === to) return;
    if (marked) this.add(to);
    else this.#delete(to);
  }

  #delete(row: number): void {
    if (row >> 3 < this.#bits.length) this.#bits[row >> 3] = this.#byte(row) & ~(1 << (row & 7));
  }

  #byte(row: number): number {
    return this.#bits[row >> 3] ?? 0;
  }

  #grow(row: number): void {
    const bits = new Uint8Array(Math.max(this.#bits.length * 2, (row >> 3) + 1));
    bits.set(this.#bits);
    this.#bits = bits;
  }
}
