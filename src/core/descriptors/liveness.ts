import { NoFaces } from '../../domain/errors.ts';
import { LivenessOff, NotAlive, UnfitForLiveness } from '../../domain/pictures/livenessErrors.ts';
import type { Liveness as Estimate, ExtractResult, FaceEngine, Rect } from '../../vision/face.ts';

/** What is said of the one face of a picture, or of several pictures together. */
export interface LivenessEstimate extends Estimate {
  readonly alive: boolean;
}

/** Looks at what was found in a picture before any of it is stored. @throws UnfitForLiveness, NotAlive */
export type LivenessDemand = (result: ExtractResult) => void;

export interface Liveness {
  /** @throws LivenessOff when the settings switch it off */
  assertServed(): void;
  /**
   * Judges the one face of a picture as a camera took it (contract 70).
   * @param options.handOver the caller gives the image away, and uses it no more
   * @param options.signal the caller has left
   * @throws BadImage, NoFaces, UnfitForLiveness, Unavailable
   */
  check(image: Uint8Array, options?: { handOver?: boolean; signal?: AbortSignal }): Promise<LivenessEstimate>;
  /**
   * One result for several pictures; undefined for none. The weakest decides: who is checked also sends the pictures, and
   * with a mean, they could outweigh a print of another person with portraits of themselves.
   */
  aggregate(estimates: readonly LivenessEstimate[]): LivenessEstimate | undefined;
  /**
   * A demand on an extraction that asked for liveness: one face, and a living person's.
   * @param threshold least probability; null: that of the settings
   * @throws LivenessOff
   */
  demand(threshold: number | null): LivenessDemand;
}

export interface LivenessRules {
  readonly enabled: boolean;
  /** Least probability and quality of a living person, 0..1. */
  readonly threshold: number;
  readonly qualityThreshold: number;
  /** Pixels. */
  readonly minFaceWidth: number;
  /** Room to each edge of the picture, in widths of the face. */
  readonly minMargin: number;
}

/** Aligned crops have this side (contract 20): no camera makes such pictures. */
const WARPED_SIDE = 250;

const ESTIMATES = {
  attributes: false,
  emotions: false,
  ethnicities: false,
  headPose: false,
  quality: false,
  liveness: true,
};

export function createLiveness({ engine, rules }: { engine: FaceEngine; rules: LivenessRules }): Liveness {
  function judge({ probability, quality }: Estimate, threshold = rules.threshold): LivenessEstimate {
    return { probability, quality, alive: probability >= threshold && quality >= rules.qualityThreshold };
  }

  function assertServed(): void {
    if (!rules.enabled) throw new LivenessOff();
  }

  return {
    assertServed,
    async check(image, { handOver = false, signal } = {}) {
      const rest = { warped: false, embed: false, portraits: false, exif: false };
      const request = { image, handOver, estimates: ESTIMATES, ...rest };
      return judge(estimateOf(await engine.extract(request, signal), rules));
    },
    aggregate(estimates) {
      if (estimates.length === 0) return undefined;
      return judge({
        probability: Math.min(...estimates.map(({ probability }) => probability)),
        quality: Math.min(...estimates.map(({ quality }) => quality)),
      });
    },
    demand(threshold) {
      assertServed();
      const least = threshold ?? rules.threshold;
      return (result) => {
        const { alive, probability, quality } = judge(estimateOf(result, rules), least);
        if (alive) return;
        throw probability < least
          ? new NotAlive('probability', probability, least)
          : new NotAlive('quality', quality, rules.qualityThreshold);
      };
    },
  };
}

/** The estimate of the one face of a picture that is fit for it. @throws NoFaces, UnfitForLiveness */
function estimateOf(result: ExtractResult, rules: LivenessRules): Estimate {
  const [face, ...others] = result.faces;
  if (!face) throw new NoFaces();
  if (others.length > 0) throw new UnfitForLiveness({ kind: 'several-faces', count: result.faces.length });
  if (!face.liveness) throw new Error('the engine left out the liveness that was asked for');
  assertFit(face.rect, result, rules);
  return face.liveness;
}

/** @param rect absent for an aligned crop, which the caller said it is */
function assertFit(rect: Rect | undefined, { width, height }: ExtractResult, rules: LivenessRules): void {
  if (!rect || (width === WARPED_SIDE && height === WARPED_SIDE)) throw new UnfitForLiveness({ kind: 'warped' });
  if (rect.width < rules.minFaceWidth) {
    throw new UnfitForLiveness({ kind: 'face-too-small', width: rect.width, limit: rules.minFaceWidth });
  }
  const margin = Math.min(rect.x, rect.y, width - rect.x - rect.width, height - rect.y - rect.height);
  const limit = Math.ceil(rules.minMargin * rect.width);
  if (margin < limit) throw new UnfitForLiveness({ kind: 'margin-too-small', margin: Math.max(0, margin), limit });
}
