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

/** Blocks of the middle in the shipped weights. */
const MIDDLE_BLOCKS = 2;

/** face-api's age and gender net, a small Xception. Outputs `age` [N, 1] in years, `gender` [N, 2] male, female. */
export function addAgeGenderNet(net: Net): void {
  const first = relu(net, convolution(net, colourInput(net, 112), 'entry_flow/conv_in', 2));
  let features = reductionBlock(net, first, first, 'entry_flow/reduction_block_0');
  features = reductionBlock(net, features, relu(net, features), 'entry_flow/reduction_block_1');
  for (let block = 0; block < MIDDLE_BLOCKS; block++) {
    features = mainBlock(net, features, `middle_flow/main_block_${block}`);
  }
  features = reductionBlock(net, features, relu(net, features), 'exit_flow/reduction_block');
  features = relu(net, separableConvolution(net, features, 'exit_flow/separable_conv'));
  const pooled = pooledFeatures(net, features);
  fullyConnected(net, pooled, 'fc/age', 'age');
  net.builder.node('Softmax', [fullyConnected(net, pooled, 'fc/gender')], { axis: -1 }, 'gender');
  net.builder.output('age', ['N', 1]);
  net.builder.output('gender', ['N', 2]);
}

/** Halves the picture; `activated` is the input as the block's own convolutions see it. */
function reductionBlock(net: Net, input: TensorName, activated: TensorName, path: string): TensorName {
  const once = separableConvolution(net, activated, `${path}/separable_conv0`);
  const twice = separableConvolution(net, relu(net, once), `${path}/separable_conv1`);
  const pooled = net.builder.node('MaxPool', [twice], {
    kernel_shape: [3, 3],
    strides: [2, 2],
    auto_pad: 'SAME_UPPER',
  });
  return sum(net, pooled, convolution(net, input, `${path}/expansion_conv`, 2));
}

function mainBlock(net: Net, input: TensorName, path: string): TensorName {
  let features = input;
  for (const layer of [0, 1, 2]) {
    features = separableConvolution(net, relu(net, features), `${path}/separable_conv${layer}`);
  }
  return sum(net, features, input);
}
