/** Most objects of one page. Pages of `/ext/1` have `limit` instead: default and bounds stand in each operation of `api/review`. */
export const LARGEST_PAGE = {
  /** Of the public API, by the original that it follows (contract 00 §8). */
  backport3: 1000,
  lp3: 100,
  /** Of the administrator's API, which the command line reads. */
  admin: 100,
} as const;

/** Beyond any collection, yet far from the largest OFFSET of a database when multiplied by a page size. */
export const LAST_PAGE = 1_000_000_000;

/** The page of a request that does not say which: the first one, of so many objects; of both APIs. */
export const DEFAULT_PAGE = { page: 1, size: 10 } as const;

/** Candidates of a search that does not say how many it wants, by its query or by its handler (contract 50). The most: `settings/groups/compatibility.ts`. */
export const DEFAULT_CANDIDATES = 3;

/** `page` from 1, `size` from 1 to `LARGEST_PAGE`; already clamped. */
export interface Page {
  readonly page: number;
  readonly size: number;
}

/** One page, newest first, and the number of all that match. */
export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly count: number;
}
