/** Bins over cosines −1..1: two that differ by less than 5e-5 may count as the same. */
const BINS = 40_000;

/** How often each cosine occurred; of any number of pairs, in the same memory. */
export class ScoreHistogram {
  readonly #counts = new Float64Array(BINS);
  count = 0;

  add(cosine: number): void {
    this.#counts[binOf(cosine)] = (this.#counts[binOf(cosine)] ?? 0) + 1;
    this.count++;
  }

  /** How many are at or above; a threshold between two edges counts as the lower one. */
  atLeast(cosine: number): number {
    let sum = 0;
    for (let bin = binOf(cosine); bin < BINS; bin++) sum += this.#counts[bin] ?? 0;
    return sum;
  }

  /** The lowest edge from which at most this share of all is left. */
  thresholdOf(share: number): number {
    const most = share * this.count;
    let sum = 0;
    for (let bin = BINS - 1; bin >= 0; bin--) {
      sum += this.#counts[bin] ?? 0;
      if (sum > most) return edgeOf(bin + 1);
    }
    return -1;
  }

  /** Shares in coarser bins of equal width, from −1 to 1. */
  shares(bins: number): number[] {
    const coarse = new Array<number>(bins).fill(0);
    this.#counts.forEach((count, bin) => {
      const at = Math.floor((bin * bins) / BINS);
      coarse[at] = (coarse[at] ?? 0) + count / Math.max(1, this.count);
    });
    return coarse;
  }

  /** Cosine and how many are at or above it, downwards, where anything is. */
  *tail(): Generator<{ readonly cosine: number; readonly atLeast: number }> {
    let sum = 0;
    for (let bin = BINS - 1; bin >= 0; bin--) {
      const count = this.#counts[bin] ?? 0;
      if (count === 0) continue;
      sum += count;
      yield { cosine: edgeOf(bin), atLeast: sum };
    }
  }
}

function binOf(cosine: number): number {
  return Math.max(0, Math.min(BINS - 1, Math.floor(((cosine + 1) / 2) * BINS)));
}

function edgeOf(bin: number): number {
  return (2 * bin) / BINS - 1;
}
