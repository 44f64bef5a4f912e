import type { Compatibility } from '../../operations/compatibility.ts';

/** What reading a request depends on besides the request. */
export interface ReadingRules {
  readonly compatibility: Compatibility;
  /** Upper bound of `limit` (contract 50). */
  readonly maxCandidates: number;
}
