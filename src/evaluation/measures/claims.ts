/**
 * The rule of three: of n comparisons without an error, an error rate of 3/n is what 95 % of such series would stay below. What is smaller
 * cannot be told from nothing, so no rate is claimed there (ISO/IEC 19795-1, annex B).
 */
export const LEAST_EXPECTED = 3;

export function canClaim(rate: number, comparisons: number): boolean {
  return rate * comparisons >= LEAST_EXPECTED;
}

/** A rate and the 95 % that it lies in. */
export interface Rate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/** Wilson's interval: of `errors` in `of` independent tries. Holds for none and for all as well. */
export function wilson(errors: number, of: number): Rate {
  if (of === 0) return { value: Number.NaN, low: 0, high: 1 };
  const value = errors / of;
  const centre = value + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((value * (1 - value)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  return { value, low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/** The middle 95 % of what resampling gave. */
export function percentiles(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(0.025), high: at(0.975) };
}
