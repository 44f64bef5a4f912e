/** Candidates of a search that does not say how many it wants, by its query or by its handler (contract 50). */
export const DEFAULT_CANDIDATES = 3;
