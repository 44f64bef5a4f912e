/** One observation: features, what it is (1 or 0), and how much it counts. */
export interface Observation {
  readonly features: readonly number[];
  readonly outcome: 0 | 1;
  readonly weight: number;
}

const STEPS = 20_000;
const RATE = 0.5;

/**
 * A weighted logistic regression whose weights are never negative, by gradient descent over standardised features.
 * @returns the bias, then a weight for each feature
 */
export function fitLogistic(observations: readonly Observation[]): { bias: number; weights: number[] } {
  const total = observations.reduce((sum, { weight }) => sum + weight, 0);
  const count = observations[0]?.features.length ?? 0;
  const indexes = Array.from({ length: count }, (_, index) => index);
  const mean = (of: (observation: Observation) => number) =>
    observations.reduce((sum, observation) => sum + observation.weight * of(observation), 0) / total;
  const centres = indexes.map((index) => mean(({ features }) => features[index] ?? 0));
  const spreads = indexes.map((index) =>
    Math.sqrt(mean(({ features }) => ((features[index] ?? 0) - at(centres, index)) ** 2)),
  );
  const standard = observations.map(({ features, outcome, weight }) => ({
    values: features.map((value, index) => (value - at(centres, index)) / at(spreads, index)),
    outcome,
    share: weight / total,
  }));
  let bias = 0;
  let weights = indexes.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    let biasSlope = 0;
    const slopes = indexes.map(() => 0);
    for (const { values, outcome, share } of standard) {
      const sum = values.reduce((subtotal, value, index) => subtotal + value * at(weights, index), bias);
      const error = share * (1 / (1 + Math.exp(-sum)) - outcome);
      biasSlope += error;
      values.forEach((value, index) => {
        slopes[index] = at(slopes, index) + error * value;
      });
    }
    bias -= RATE * biasSlope;
    weights = weights.map((weight, index) => Math.max(0, weight - RATE * at(slopes, index)));
  }
  const scaled = weights.map((weight, index) => weight / at(spreads, index));
  return { bias: bias - scaled.reduce((sum, weight, index) => sum + weight * at(centres, index), 0), weights: scaled };
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
