import type { NearPair, NearPairRules } from './nearPairs.ts';

/** Pairs of one group in a round: enough for copies of one picture to become one group, then pictures, then people. */
const PAIRS_OF_ONE = 24;

/** Groups only grow: far fewer rounds are needed. */
const MOST_ROUNDS = 30;

export type FindPairs = (vectors: Float32Array, rules: NearPairRules) => Promise<readonly NearPair[]>;

/**
 * Groups rows by average linkage: two groups become one when the mean cosine of their pairs, one row of each, reaches the
 * threshold; the likest first. No chain of faces that each look a little like the next one makes a group of strangers.
 *
 * In rounds: the means of all groups are compared by the kernel, and the found pairs are united from the best to the worst, each
 * by its true mean cosine at that moment. The cosine of two means is never below it, so no pair is missed.
 * @param vectors unit vectors, one behind the other
 * @returns for each row the number of its group, from 0
 */
export async function averageLinkage(
  vectors: Float32Array,
  dimension: number,
  threshold: number,
  findPairs: FindPairs,
): Promise<Int32Array> {
  const groups = new Groups(vectors, dimension);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const roots = groups.roots();
    const pairs = await findPairs(groups.means(roots), { cosineThreshold: threshold, limit: PAIRS_OF_ONE });
    const links = pairs
      .map(({ one, other, cosine }) => ({
        one: roots[one] as number,
        other: roots[other] as number,
        link: cosine * groups.tightness(roots[one] as number) * groups.tightness(roots[other] as number),
      }))
      .filter(({ link }) => link >= threshold)
      .sort((a, b) => b.link - a.link);
    let united = 0;
    for (const { one, other } of links) {
      const [a, b] = [groups.rootOf(one), groups.rootOf(other)];
      if (a === b || groups.link(a, b) < threshold) continue;
      groups.unite(a, b);
      united++;
    }
    if (united === 0) break;
  }
  return groups.numbers();
}

class Groups {
  readonly #dimension: number;
  readonly #parents: Int32Array;
  readonly #sizes: Int32Array;
  readonly #sums: Float32Array;

  constructor(vectors: Float32Array, dimension: number) {
    const count = vectors.length / dimension;
    this.#dimension = dimension;
    this.#parents = Int32Array.from({ length: count }, (_, index) => index);
    this.#sizes = new Int32Array(count).fill(1);
    this.#sums = Float32Array.from(vectors);
  }

  rootOf(row: number): number {
    let root = row;
    while (this.#parents[root] !== root) root = this.#parents[root] as number;
    for (let at = row; at !== root; ) {
      const next = this.#parents[at] as number;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }

  roots(): readonly number[] {
    return Array.from(this.#parents.keys()).filter((row) => this.#parents[row] === row);
  }

  /** Mean vectors of groups, of length 1, one behind the other. */
  means(roots: readonly number[]): Float32Array {
    const means = new Float32Array(roots.length * this.#dimension);
    for (const [index, root] of roots.entries()) {
      const sum = this.#sum(root);
      const length = Math.sqrt(dot(sum, sum)) || 1;
      for (let at = 0; at < sum.length; at++) means[index * this.#dimension + at] = (sum[at] as number) / length;
    }
    return means;
  }

  /** Length of the mean, 0..1: 1 when all rows are the same. */
  tightness(root: number): number {
    const sum = this.#sum(root);
    return Math.sqrt(dot(sum, sum)) / (this.#sizes[root] as number);
  }

  /** Mean cosine of all pairs with a row of each. */
  link(one: number, other: number): number {
    return dot(this.#sum(one), this.#sum(other)) / ((this.#sizes[one] as number) * (this.#sizes[other] as number));
  }

  unite(one: number, other: number): void {
    const [kept, gone] = (this.#sizes[one] as number) >= (this.#sizes[other] as number) ? [one, other] : [other, one];
    const [into, from] = [this.#sum(kept), this.#sum(gone)];
    for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) + (from[at] as number);
    this.#sizes[kept] = (this.#sizes[kept] as number) + (this.#sizes[gone] as number);
    this.#parents[gone] = kept;
  }

  numbers(): Int32Array {
    const numbers = new Map<number, number>();
    return this.#parents.map((_, row) => {
      const root = this.rootOf(row);
      const known = numbers.get(root) ?? numbers.size;
      numbers.set(root, known);
      return known;
    });
  }

  #sum(root: number): Float32Array {
    return this.#sums.subarray(root * this.#dimension, (root + 1) * this.#dimension);
  }
}

/** Of two vectors of the same length. */
export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
