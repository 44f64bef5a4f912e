import type { Words } from '../../words/en.ts';

/** Of fewer strangers nothing is said: the rates do not reach so far (docs/accuracy.md). */
const RAREST = 100_000;

/**
 * What a similarity means in a search among so many people, in words.
 * @param expected strangers that such a search finds at this similarity, on average; null where no rate was measured
 */
export function falseMatchWords(expected: number | null, searched: number, { search }: Words): string | undefined {
  if (expected === null || searched === 0) return undefined;
  if (expected >= 1) return search.strangers(rounded(expected), searched);
  const one = 1 / expected;
  return one >= RAREST ? search.hardlyAStranger(RAREST, searched) : search.oneStranger(rounded(one), searched);
}

/** Two digits: the rates carry no more. */
function rounded(value: number): number {
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / digits) * digits;
}
