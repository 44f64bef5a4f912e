import { arcCrop } from '../embed/arcCrop.ts';
import { lengthOf } from '../embed/embedder.ts';
import { FR_DIMENSION, FR_LAYOUT, runFr } from '../embed/fr.ts';
import { qualityOf } from '../estimate/quality.ts';
import { type ExtendedQuality, QUALITY_MEASURES } from '../face.ts';
import type { FoundFace } from '../find/foundFace.ts';
import type { FaceMesh } from '../landmarks/faceMesh.ts';
import { ibug68 } from '../landmarks/landmarks.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import type { Net } from '../runtime/net.ts';
import { rising, toPercent } from './curves.ts';
import { faceAreaOf } from './faceArea.ts';
import { measureLight } from './lightMeasures.ts';
import { measureShape } from './shapeMeasures.ts';

/** A face, and what is known of it when its quality is asked for. */
export interface FaceLook {
  readonly picture: Pyramid;
  readonly face: FoundFace;
  /** Every face of the picture, this one among them. */
  readonly found: readonly FoundFace[];
  /** Where the embedder told it; otherwise `fr` is run for it. */
  readonly frLength: number | undefined;
}

export type QualityEstimator = (look: FaceLook) => Promise<ExtendedQuality>;

/**
 * How well a face can be recognised, in the terms of ISO/IEC 29794-5. The unified score is the length of the descriptor before it is
 * normalised: the net gives long ones to what it learned from, and short ones to what damage, darkness or a turn has made unlike it
 * (Meng et al. 2021 for nets that are trained to; this one does so untrained, docs/accuracy.md).
 * @param fr whatever the embedder is, so that scores mean the same everywhere
 */
export function createQualityEstimator(fr: Net): QualityEstimator {
  const lengthFor = async (picture: Pyramid, mesh: FaceMesh) =>
    lengthOf(await runFr(fr, arcCrop(picture, ibug68(mesh), FR_LAYOUT), FR_DIMENSION));
  return async ({ picture, face, found, frLength }) => {
    const { mesh, box } = face;
    const others = found.filter((other) => other !== face).map((other) => other.box);
    const shares = {
      ...measureLight(faceAreaOf(picture, mesh)),
      ...measureShape(picture, mesh, box, others),
      sharpness: qualityOf(picture, mesh).blurriness,
    };
    const measures = QUALITY_MEASURES.map((name) => [name, toPercent(shares[name])] as const);
    return {
      unified: toPercent(scoreOfLength(frLength ?? (await lengthFor(picture, mesh)))),
      measures: Object.fromEntries(measures) as ExtendedQuality['measures'],
    };
  };
}

/** Of good press photos one in a hundred is below 2.7, half are below 3.7, one in a hundred is above 4.6. */
const MIDDLE = 3;
const WIDTH = 0.3;

function scoreOfLength(length: number): number {
  return rising(length, MIDDLE, WIDTH);
}
