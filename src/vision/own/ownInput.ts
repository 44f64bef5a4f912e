import type { NetInput } from '../../models/own/manifestSchema.ts';
import type { Affine } from '../geometry/affine.ts';
import type { Pyramid } from '../raster/pyramid.ts';
import { sample } from '../raster/sample.ts';
import type { TensorLayout } from '../raster/tensorLayout.ts';

/** The input of an own net. */
export interface OwnInput {
  readonly width: number;
  readonly height: number;
  /** Of the tensor, one picture. */
  readonly dims: readonly number[];
  /** Cuts a crop out of a picture as the net wants it. @param toPicture maps pixels of the input to those of the picture */
  cut(picture: Pyramid, toPicture: Affine): Float32Array;
}

type Three = readonly [number, number, number];

export function createOwnInput({ size: [width, height], layout, colour, mean, deviation }: NetInput): OwnInput {
  const isPlanar = layout === 'NCHW';
  const deviations = three(deviation);
  const isEven = deviations.every((each) => each === deviations[0]);
  const tensor: TensorLayout = {
    arrangement: isPlanar ? 'planar' : 'interleaved',
    order: colour === 'RGB' ? 'rgb' : 'bgr',
    mean: three(mean),
    deviation: isEven ? deviations[0] : 1,
  };
  const inOrder: Three = colour === 'RGB' ? deviations : [deviations[2], deviations[1], deviations[0]];
  return {
    width,
    height,
    dims: isPlanar ? [1, 3, height, width] : [1, height, width, 3],
    cut(picture, toPicture) {
      const values = sample(picture, toPicture, width, height, tensor);
      if (!isEven) divide(values, inOrder, isPlanar ? width * height : 1);
      return values;
    },
  };
}

function three(value: NetInput['mean']): Three {
  return typeof value === 'number' ? [value, value, value] : value;
}

/** Each channel by its own deviation. @param run values of one channel that lie behind each other */
function divide(values: Float32Array, deviations: Three, run: number): void {
  for (let at = 0; at < values.length; at++) {
    values[at] = (values[at] as number) / (deviations[Math.floor(at / run) % 3] as number);
  }
}
