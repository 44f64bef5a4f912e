import { DomainError } from '../errors.ts';

/** Why the liveness of a picture with a face cannot be judged; lengths in pixels. */
export type LivenessProblem =
  | { readonly kind: 'several-faces'; readonly count: number }
  | { readonly kind: 'warped' }
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'face-too-small'; readonly width: number; readonly limit: number }
  | { readonly kind: 'margin-too-small'; readonly margin: number; readonly limit: number };

/** A good picture that shows its face in a way in which liveness cannot be judged (contract 70). */
export class UnfitForLiveness extends DomainError {
  readonly problem: LivenessProblem;
  constructor(problem: LivenessProblem) {
    super(`unfit for liveness: ${problem.kind}`);
    this.problem = problem;
  }
}

/** The face is not taken for a living person's; numbers are 0..1. */
export class NotAlive extends DomainError {
  readonly measure: 'probability' | 'quality';
  readonly value: number;
  readonly limit: number;
  constructor(measure: 'probability' | 'quality', value: number, limit: number) {
    super(`liveness ${measure} below its threshold`);
    this.measure = measure;
    this.value = value;
    this.limit = limit;
  }
}

/** The settings switch the check of liveness off. */
export class LivenessOff extends DomainError {
  constructor() {
    super('liveness is switched off');
  }
}
