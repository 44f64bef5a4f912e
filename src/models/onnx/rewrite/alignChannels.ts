import onnxProto from 'onnx-proto';
import { realsOf } from './reals.ts';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
const { DataType } = onnx.TensorProto;

type Graph = onnxProto.onnx.IGraphProto;
type Node = onnxProto.onnx.INodeProto;
type Constant = onnxProto.onnx.ITensorProto;

/** Channels that the runtime computes together on processors with AVX-512; on others it is half as many or a quarter. */
const BLOCK = 16;
/** Operators whose output has as many channels as their inputs. */
const KEEPING = new Set(['Relu', 'Add', 'MaxPool']);
/** Where the starts and ends of paddings of [N, channels, height, width] have the end of the channels. */
const CHANNELS_END = 5;

/**
 * Fills channels up to whole blocks with channels of zeros, in a net that itself adds such channels (BlazeFace and the mesh do, to add what
 * has fewer of them). The runtime keeps tensors in blocks: it unpacks and packs them again round each Pad and round each number of channels
 * that four does not divide, and fills blocks up anyway. A Pad within a block is nothing then, another one a convolution that copies.
 * Outputs change by rounding only.
 */
export function alignChannels(model: Uint8Array): Uint8Array {
  const proto = onnx.ModelProto.decode(model);
  const { graph } = proto;
  const constants = new Map((graph?.initializer ?? []).map((constant) => [constant.name ?? '', constant]));
  if (!graph?.node?.some((node) => channelsAdded(node, constants) > 0)) return model;
  const channels = channelsOf(graph, constants);
  const filled = tensorsToFill(graph, channels, constants);
  const sizeOf = (tensor: string) => {
    const size = channels.get(tensor) ?? 0;
    return filled.has(tensor) ? Math.ceil(size / BLOCK) * BLOCK : size;
  };
  const same = new Map<string, string>();
  graph.node = graph.node.flatMap((node) => {
    const [input = '', ...others] = (node.input ?? []).map((name) => same.get(name) ?? name);
    const [output = ''] = node.output ?? [];
    const changed = { ...node, input: [input, ...others] };
    if (channelsAdded(node, constants) > 0 && filled.has(output)) {
      if (sizeOf(input) === sizeOf(output)) {
        same.set(output, input);
        return [];
      }
      return [copying(constants, input, output, sizeOf)];
    }
    if (node.opType === 'Conv' && (filled.has(input) || filled.has(output))) {
      fillConvolution(changed, constants, filled.has(input) ? sizeOf(input) : undefined, sizeOf(output));
    }
    return [changed];
  });
  const used = new Set(graph.node.flatMap(({ input }) => input ?? []));
  graph.initializer = [...constants.values()].filter(({ name }) => used.has(name ?? ''));
  return onnx.ModelProto.encode(proto).finish();
}

/** How many channels of zeros a Pad puts behind the others; 0 for what else a node is. */
function channelsAdded({ opType, input }: Node, constants: ReadonlyMap<string, Constant>): number {
  const rawData = opType === 'Pad' && input?.length === 2 ? constants.get(input[1] ?? '')?.rawData : undefined;
  if (!rawData) return 0;
  const paddings = [...new BigInt64Array(new Uint8Array(rawData).buffer)].map(Number);
  const added = paddings[CHANNELS_END] ?? 0;
  return paddings.every((padding, index) => index === CHANNELS_END || padding === 0) ? added : 0;
}

/** By tensor, where they are known. */
function channelsOf(graph: Graph, constants: ReadonlyMap<string, Constant>): ReadonlyMap<string, number> {
  const channels = new Map<string, number>();
  for (const node of graph.node ?? []) {
    const [input = '', weights = ''] = node.input ?? [];
    const [output = ''] = node.output ?? [];
    const before = channels.get(input);
    const added = channelsAdded(node, constants);
    if (node.opType === 'Conv') channels.set(output, Number(constants.get(weights)?.dims?.[0]));
    else if (before !== undefined && (KEEPING.has(node.opType ?? '') || added > 0))
      channels.set(output, before + added);
  }
  return channels;
}

