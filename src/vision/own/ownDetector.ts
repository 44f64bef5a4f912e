import type { DetectorManifest } from '../../models/own/manifestSchema.ts';
import type { Detector } from '../detect/detector.ts';
import type { ScoredBox } from '../detect/rfb.ts';
import { suppress } from '../detect/suppress.ts';
import type { Net, NetOutputs } from '../runtime/net.ts';
import type { BoxReader } from './boxReader.ts';
import { createOwnInput } from './ownInput.ts';
import { scrfdBoxes } from './scrfdBoxes.ts';
import { yunetBoxes } from './yunetBoxes.ts';

/** Overlap of two boxes from which on they are one face, as the authors of both detectors have it, or near to it. */
const SUPPRESSION = 0.4;
const LEAST_SCORE = 0.5;

const READERS: Readonly<Record<DetectorManifest['outputs'], BoxReader>> = { scrfd: scrfdBoxes, yunet: yunetBoxes };

/** @throws Error, in words that follow the path of the manifest, when the outputs are not those of such a detector */
export function readBoxes({ outputs: kind, input, least_score }: DetectorManifest, outputs: NetOutputs): ScoredBox[] {
  const [width, height] = input.size;
  return suppress(READERS[kind](outputs, width, height, least_score ?? LEAST_SCORE), SUPPRESSION);
}

/**
 * The detector of a manifest: one look at the whole picture, made as small or as large as the input, in its left upper corner. Faces that are small
 * in a large picture need a large input.
 */
export function createOwnDetector(manifest: DetectorManifest, net: Net): Detector {
  const input = createOwnInput(manifest.input);
  return async (picture) => {
    const step = Math.max(picture.width / input.width, picture.height / input.height);
    const outputs = await net.run(input.cut(picture, { a: step, b: 0, c: 0, d: 0, e: step, f: 0 }), input.dims);
    return readBoxes(manifest, outputs).map(({ left, top, right, bottom, score }) => ({
      left: left * step,
      top: top * step,
      right: right * step,
      bottom: bottom * step,
      score,
    }));
  };
}
