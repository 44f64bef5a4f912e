/** `page` from 1, `size` from 1 to what `domain/pages.ts` says; already clamped. */
export interface Page {
  readonly page: number;
  readonly size: number;
}

/** One page, newest first, and the number of all that match. */
export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly count: number;
}
