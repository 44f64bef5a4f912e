/**
 * Weights turned into shares that sum to 1; equal shares when there is no weight at all.
 * @param weights not negative
 */
export function shares<Name extends string>(weights: Readonly<Record<Name, number>>): Record<Name, number> {
  const names = Object.keys(weights) as Name[];
  const sum = names.reduce((total, name) => total + weights[name], 0);
  const entries = names.map((name) => [name, sum > 0 ? weights[name] / sum : 1 / names.length]);
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** Logits turned into probabilities that sum to 1. */
export function softmax(logits: Float32Array): Float32Array {
  const highest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
