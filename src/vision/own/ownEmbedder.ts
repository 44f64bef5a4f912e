import type { EmbedderManifest } from '../../models/own/manifestSchema.ts';
import { ownModelId } from '../../models/own/ownModelId.ts';
import { ARC_SIZE, ARC_TEMPLATE } from '../embed/arcCrop.ts';
import { type Calibration, type EmbedderModel, lengthOf, normalise } from '../embed/embedder.ts';
import { alignTo } from '../geometry/affine.ts';
import type { Point } from '../geometry/point.ts';
import { fivePoints } from '../landmarks/landmarks.ts';
import { createOwnInput } from './ownInput.ts';
import { outputOf } from './ownOutput.ts';

/** Similarities of the two cosines that a manifest gives: a logistic curve through both. */
const [HALF, SAME] = [0.5, 0.9];

/** The embedder of a manifest. */
export function ownEmbedder(manifest: EmbedderManifest): EmbedderModel {
  const template = templateOf(manifest);
  return {
    id: ownModelId(manifest),
    roles: [],
    dimension: manifest.dimension,
    calibration: curveOf(manifest.calibration),
    create: (nets) => {
      const net = nets('own-embedder');
      const input = createOwnInput(manifest.input);
      return async (picture, points68) => {
        const crop = input.cut(picture, alignTo(template, fivePoints(points68)));
        const raw = outputOf(await net.run(crop, input.dims), manifest.output, manifest.dimension);
        if (lengthOf(raw) === 0) throw new Error(`${manifest.path}: the net made a descriptor of zeros`);
        return { vector: normalise(raw) };
      };
    },
  };
}

/** Where the five points lie in the input. */
function templateOf({ template, input: { size } }: EmbedderManifest): readonly Point[] {
  if (template !== 'arcface') return template.map(([x, y]) => ({ x, y }));
  const scale = size[0] / ARC_SIZE;
  return ARC_TEMPLATE.map(({ x, y }) => ({ x: x * scale, y: y * scale }));
}

function curveOf({ half, same }: EmbedderManifest['calibration']): Calibration {
  const logit = Math.log(SAME / (1 - SAME)) - Math.log(HALF / (1 - HALF));
  return { middle: half, steepness: logit / (same - half) };
}
