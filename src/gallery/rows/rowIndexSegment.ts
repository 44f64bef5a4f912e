const MIN_SLOTS = 16;
/** The table is at most three quarters full, and after growing at least half: 5 to 8 bytes a row. */
const MAX_LOAD = 0.75;
const GROWTH = 1.4;

/** An open-addressing table outside the JavaScript heap, which keeps only row numbers and reads the ids where the rows have them. */
export class RowIndexSegment {
  /** Leading bits of their hashes that all its ids share. */
  readonly depth: number;
  readonly #idOf: IdOfRow;
  /** Row + 1; 0 is empty. */
  #slots: Uint32Array;
  #count = 0;

  /** @param rows that it will have room for */
  constructor(idOf: IdOfRow, depth: number, rows = 0) {
    this.#idOf = idOf;
    this.depth = depth;
    this.#slots = new Uint32Array(Math.max(MIN_SLOTS, Math.ceil((rows + 1) / MAX_LOAD)));
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#slots.byteLength;
  }

  *rows(): Generator<number> {
    for (const entry of this.#slots) if (entry !== 0) yield entry - 1;
  }

  /** Row of the id given by four words, or -1. @param hash of the first one */
  find(id: Uint32Array, hash: number): number {
    for (let slot = this.#home(hash); ; slot = this.#next(slot)) {
      const row = this.#at(slot) - 1;
      if (row < 0 || this.#holds(row, id)) return row;
    }
  }

  /** The row holds its id already; the id is not in the table. */
  add(row: number): void {
    if (this.#count + 1 > this.#slots.length * MAX_LOAD) this.#grow();
    this.#insert(row);
    this.#count++;
  }

  /** Forgets a row that still holds its id. */
  remove(row: number): void {
    let hole = this.#slotOf(row);
    this.#slots[hole] = 0;
    this.#count--;
    // Close the gap: a search stops at the first empty slot, so what was pushed beyond it moves back.
    for (let slot = this.#next(hole); this.#at(slot) !== 0; slot = this.#next(slot)) {
      const home = this.#home(this.#hashOf(this.#at(slot) - 1));
      if (this.#distance(home, slot) < this.#distance(hole, slot)) continue;
      this.#slots[hole] = this.#at(slot);
      this.#slots[slot] = 0;
      hole = slot;
    }
  }

  /** The id of row `from` will be held by row `to`; both are as before while this runs. */
  move(from: number, to: number): void {
    this.#slots[this.#slotOf(from)] = to + 1;
  }

  #at(slot: number): number {
    return this.#slots[slot] ?? 0;
  }

  #holds(row: number, id: Uint32Array): boolean {
    for (let word = 0; word < id.length; word++) if (this.#idOf(row, word) !== id[word]) return false;
    return true;
  }

  #slotOf(row: number): number {
    let slot = this.#home(this.#hashOf(row));
    while (this.#at(slot) !== row + 1) slot = this.#next(slot);
    return slot;
  }

  #insert(row: number): void {
    let slot = this.#home(this.#hashOf(row));
    while (this.#at(slot) !== 0) slot = this.#next(slot);
    this.#slots[slot] = row + 1;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(Math.ceil(old.length * GROWTH));
    for (const entry of old) if (entry !== 0) this.#insert(entry - 1);
  }

  #hashOf(row: number): number {
    return hashOf(this.#idOf(row, 0));
  }

  #home(hash: number): number {
    return hash % this.#slots.length;
  }

  #next(slot: number): number {
    return slot + 1 === this.#slots.length ? 0 : slot + 1;
  }

  /** Steps from one slot on to another. */
  #distance(from: number, to: number): number {
    return to >= from ? to - from : to - from + this.#slots.length;
  }
}

/** Of the first word of an id. The ids are random; mixing guards against ids that were made otherwise. */
export function hashOf(word: number): number {
  const mixed = Math.imul(word ^ (word >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** The words of the id that a row holds. */
export type IdOfRow = (row: number, word: number) => number;