/** Tensors that are made and used only by convolutions and by operators that keep the number of channels. */
function tensorsToFill(
  graph: Graph,
  channels: ReadonlyMap<string, number>,
  constants: ReadonlyMap<string, Constant>,
): ReadonlySet<string> {
  const filled = new Set(channels.keys());
  for (const { name } of graph.output ?? []) filled.delete(name ?? '');
  const nodes = graph.node ?? [];
  for (let before = -1; before !== filled.size; ) {
    before = filled.size;
    for (const node of nodes) {
      const inputs = node.opType === 'Conv' ? (node.input ?? []).slice(0, 1) : (node.input ?? []);
      const tensors = [...inputs, ...(node.output ?? [])].filter((name) => !constants.has(name));
      const isFull = node.opType === 'Conv' && !isOfEachChannel(node, constants);
      const keeps = node.opType === 'Conv' || KEEPING.has(node.opType ?? '') || channelsAdded(node, constants) > 0;
      if (isFull || (keeps && tensors.every((name) => filled.has(name)))) continue;
      for (const name of tensors) filled.delete(name);
    }
  }
  return filled;
}

function isOfEachChannel({ attribute, input }: Node, constants: ReadonlyMap<string, Constant>): boolean {
  const [outputs, inputs] = (constants.get(input?.[1] ?? '')?.dims ?? []).map(Number);
  const group = Number(attribute?.find(({ name }) => name === 'group')?.i ?? 1);
  return group > 1 && group === outputs && inputs === 1;
}

/** @param inputs channels that come in, undefined where they stay as they are */
function fillConvolution(
  node: Node,
  constants: Map<string, Constant>,
  inputs: number | undefined,
  outputs: number,
): void {
  const [, weightsName = '', biasName = ''] = node.input ?? [];
  const [weights, bias] = [constants.get(weightsName), constants.get(biasName)];
  if (!weights) throw new Error(`a convolution with computed weights: ${node.name}`);
  const [oldOutputs = 0, oldInputs = 0, height = 1, width = 1] = (weights.dims ?? []).map(Number);
  const isOfEach = isOfEachChannel(node, constants);
  const newInputs = isOfEach || inputs === undefined ? oldInputs : inputs;
  const area = height * width;
  const [values, filled] = [realsOf(weights), new Float32Array(outputs * newInputs * area)];
  for (let output = 0; output < oldOutputs; output++) {
    const row = values.subarray(output * oldInputs * area, (output + 1) * oldInputs * area);
    filled.set(row, output * newInputs * area);
  }
  constants.set(weightsName, constant(weightsName, [outputs, newInputs, height, width], filled));
  if (bias) {
    const offsets = new Float32Array(outputs);
    offsets.set(realsOf(bias));
    constants.set(biasName, constant(biasName, [outputs], offsets));
  }
  if (isOfEach) {
    const others = node.attribute?.filter(({ name }) => name !== 'group') ?? [];
    node.attribute = [...others, { name: 'group', type: AttributeType.INT, i: outputs }];
  }
}

/** A convolution whose output is its input, with more channels. */
function copying(
  constants: Map<string, Constant>,
  input: string,
  output: string,
  sizeOf: (tensor: string) => number,
): Node {
  const [inputs, outputs] = [sizeOf(input), sizeOf(output)];
  const name = `${output}_copy`;
  const values = new Float32Array(outputs * inputs);
  for (let channel = 0; channel < inputs; channel++) values[channel * inputs + channel] = 1;
  constants.set(name, constant(name, [outputs, inputs, 1, 1], values));
  const attribute = [{ name: 'kernel_shape', type: AttributeType.INTS, ints: [1, 1] }];
  return { opType: 'Conv', name: `${name}_conv`, input: [input, name], output: [output], attribute };
}

function constant(name: string, dims: readonly number[], values: Float32Array): Constant {
  return { name, dims: [...dims], dataType: DataType.FLOAT, rawData: new Uint8Array(values.buffer) };
}
