import { Unavailable } from '../domain/errors.ts';

/** One list alone, or all lists that are being searched at this moment, need more memory than the gallery may take. */
export class GalleryTooSmall extends Unavailable {
  readonly limitBytes: number;
  constructor(limitBytes: number) {
    super(`room for the searched lists in the gallery memory of ${Math.floor(limitBytes / 2 ** 20)} MiB`);
    this.limitBytes = limitBytes;
  }
}

/** Bytes that the rows of all lists may take together. */
export class MemoryBudget {
  readonly limitBytes: number;
  readonly #makeRoom: () => boolean;
  #usedBytes = 0;

  /** @param makeRoom gives something back, or answers false when all is in use. */
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
