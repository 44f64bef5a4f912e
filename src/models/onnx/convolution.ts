import type { GraphBuilder, TensorName } from './graphBuilder.ts';
import type { Tensor } from './weights.ts';

export interface Convolution {
  /** Kernel as TensorFlow stores it: [height, width, inputs, outputs]; depthwise: [height, width, channels, 1]. */
  readonly kernel: Tensor;
  readonly depthwise: boolean;
  readonly bias?: Float32Array;
  readonly strides: readonly [number, number];
  /** SAME as TensorFlow means it: an odd pixel of padding goes to the bottom and right. */
  readonly padding: 'SAME' | 'VALID';
}

/** Adds a convolution over [N, channels, height, width]. */
export function addConvolution(builder: GraphBuilder, input: TensorName, convolution: Convolution): TensorName {
  const { kernel, depthwise, bias, strides, padding } = convolution;
  const weights = depthwise ? depthwiseKernel(kernel) : fullKernel(kernel);
  const inputs = [input, builder.reals(weights.shape, weights.values)];
  if (bias) inputs.push(builder.reals([bias.length], bias));
  return builder.node('Conv', inputs, {
    kernel_shape: weights.shape.slice(2),
    strides,
    group: depthwise ? (weights.shape[0] ?? 1) : 1,
    auto_pad: padding === 'SAME' ? 'SAME_UPPER' : 'VALID',
  });
}

/** [height, width, inputs, outputs] to ONNX's [outputs, inputs, height, width]. */
function fullKernel({ shape, values }: Tensor): Tensor {
  const [height, width, inputs, outputs] = sizes(shape);
  const turned = new Float32Array(values.length);
  let source = 0;
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        turned[(output * inputs + input) * height * width + pixel] = values[source++] ?? 0;
      }
    }
  }
  return { shape: [outputs, inputs, height, width], values: turned };
}

/** [height, width, channels, 1] to ONNX's grouped [channels, 1, height, width]. */
function depthwiseKernel({ shape, values }: Tensor): Tensor {
  const [height, width, channels, multiplier] = sizes(shape);
  if (multiplier !== 1) throw new Error(`depthwise kernel with multiplier ${multiplier}`);
  return fullKernel({ shape: [height, width, 1, channels], values });
}

function sizes(shape: readonly number[]): [number, number, number, number] {
  const [a, b, c, d] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined || shape.length !== 4) {
    throw new Error(`a kernel of shape [${shape}]`);
  }
  return [a, b, c, d];
}
