/** The pairs with the highest scores, up to about twice `most` of them in memory, however many are offered. */
export class TopPairs {
  readonly #most: number;
  readonly #scores: Float32Array;
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  #count = 0;
  /** What is below is not among the best. */
  floor = Number.NEGATIVE_INFINITY;

  constructor(most: number) {
    this.#most = most;
    this.#scores = new Float32Array(2 * most);
    this.#first = new Int32Array(2 * most);
    this.#second = new Int32Array(2 * most);
  }

  offer(score: number, first: number, second: number): void {
    if (score < this.floor) return;
    if (this.#count === this.#scores.length) this.#halve();
    this.#scores[this.#count] = score;
    this.#first[this.#count] = first;
    this.#second[this.#count++] = second;
  }

  /** Best first. */
  sorted(): { readonly score: number; readonly first: number; readonly second: number }[] {
    return this.#order()
      .slice(0, this.#most)
      .map((index) => ({
        score: this.#scores[index] as number,
        first: this.#first[index] as number,
        second: this.#second[index] as number,
      }));
  }

  #order(): number[] {
    const order = Array.from({ length: this.#count }, (_, index) => index);
    return order.sort((a, b) => (this.#scores[b] as number) - (this.#scores[a] as number));
  }

  #halve(): void {
    const kept = this.#order().slice(0, this.#most);
    this.floor = this.#scores[kept.at(-1) as number] as number;
    for (const column of [this.#scores, this.#first, this.#second]) {
      column.set(kept.map((index) => column[index] as number));
    }
    this.#count = kept.length;
  }
}
