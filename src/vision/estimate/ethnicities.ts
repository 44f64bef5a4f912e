import type { Ethnicity } from '../../domain/estimateNames.ts';
import { cropOf } from '../geometry/affine.ts';
import { type FaceMesh, squareOf } from '../landmarks/faceMesh.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import type { TensorLayout } from '../raster/tensorLayout.ts';
import type { Net } from '../runtime/net.ts';
import { shares } from './distribution.ts';

export type EthnicityEstimator = (picture: Pyramid, mesh: FaceMesh) => Promise<Record<Ethnicity, number>>;

const SIZE = 198;
const MARGIN = 1.2;
const LAYOUT: TensorLayout = { arrangement: 'interleaved', order: 'rgb', mean: [0, 0, 0], deviation: 255 };

/**
 * Shares of the four groups that the contract knows, sum 1; the net's fifth, "other", is left out. The net is weak:
 * these are hints at best.
 */
export function createEthnicityEstimator(gear: Net): EthnicityEstimator {
  return async (picture, mesh) => {
    const crop = cropOf(squareOf(mesh.frame, MARGIN), SIZE);
    const outputs = await gear.run(sample(picture, crop, SIZE, SIZE, LAYOUT), [1, SIZE, SIZE, 3]);
    const [white, black, asian, indian] = outputs.ending(5) as unknown as readonly [number, number, number, number];
    return shares({ asian, indian, caucasian: white, african_american: black });
  };
}
