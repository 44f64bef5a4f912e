import type { FoundFace } from '../find/foundFace.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { bounded, logitOf } from './logit.ts';

/** No face is certain; float32 rounds what comes near to 1, and a threshold of 1 would let that through. */
const MOST_SCORE = 1 - 2 ** -24;

/** Beyond these logits a net's certainty says nothing more; float32 probabilities reach 0 and 1. */
const LIMITS: Readonly<Record<keyof Evidence, number>> = { keyPoints: 4, mesh: 12, box: 8 };
/**
 * What a logit of each net weighs: about the proportions that `npm run bench:detection -- --fit` finds, flatter, since the
 * fit's own slope puts many a masked face below one half. The key-point net counts most: it alone tells animals from people.
 */
const WEIGHTS: typeof LIMITS = { keyPoints: 2, mesh: 0.09, box: 0.07 };
/** Puts 0.9 where about 9 % of pictures of monkeys, the hardest of what is no face, reach it (docs/accuracy.md). */
const BIAS = -1.55;

/** The `score` of a face (contract 20): how likely it is one, by all nets that looked at it. Above 0, below 1. */
export function scoreOf(face: FoundFace): number {
  return judge(evidenceOf(face));
}

/** A logistic judge: never falls when a net grows surer. */
export function judge(evidence: Evidence): number {
  const { keyPoints, mesh, box } = boundedLogits(evidence);
  const sum = BIAS + WEIGHTS.keyPoints * keyPoints + WEIGHTS.mesh * mesh + WEIGHTS.box * box;
  return Math.min(MOST_SCORE, 1 / (1 + Math.exp(-sum)));
}

/** Evidence on the scale on which the judge adds it up. */
export function boundedLogits({ keyPoints, mesh, box }: Evidence): typeof LIMITS {
  return {
    keyPoints: boundedLogit(keyPoints, LIMITS.keyPoints),
    mesh: boundedLogit(mesh, LIMITS.mesh),
    box: boundedLogit(box, LIMITS.box),
  };
}

function boundedLogit(probability: number, most: number): number {
  return bounded(logitOf(probability), -most, most);
}
