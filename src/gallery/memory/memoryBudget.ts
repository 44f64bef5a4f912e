import { NoRoom } from '../../domain/errors.ts';

/** One list alone, or all lists that are being searched at this moment, need more memory than the gallery may take. */
export class GalleryTooSmall extends NoRoom {
  readonly limitBytes: number;
  /** No other list was in use: it will not fit at another moment either. */
  readonly isAlone: boolean;
  constructor(limitBytes: number, isAlone = true) {
    super(`room for the searched lists in the gallery memory of ${Math.floor(limitBytes / 2 ** 20)} MiB`);
    this.limitBytes = limitBytes;
    this.isAlone = isAlone;
  }
}

/** Bytes that the rows of all lists may take together. */
export class MemoryBudget {
  readonly limitBytes: number;
  readonly #makeRoom: () => boolean;
  #usedBytes = 0;

  /** @param makeRoom gives something back; answers false, or throws an error that says more, when all is in use. */
  constructor(limitBytes: number, makeRoom: () => boolean) {
    this.limitBytes = limitBytes;
    this.#makeRoom = makeRoom;
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** @throws GalleryTooSmall */
  take(bytes: number): void {
    while (this.#usedBytes + bytes > this.limitBytes) {
      if (!this.#makeRoom()) throw new GalleryTooSmall(this.limitBytes);
    }
    this.#usedBytes += bytes;
  }

  giveBack(bytes: number): void {
    this.#usedBytes -= bytes;
  }
}
