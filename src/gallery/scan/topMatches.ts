import type { Match } from '../gallery.ts';

/**
 * The best matches of what is offered, at most one a key: a person, or a descriptor. Highest cosine first, ties by
 * descriptor id, whatever the order of the offers.
 */
export class TopMatches<Offer extends Match = Match> {
  readonly limit: number;
  readonly groupBy: 'person' | 'descriptor';
  readonly #sorted: Offer[] = [];
  readonly #byKey = new Map<string, Offer>();

  constructor(limit: number, groupBy: 'person' | 'descriptor') {
    this.limit = limit;
    this.groupBy = groupBy;
  }

  /** Cosine that an offer must reach to change anything. */
  get floor(): number {
    return this.#sorted.length < this.limit ? Number.NEGATIVE_INFINITY : (this.#sorted.at(-1)?.cosine ?? 0);
  }

  get matches(): readonly Offer[] {
    return this.#sorted;
  }

  /** Skips a cosine that is not a number, and a descriptor without an owner when grouped by person. */
  offer(match: Offer): void {
    const key = this.groupBy === 'person' ? match.personId : match.descriptorId;
    if (key === null || !(match.cosine >= this.floor)) return;
    const known = this.#byKey.get(key);
    if (known) {
      if (!isBefore(match, known)) return;
      this.#sorted.splice(this.#placeOf(known), 1);
    }
    this.#sorted.splice(this.#placeOf(match), 0, match);
    this.#byKey.set(key, match);
    if (this.#sorted.length > this.limit) this.#dropLast();
  }

  #dropLast(): void {
    const last = this.#sorted.pop();
    const key = this.groupBy === 'person' ? last?.personId : last?.descriptorId;
    if (key) this.#byKey.delete(key);
  }

  /** Number of matches that stand before this one. */
  #placeOf(match: Match): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#sorted[middle];
      if (other && isBefore(other, match)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isBefore(a: Match, b: Match): boolean {
  return a.cosine > b.cosine || (a.cosine === b.cosine && a.descriptorId < b.descriptorId);
}
