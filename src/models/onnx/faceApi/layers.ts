import { addConvolution } from '../convolution.ts';
import type { GraphBuilder, TensorName } from '../graphBuilder.ts';
import type { Weights } from '../weights.ts';

/** A net under construction: where nodes go and where weights come from. */
export interface Net {
  readonly builder: GraphBuilder;
  readonly weights: Weights;
}

/** Mean colour of the pictures that face-api's nets were trained with, RGB. */
const MEAN_COLOUR = Float32Array.of(122.782, 117.001, 104.298);

/** `input` [N, size, size, 3], RGB 0..255; answers it as [N, 3, size, size] around 0, as the nets were trained. */
export function colourInput({ builder }: Net, size: number): TensorName {
  const pixels = builder.input('input', ['N', size, size, 3]);
  const image = builder.node('Transpose', [pixels], { perm: [0, 3, 1, 2] });
  const centred = builder.node('Sub', [image, builder.reals([1, 3, 1, 1], MEAN_COLOUR)]);
  return builder.node('Div', [centred, builder.real(255)]);
}

/** Weights `<path>/filters` and `<path>/bias`. */
export function convolution(net: Net, input: TensorName, path: string, stride: 1 | 2 = 1): TensorName {
  return addConvolution(net.builder, input, {
    kernel: net.weights.reals(`${path}/filters`),
    depthwise: false,
    bias: net.weights.reals(`${path}/bias`).values,
    strides: [stride, stride],
    padding: 'SAME',
  });
}

/** Depthwise 3×3, then pointwise. Weights `<path>/depthwise_filter`, `/pointwise_filter` and `/bias`. */
export function separableConvolution(net: Net, input: TensorName, path: string, stride: 1 | 2 = 1): TensorName {
  const spread = addConvolution(net.builder, input, {
    kernel: net.weights.reals(`${path}/depthwise_filter`),
    depthwise: true,
    strides: [stride, stride],
    padding: 'SAME',
  });
  return addConvolution(net.builder, spread, {
    kernel: net.weights.reals(`${path}/pointwise_filter`),
    depthwise: false,
    bias: net.weights.reals(`${path}/bias`).values,
    strides: [1, 1],
    padding: 'SAME',
  });
}

/** Averages 7×7 and lays the channels out as [N, channels]. */
export function pooledFeatures({ builder }: Net, input: TensorName): TensorName {
  const pooled = builder.node('AveragePool', [input], { kernel_shape: [7, 7], strides: [2, 2] });
  return builder.node('Flatten', [pooled], { axis: 1 });
}

/** Weights `<path>/weights` and `<path>/bias`. */
export function fullyConnected(
  { builder, weights }: Net,
  input: TensorName,
  path: string,
  output?: string,
): TensorName {
  const matrix = weights.reals(`${path}/weights`);
  const bias = weights.reals(`${path}/bias`);
  const inputs = [input, builder.reals(matrix.shape, matrix.values), builder.reals(bias.shape, bias.values)];
  return builder.node('Gemm', inputs, {}, output);
}

export function relu({ builder }: Net, input: TensorName): TensorName {
  return builder.node('Relu', [input]);
}

export function sum({ builder }: Net, left: TensorName, right: TensorName): TensorName {
  return builder.node('Add', [left, right]);
}
