/** The words of the id that a row holds. */
export type IdOfRow = (row: number, word: number) => number;

const MIN_SLOTS = 16;

/**
 * Finds the row of an id: an open-addressing table outside the JavaScript heap, which keeps only row numbers and reads
 * the ids where the rows have them. A Map of a million UUID texts would cost 130 bytes a row and long garbage collections.
 */
export class RowIndex {
  readonly #idOf: IdOfRow;
  /** Row + 1; 0 is empty. */
  #slots = new Uint32Array(MIN_SLOTS);
  #count = 0;

  constructor(idOf: IdOfRow) {
    this.#idOf = idOf;
  }

  /** Row of the id given by four words, or -1. */
  find(id: Uint32Array): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(id[0] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      const row = this.#at(slot) - 1;
      if (row < 0 || this.#holds(row, id)) return row;
    }
  }

  /** The row holds its id already; the id is not in the table. */
  add(row: number): void {
    if ((this.#count + 1) * 4 > this.#slots.length * 3) this.#grow();
    this.#insert(row);
    this.#count++;
  }

  /** Forgets a row that still holds its id. */
  remove(row: number): void {
    const mask = this.#slots.length - 1;
    let hole = this.#slotOf(row);
    this.#slots[hole] = 0;
    this.#count--;
    // Close the gap: a search stops at the first empty slot, so what was pushed beyond it moves back.
    for (let slot = (hole + 1) & mask; this.#at(slot) !== 0; slot = (slot + 1) & mask) {
      const home = hash(this.#idOf(this.#at(slot) - 1, 0)) & mask;
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
      this.#slots[hole] = this.#at(slot);
      this.#slots[slot] = 0;
      hole = slot;
    }
  }

  /** The id of row `from` will be held by row `to`; both are as before while this runs. */
  move(from: number, to: number): void {
    this.#slots[this.#slotOf(from)] = to + 1;
  }

  clear(): void {
    this.#slots = new Uint32Array(MIN_SLOTS);
    this.#count = 0;
  }

  #at(slot: number): number {
    return this.#slots[slot] ?? 0;
  }

  #holds(row: number, id: Uint32Array): boolean {
    for (let word = 0; word < id.length; word++) if (this.#idOf(row, word) !== id[word]) return false;
    return true;
  }

  #slotOf(row: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(this.#idOf(row, 0)) & mask;
    while (this.#at(slot) !== row + 1) slot = (slot + 1) & mask;
    return slot;
  }

  #insert(row: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash(this.#idOf(row, 0)) & mask;
    while (this.#at(slot) !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = row + 1;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (const entry of old) if (entry !== 0) this.#insert(entry - 1);
  }
}

/** The ids are random; mixing guards against ids that were made otherwise. */
function hash(word: number): number {
  const mixed = Math.imul(word ^ (word >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
