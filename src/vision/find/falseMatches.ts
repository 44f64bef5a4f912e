import { FR } from '../embed/fr.ts';
import { FR_PLUS } from '../embed/frPlus.ts';

type Measured = readonly (readonly [similarity: number, rate: number])[];

/**
 * By model, the share of pairs of two people that reach a similarity: "Errors by threshold" of docs/accuracy.md, 8.1 million pairs. Rows end where
 * fewer than three pairs carry them. The other embedders were not measured on so many.
 */
const MEASURED: Readonly<Record<string, Measured>> = {
  [FR_PLUS.id]: [
    [0.5, 2.5e-4],
    [0.6, 1.4e-4],
    [0.7, 7.6e-5],
    [0.8, 3.0e-5],
    [0.85, 1.6e-5],
    [0.9, 6.2e-6],
    [0.95, 1.2e-6],
    [0.98, 3.7e-7],
  ],
  [FR.id]: [
    [0.5, 5.3e-4],
    [0.6, 2.9e-4],
    [0.7, 1.4e-4],
    [0.8, 6.1e-5],
    [0.85, 3.1e-5],
    [0.9, 1.2e-5],
    [0.95, 2.2e-6],
    [0.98, 4.9e-7],
  ],
};

/**
 * False match rate of a similarity: the share of strangers that look at least as much alike. Between the rows it is
 * interpolated by its logarithm; above the last one it is that row's, an upper bound.
 * @returns undefined below a similarity of 0.5, and for an embedder that was not measured
 */
export function createFalseMatchRate(modelId: string): (similarity: number) => number | undefined {
  const rows = MEASURED[modelId];
  return (similarity) => {
    if (!rows) return undefined;
    const next = rows.findIndex(([from]) => from > similarity);
    if (next === 0) return undefined;
    const [low, lowRate] = rows.at(next === -1 ? -1 : next - 1) as Measured[number];
    if (next === -1) return lowRate;
    const [high, highRate] = rows[next] as Measured[number];
    return lowRate * (highRate / lowRate) ** ((similarity - low) / (high - low));
  };
}
