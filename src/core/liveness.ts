import { FeatureOff, NoFaces, UnfitForLiveness } from '../domain/errors.ts';
import type { ExtractResult, FaceEngine, Quality, Rect } from '../vision/face.ts';

/** What the net says of one face. */
export interface LivenessEstimate {
  /** 0 (print, screen, mask) .. 1 (living person). */
  readonly probability: number;
  /** 0..1: how well the face can be judged at all. */
  readonly quality: number;
  readonly alive: boolean;
}

export interface Liveness {
  /** @throws FeatureOff when the settings switch it off */
  assertServed(): void;
  /**
   * Judges the one face of a picture as a camera took it (contract 70).
   * @throws BadImage, NoFaces, UnfitForLiveness, Unavailable
   */
  check(image: Uint8Array): Promise<LivenessEstimate>;
  /**
   * One result for several pictures; undefined for none. The weakest decides: who is checked also sends the pictures, and
   * a mean would let him outweigh a print of somebody else with portraits of himself.
   */
  aggregate(estimates: readonly LivenessEstimate[]): LivenessEstimate | undefined;
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
  quality: true,
  liveness: true,
};

export function createLiveness({ engine, rules }: { engine: FaceEngine; rules: LivenessRules }): Liveness {
  function judge(probability: number, quality: number): LivenessEstimate {
    return { probability, quality, alive: probability >= rules.threshold && quality >= rules.qualityThreshold };
  }

  return {
    assertServed() {
      if (!rules.enabled) throw new FeatureOff('liveness');
    },
    async check(image) {
      const result = await engine.extract({
        image,
        estimates: ESTIMATES,
        warped: false,
        embed: false,
        portraits: false,
        exif: false,
      });
      const [face, ...others] = result.faces;
      if (!face) throw new NoFaces();
      if (others.length > 0) throw new UnfitForLiveness({ kind: 'several-faces', count: result.faces.length });
      const { rect, liveness, quality } = face;
      if (!rect || liveness === undefined || !quality) throw new Error('the engine left out what was asked for');
      assertFit(rect, result, rules);
      return judge(liveness, judgeable(quality));
    },
    aggregate(estimates) {
      if (estimates.length === 0) return undefined;
      return judge(
        Math.min(...estimates.map(({ probability }) => probability)),
        Math.min(...estimates.map(({ quality }) => quality)),
      );
    },
  };
}

/** The weakest of the four: each alone was measured to mislead the net, grey pictures too (docs/accuracy.md). */
function judgeable({ light, dark, saturation, blurriness }: Quality): number {
  return Math.min(light, dark, saturation, blurriness);
}

function assertFit(rect: Rect, picture: Pick<ExtractResult, 'width' | 'height'>, rules: LivenessRules): void {
  if (picture.width === WARPED_SIDE && picture.height === WARPED_SIDE) throw new UnfitForLiveness({ kind: 'warped' });
  if (rect.width < rules.minFaceWidth) {
    throw new UnfitForLiveness({ kind: 'face-too-small', width: rect.width, limit: rules.minFaceWidth });
  }
  const margin = Math.min(rect.x, rect.y, picture.width - rect.x - rect.width, picture.height - rect.y - rect.height);
  const limit = Math.ceil(rules.minMargin * rect.width);
  if (margin < limit) throw new UnfitForLiveness({ kind: 'margin-too-small', margin: Math.max(0, margin), limit });
}
