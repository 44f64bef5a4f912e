/** What all keepers together may still hold, in bytes. */
export interface KeptBodies {
  left: number;
}

/** Keeps a copy of a body that passes, up to a size; a larger one is let go. */
export class BodyKeeper {
  readonly #most: number;
  readonly #kept: KeptBodies;
  #chunks: Buffer[] | undefined = [];
  #size = 0;

  constructor(most: number, kept: KeptBodies) {
    this.#most = most;
    this.#kept = kept;
  }

  add(chunk: Buffer): void {
    if (!this.#chunks) return;
    if (this.#size + chunk.length > this.#most || chunk.length > this.#kept.left) {
      this.#give();
      return;
    }
    this.#size += chunk.length;
    this.#kept.left -= chunk.length;
    this.#chunks.push(chunk);
  }

  /** The body, once; undefined when it was too large. */
  take(): Buffer | undefined {
    const body = this.#chunks && Buffer.concat(this.#chunks);
    this.#give();
    return body;
  }

  #give(): void {
    this.#kept.left += this.#size;
    this.#size = 0;
    this.#chunks = undefined;
  }
}
