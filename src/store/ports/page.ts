/** `page` from 1, `size` 1..100 (contract 00 §8); already clamped. */
export interface Page {
  readonly page: number;
  readonly size: number;
}

/** One page, newest first, and the number of all that match. */
export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly count: number;
}
