import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
const { DataType } = onnx.TensorProto;

type Node = onnxProto.onnx.INodeProto;
type Constant = onnxProto.onnx.ITensorProto;

/**
 * Replaces each PRelu with a slope by channel by what it is: s·x + (1 − s)·max(x, 0), the two scalings as 1×1
 * depthwise convolutions.
 *
 * The runtime computes convolutions in a blocked layout but has no PRelu in it, so that it converts the layout back
 * and forth at every one of them: two thirds of the descriptor's and of the mesh's time went there (bench:vision,
 * speed). Outputs change by rounding only, about 1e-7 of their size.
 */
export function spreadPrelu(model: Uint8Array): Uint8Array {
  const proto = onnx.ModelProto.decode(model);
  const graph = proto.graph;
  if (!graph?.node?.some(({ opType }) => opType === 'PRelu')) return model;
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
    return [
      { opType: 'Relu', name: name('relu'), input: [input], output: [name('positive')] },
      scale(
        name('positive'),
        scaling(
          'above',
          slope.map((s) => 1 - s),
        ),
        slope.length,
        name('lifted'),
      ),
      scale(input, scaling('below', slope), slope.length, name('tilted')),
      { opType: 'Add', name: name('add'), input: [name('tilted'), name('lifted')], output: [output] },
    ];
  });
  // Constants that no node uses any more would be warned about at every start.
  const used = new Set(graph.node.flatMap(({ input }) => input ?? []));
  graph.initializer = [...constants.values()].filter(({ name }) => used.has(name ?? ''));
  return onnx.ModelProto.encode(proto).finish();
}

/** Slopes that belong to channels of an NCHW tensor: shape [C, 1, 1]. */
function channelSlopes(constant: Constant | undefined): Float32Array | undefined {
  const [channels, height, width, ...more] = (constant?.dims ?? []).map(Number);
  if (!constant || constant.dataType !== DataType.FLOAT) return undefined;
  if (!channels || height !== 1 || width !== 1 || more.length > 0) return undefined;
  const { rawData, floatData } = constant;
  if (!rawData?.length) return Float32Array.from(floatData ?? []);
  // A copy, since the bytes need not begin at a multiple of four.
  return new Float32Array(new Uint8Array(rawData).buffer);
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
