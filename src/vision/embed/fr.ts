import type { TensorLayout } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';
import { ARC_SIZE, ARC_VALUES, arcCrop } from './arcCrop.ts';
import { type EmbedderModel, lengthOf, normalise } from './embedder.ts';

/** Blue first: with red first, as the package's own code has it, true accepts at 1e-3 fall from 100 % to 99.3 %. */
export const FR_LAYOUT: TensorLayout = { arrangement: 'planar', order: 'bgr', mean: [127, 127, 127], deviation: 128 };
export const FR_DIMENSION = 512;

/** MobileFaceNet of the faceplugin package. */
export const FR: EmbedderModel = {
  id: 'fr-mobilefacenet-512-v1',
  roles: ['embedder-fr'],
  dimension: FR_DIMENSION,
  calibration: { middle: 0.36, steepness: 20 },
  create: (nets) => {
    const net = nets('embedder-fr');
    return async (picture, points68) => {
      const raw = await runFr(net, arcCrop(picture, points68, FR_LAYOUT), FR_DIMENSION);
      return { vector: normalise(raw), frLength: lengthOf(raw) };
    };
  },
};

/** The descriptors of crops that lie behind each other, one or more, not normalised. */
export async function runFr(net: Net, crops: Float32Array, dimension: number): Promise<Float32Array> {
  return (await net.run(crops, [crops.length / ARC_VALUES, 3, ARC_SIZE, ARC_SIZE])).ending(dimension);
}
