import type { TensorName } from '../graphBuilder.ts';
import {
  colourInput,
  convolution,
  fullyConnected,
  type Net,
  pooledFeatures,
  relu,
  separableConvolution,
  sum,
} from './layers.ts';

/** face-api's expression net: four densely connected blocks. Output `expression` [N, 7], sum 1. */
export function addExpressionNet(net: Net): void {
  let features = colourInput(net, 112);
  for (const path of ['dense0', 'dense1', 'dense2', 'dense3']) features = denseBlock(net, features, path);
  const scores = fullyConnected(net, pooledFeatures(net, features), 'fc');
  net.builder.node('Softmax', [scores], { axis: -1 }, 'expression');
  net.builder.output('expression', ['N', 7]);
}

/** Halves the picture, then three convolutions of which each sees the sum of all before it. */
function denseBlock(net: Net, input: TensorName, path: string): TensorName {
  const isFirst = path === 'dense0';
  const first = relu(net, (isFirst ? convolution : separableConvolution)(net, input, `${path}/conv0`, 2));
  const second = separableConvolution(net, first, `${path}/conv1`);
  const third = separableConvolution(net, relu(net, sum(net, first, second)), `${path}/conv2`);
  const later = sum(net, second, third);
  const fourth = separableConvolution(net, relu(net, sum(net, first, later)), `${path}/conv3`);
  return relu(net, sum(net, first, sum(net, later, fourth)));
}
