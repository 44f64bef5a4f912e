import type { ListId } from '../../domain/ids.ts';

export interface CrossmatchOptions {
  /** One list: duplicates in it; two: pairs of one with the other. */
  readonly list: readonly ListId[];
  readonly threshold: number;
  readonly limit: number;
  readonly out: string;
  readonly json?: true;
}
