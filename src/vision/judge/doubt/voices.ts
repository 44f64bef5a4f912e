import type { SecondOpinions } from './secondOpinions.ts';
import type { WideLooks } from './wideLooks.ts';

/** What is measured of a finding in doubt. */
export interface Measures extends WideLooks, SecondOpinions {
  /** In the picture as it was sent, radians. */
  readonly angle: number;
  /** How much like a mask mouth and chin are, 0..4. */
  readonly cover: number;
  readonly eyeShade: number;
  /** As `objects/humanity.ts` has it. */
  readonly humanity: number;
}

/** From when on a finding is a face; where about all voices are undecided the sum is 0 (docs/accuracy.md). */
export const LEAST_SUM = {
  alone: 2.5,
  /** One of several of like size, which are likelier to be people. */
  inCrowd: 0.5,
  /** What fills the picture and is rather an animal than a person to the object net, which sees little of it. */
  closeUp: 0,
};

/** What is less of a person is an animal, whatever its face looks like. */
export const LEAST_HUMANITY = -0.1;

/**
 * Every measure has one voice, between −1 and 1, and all count the same: no coefficient was fitted to pictures, which may not be shipped in
 * any form. Where a voice begins to speak for or against a face is a round number, set by hand.
 */
export function sumOfVoices({
  head,
  far,
  likeness,
  ageDoubt,
  fear,
  angle,
  eyeShade,
  cover,
  humanity,
}: Measures): number {
  return (
    voice(head, -1, 1.5) +
    voice(far, -1, 1.5) +
    voice(likeness, -0.4, 0.2) +
    voice(ageDoubt, 4.3, 3.8) +
    voice(fear, Math.log(0.1), Math.log(0.001)) +
    voice(Math.abs(Math.sin(angle)), 0.6, 0) +
    voice(eyeShade, -0.2, 0.5) +
    voice(humanity, -0.2, 0.4) +
    // Who wears no mask is no less a person.
    (1 + voice(cover, 1.5, 3)) / 2
  );
}

/** −1 at `against` and beyond, 1 at `inFavour` and beyond, in proportion between them. */
function voice(value: number, against: number, inFavour: number): number {
  const share = (value - against) / (inFavour - against);
  return Math.min(1, Math.max(-1, 2 * share - 1));
}
