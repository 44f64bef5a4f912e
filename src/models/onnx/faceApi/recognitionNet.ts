import { addConvolution } from '../convolution.ts';
import type { TensorName } from '../graphBuilder.ts';
import type { Tensor } from '../weights.ts';
import { colourInput, type Net, relu, sum } from './layers.ts';

/** An image on its way through the net. */
interface Features {
  readonly name: TensorName;
  readonly channels: number;
  /** Pixels a side. */
  readonly size: number;
}

/** face-api's port of dlib's face recognition ResNet. Output `descriptor` [N, 128], not normalised. */
export function addRecognitionNet(net: Net): void {
  const { builder, weights } = net;
  const stem = relu(net, scaledConvolution(net, colourInput(net, 150), 'conv32_down', 2));
  const pooled = builder.node('MaxPool', [stem], { kernel_shape: [3, 3], strides: [2, 2] });
  let features: Features = { name: pooled, channels: 32, size: 35 }; // 150 → 72 → 35
  for (const path of ['conv32_1', 'conv32_2', 'conv32_3']) features = residual(net, features, path);
  features = residualDown(net, features, 'conv64_down');
  for (const path of ['conv64_1', 'conv64_2', 'conv64_3']) features = residual(net, features, path);
  features = residualDown(net, features, 'conv128_down');
  for (const path of ['conv128_1', 'conv128_2']) features = residual(net, features, path);
  features = residualDown(net, features, 'conv256_down');
  for (const path of ['conv256_1', 'conv256_2']) features = residual(net, features, path);
  features = residualDown(net, features, 'conv256_down_out');
  const average = builder.node('ReduceMean', [features.name, builder.integers([2, 3])], { keepdims: 0 });
  const { shape, values } = weights.reals('fc');
  builder.node('MatMul', [average, builder.reals(shape, values)], {}, 'descriptor');
  builder.output('descriptor', ['N', 128]);
}

/** Two convolutions beside a plain connection. */
function residual(net: Net, input: Features, path: string): Features {
  const once = relu(net, scaledConvolution(net, input.name, `${path}/conv1`));
  const twice = scaledConvolution(net, once, `${path}/conv2`);
  return { ...input, name: relu(net, sum(net, twice, input.name)) };
}

/**
 * Halves the picture and adds channels. The plain connection is averaged 2×2 and has zeros for the new channels; the
 * convolved one may come out a pixel smaller and is then filled up with zeros at the bottom and right.
 */
function residualDown(net: Net, input: Features, path: string): Features {
  const { builder } = net;
  const once = relu(net, scaledConvolution(net, input.name, `${path}/conv1`, 2));
  const twice = scaledConvolution(net, once, `${path}/conv2`);
  const plain = builder.node('AveragePool', [input.name], { kernel_shape: [2, 2], strides: [2, 2] });
  const channels = net.weights.reals(`${path}/conv2/conv/filters`).shape[3] ?? input.channels;
  const convolvedSize = Math.floor((input.size - 3) / 2) + 1;
  const size = Math.floor(input.size / 2);
  const filled = padEnds(net, twice, 0, size - convolvedSize);
  const widened = padEnds(net, plain, channels - input.channels, 0);
  return { name: relu(net, sum(net, widened, filled)), channels, size };
}

/** Zeros after the last channel and after the last row and column. */
function padEnds({ builder }: Net, input: TensorName, channels: number, pixels: number): TensorName {
  if (channels === 0 && pixels === 0) return input;
  return builder.node('Pad', [input, builder.integers([0, 0, 0, 0, 0, channels, pixels, pixels])]);
}

/**
 * A 3×3 (first: 7×7) convolution and a scale and shift for each channel, which are folded into its weights:
 * `<path>/conv/filters`, `/conv/bias`, `/scale/weights`, `/scale/biases`. Halving ones do not pad.
 */
function scaledConvolution(net: Net, input: TensorName, path: string, stride: 1 | 2 = 1): TensorName {
  const scale = net.weights.reals(`${path}/scale/weights`).values;
  const shift = net.weights.reals(`${path}/scale/biases`).values;
  const bias = net.weights.reals(`${path}/conv/bias`).values;
  return addConvolution(net.builder, input, {
    kernel: scaledOutputs(net.weights.reals(`${path}/conv/filters`), scale),
    depthwise: false,
    bias: bias.map((value, channel) => value * (scale[channel] ?? 1) + (shift[channel] ?? 0)),
    strides: [stride, stride],
    padding: stride === 2 ? 'VALID' : 'SAME',
  });
}

/** The output channel is a kernel's last axis. */
function scaledOutputs({ shape, values }: Tensor, scale: Float32Array): Tensor {
  const scaled = new Float32Array(values.length);
  let index = 0;
  while (index < values.length) {
    for (let output = 0; output < scale.length; output++, index++) {
      scaled[index] = (values[index] ?? 0) * (scale[output] ?? 1);
    }
  }
  return { shape, values: scaled };
}
