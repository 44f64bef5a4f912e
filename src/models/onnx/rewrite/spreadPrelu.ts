import onnxProto from 'onnx-proto';
import { channelSlopes, makeSlopesGentle } from './gentleSlopes.ts';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
const { DataType } = onnx.TensorProto;

type Node = onnxProto.onnx.INodeProto;
type Constant = onnxProto.onnx.ITensorProto;

/**
 * Replaces each PRelu with a slope by channel by what it is: s·x + (1 − s)·max(x, 0), the two scalings as 1×1
 * depthwise convolutions. Where no slope is above 1 the second part is max((1 − s)·x, 0), the same bits in one pass less.
 *
 * The runtime computes convolutions in a blocked layout but has no PRelu in it, so that it converts the layout back
 * and forth at every one of them: two thirds of the descriptor's and of the mesh's time went there (bench:vision,
 * speed). Outputs change by rounding only, about 1e-7 of their size.
 */
export function spreadPrelu(model: Uint8Array): Uint8Array {
  const proto = onnx.ModelProto.decode(model);
  const graph = proto.graph;
  if (!graph?.node?.some(({ opType }) => opType === 'PRelu')) return model;
  makeSlopesGentle(graph);
  const constants = new Map((graph.initializer ?? []).map((constant) => [constant.name, constant]));
  graph.node = graph.node.flatMap((node, index) => {
    const slope = node.opType === 'PRelu' ? channelSlopes(constants.get(node.input?.[1])) : undefined;
    if (!slope) return [node];
    const [input = ''] = node.input ?? [];
    const [output = ''] = node.output ?? [];
    const name = (part: string) => `prelu_${index}_${part}`;
    const scaling = (part: string, factors: Float32Array) => {
      constants.set(name(part), scalingWeights(name(part), factors));
      return name(part);
    };
    const above = scaling(
      'above',
      slope.map((s) => 1 - s),
    );
    // The runtime has a convolution and the Relu behind it as one operator, not a Relu and the convolution behind it.
    const lifted = slope.every((s) => s <= 1)
      ? [scale(input, above, slope.length, name('risen')), relu(name('risen'), name('lifted'))]
      : [relu(input, name('positive')), scale(name('positive'), above, slope.length, name('lifted'))];
    return [
      ...lifted,
      scale(input, scaling('below', slope), slope.length, name('tilted')),
      { opType: 'Add', name: name('add'), input: [name('tilted'), name('lifted')], output: [output] },
    ];
  });
  // Constants that no node uses any more would be warned about at every start.
  const used = new Set(graph.node.flatMap(({ input }) => input ?? []));
  graph.initializer = [...constants.values()].filter(({ name }) => used.has(name ?? ''));
  return onnx.ModelProto.encode(proto).finish();
}

function scalingWeights(name: string, factors: Float32Array): Constant {
  const rawData = new Uint8Array(factors.buffer, factors.byteOffset, factors.byteLength);
  return { name, dims: [factors.length, 1, 1, 1], dataType: DataType.FLOAT, rawData };
}

function scale(input: string, weights: string, channels: number, output: string): Node {
  return {
    opType: 'Conv',
    name: `${output}_conv`,
    input: [input, weights],
    output: [output],
    attribute: [
      { name: 'group', type: AttributeType.INT, i: channels },
      { name: 'kernel_shape', type: AttributeType.INTS, ints: [1, 1] },
    ],
  };
}

function relu(input: string, output: string): Node {
  return { opType: 'Relu', name: `${output}_relu`, input: [input], output: [output] };
}
