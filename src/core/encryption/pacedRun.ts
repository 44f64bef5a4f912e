import { setTimeout as pause } from 'node:timers/promises';

/** How far a run is. */
export interface SealProgress {
  readonly stage: 'vectors' | 'images' | 'files';
  /** Vectors and images that were changed so far, of all stages. */
  readonly changed: number;
  /** Vectors and images in the database that were to be changed, as of the beginning. */
  readonly total: number;
}

/** Counts what a run changes, and holds it back to a rate. */
export class PacedRun {
  readonly #perSecond: number;
  readonly #signal: AbortSignal;
  readonly #onProgress: (progress: SealProgress) => void;
  readonly #total: number;
  readonly #began = performance.now();
  #changed = 0;

  constructor(
    { perSecond, total }: { readonly perSecond: number; readonly total: number },
    signal: AbortSignal,
    onProgress: (progress: SealProgress) => void,
  ) {
    this.#perSecond = perSecond;
    this.#total = total;
    this.#signal = signal;
    this.#onProgress = onProgress;
  }

  get changed(): number {
    return this.#changed;
  }

  /** Requests come in between. @throws the reason of the signal */
  async step(stage: SealProgress['stage'], changed: number): Promise<void> {
    this.#changed += changed;
    this.#onProgress({ stage, changed: this.#changed, total: this.#total });
    const ahead = (1000 * this.#changed) / this.#perSecond - (performance.now() - this.#began);
    await pause(Math.max(0, ahead), undefined, { signal: this.#signal });
  }
}
