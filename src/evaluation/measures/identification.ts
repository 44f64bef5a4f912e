import { canClaim, type Rate, wilson } from './claims.ts';
import type { Identities } from './pairs/comparePairs.ts';

/** Misses of a search of a list where strangers are rarely mistaken for a member (NIST's FNIR at FPIR). */
export interface SearchPoint {
  readonly fpir: number;
  readonly claimed: boolean;
  readonly cosine: number;
  readonly similarity: number;
  readonly fnir: Rate;
}

export interface Identification {
  /** People in the list, one photo each. */
  readonly enrolled: number;
  /** Searches with further photos of them. */
  readonly mated: number;
  /** Searches with photos of people who are not in the list. */
  readonly strangers: number;
  /** Share of mated searches whose best candidate is the right one, whatever its score. */
  readonly rank1: Rate;
  readonly points: readonly SearchPoint[];
}

const FALSE_ALARM_RATES = [0.1, 0.03, 0.01, 0.003, 0.001] as const;
/** With fewer strangers every other person of several photos becomes one. */
const LEAST_STRANGERS = 100;

/** Watches the pairs go by and keeps the best candidates of each search. */
export class SearchWatch {
  /** 1: in the list; 2: another photo of a person in it; 3: a stranger; 0: none of these. */
  readonly #part: Uint8Array;
  readonly #mate: Float32Array;
  readonly #best: Float32Array;

  constructor(identities: Identities) {
    this.#part = partsOf(identities);
    this.#mate = new Float32Array(identities.length).fill(Number.NEGATIVE_INFINITY);
    this.#best = new Float32Array(identities.length).fill(Number.NEGATIVE_INFINITY);
  }

  onPair(first: number, second: number, score: number, isGenuine: boolean): void {
    if (this.#part[first] === 1) this.#search(second, score, isGenuine);
    else if (this.#part[second] === 1) this.#search(first, score, isGenuine);
  }

  #search(probe: number, score: number, isGenuine: boolean): void {
    if ((this.#part[probe] as number) < 2) return;
    const kept = isGenuine ? this.#mate : this.#best;
    if (score > (kept[probe] as number)) kept[probe] = score;
  }

  measure(similarity: (cosine: number) => number): Identification | undefined {
    const rows = [...this.#part.keys()];
    const mated = rows.filter((row) => this.#part[row] === 2);
    const alarms = rows.filter((row) => this.#part[row] === 3).map((row) => this.#best[row] as number);
    if (mated.length === 0) return undefined;
    alarms.sort((a, b) => b - a);
    const right = mated.filter((row) => (this.#mate[row] as number) > (this.#best[row] as number)).length;
    return {
      enrolled: rows.filter((row) => this.#part[row] === 1).length,
      mated: mated.length,
      strangers: alarms.length,
      rank1: wilson(right, mated.length),
      points: FALSE_ALARM_RATES.map((fpir) => {
        const most = Math.floor(fpir * alarms.length);
        // Just above the first stranger who would be one too many.
        const cosine = (alarms[most] ?? -1) + 1e-6;
        const missed = mated.filter((row) => (this.#mate[row] as number) < cosine).length;
        return {
          fpir,
          claimed: canClaim(fpir, alarms.length),
          cosine,
          similarity: similarity(cosine),
          fnir: wilson(missed, mated.length),
        };
      }),
    };
  }
}

/** The first photo of each person who has several is in the list; people of one photo are strangers. */
function partsOf(identities: Identities): Uint8Array {
  const photos = new Map<number, number>();
  for (const identity of identities) if (identity >= 0) photos.set(identity, (photos.get(identity) ?? 0) + 1);
  const several = [...photos].filter(([, count]) => count > 1).map(([identity]) => identity);
  const single = [...photos.values()].filter((count) => count === 1).length;
  const outside = new Set(single < LEAST_STRANGERS ? several.filter((_, index) => index % 2 === 1) : []);
  const seen = new Set<number>();
  return Uint8Array.from(identities, (identity) => {
    if (identity < 0) return 0;
    if (photos.get(identity) === 1 || outside.has(identity)) return 3;
    if (seen.has(identity)) return 2;
    seen.add(identity);
    return 1;
  });
}
