import { addConvolution } from '../convolution.ts';
import type { Attributes, GraphBuilder, TensorName } from '../graphBuilder.ts';
import type { Weights } from '../weights.ts';
import type { TfjsNode } from './tfjsGraph.ts';

/** A computed tensor. With four axes it is [N, channels, height, width], whatever TensorFlow has in its place. */
export interface Value {
  readonly name: TensorName;
  readonly rank: number;
  /** No number in it is smaller; spares needless clipping. */
  readonly atLeast?: number;
  /** TensorFlow, too, has it as [N, channels, height, width], which counts where axes are named. */
  readonly isPlanar?: boolean | undefined;
}

/** What an operator sees of the conversion around it. */
export interface Scope {
  readonly builder: GraphBuilder;
  readonly weights: Weights;
  /** The value of a node that is not a constant; `node:1` is that of its second output. */
  value(reference: string): Value;
}

/** @param output which of the node's, the first one is 0 */
type Operator = (scope: Scope, node: TfjsNode, output: number) => Value;

/** TensorFlow operations of the shipped nets, by name. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  Identity: (scope, node) => scope.value(operand(node, 0)),
  Conv2D: convolution,
  _FusedConv2D: convolution,
  DepthwiseConv2dNative: convolution,
  MaxPool: maxPool,
  Add: elementwise('Add'),
  AddV2: elementwise('Add'),
  Mul: elementwise('Mul'),
  Minimum: clip,
  Maximum: clip,
  Relu: (scope, node) => relu(scope, scope.value(operand(node, 0))),
  LeakyRelu: (scope, node) => unary(scope, 'LeakyRelu', scope.value(operand(node, 0)), { alpha: { real: node.slope } }),
  Sigmoid: (scope, node) => unary(scope, 'Sigmoid', scope.value(operand(node, 0))),
  Prelu: (scope, node) => prelu(scope, scope.value(operand(node, 0)), operand(node, 1)),
  Pad: pad,
  PadV2: pad,
  Transpose: transpose,
  ConcatV2: concatenate,
  SplitV: split,
  ResizeBilinear: resize,
  Mean: reduceImage('ReduceMean'),
  Max: reduceImage('ReduceMax'),
  Reshape: reshape,
  _FusedMatMul: fullyConnected,
  Softmax: softmax,
};

function operand({ inputs, op, name }: TfjsNode, index: number): string {
  const input = inputs[index];
  if (input === undefined) throw new Error(`${op} ${name} has no input ${index}`);
  return input;
}

function convolution(scope: Scope, node: TfjsNode): Value {
  const input = imageOf(scope, node);
  const extra = node.inputs.slice(2);
  const [first, ...rest] = node.fused;
  const bias = first === 'BiasAdd' ? extra.shift() : undefined;
  const name = addConvolution(scope.builder, input.name, {
    kernel: scope.weights.reals(operand(node, 1)),
    depthwise: node.op === 'DepthwiseConv2dNative',
    ...(bias !== undefined && { bias: scope.weights.reals(bias).values }),
    strides: node.strides,
    padding: node.padding,
  });
  return activate(scope, { name, rank: 4 }, first === 'BiasAdd' ? rest : node.fused, extra);
}

function fullyConnected(scope: Scope, node: TfjsNode): Value {
  const { builder, weights } = scope;
  const [matrix, bias] = [weights.reals(operand(node, 1)), weights.reals(operand(node, 2))];
  if (node.fused[0] !== 'BiasAdd') throw new Error(`${node.op} ${node.name} without bias`);
  const name = builder.node('Gemm', [
    scope.value(operand(node, 0)).name,
    builder.reals(matrix.shape, matrix.values),
    builder.reals(bias.shape, bias.values),
  ]);
  return activate(scope, { name, rank: 2 }, node.fused.slice(1), node.inputs.slice(3));
}

/** Applies what a fused node does last. `extra` holds what the activation needs. */
function activate(scope: Scope, value: Value, fused: readonly string[], extra: readonly string[]): Value {
  const [activation, ...rest] = fused;
  if (activation === undefined) return value;
  if (activation === 'Relu' && rest.length === 0) return relu(scope, value);
  if (activation === 'Prelu' && rest.length === 0 && extra[0] !== undefined) return prelu(scope, value, extra[0]);
  throw new Error(`unsupported fused operations ${fused.join()}`);
}

function unary(scope: Scope, opType: string, { name, rank, isPlanar }: Value, attributes: Attributes = {}): Value {
  return { name: scope.builder.node(opType, [name], attributes), rank, isPlanar };
}

function relu(scope: Scope, value: Value): Value {
  return { ...unary(scope, 'Relu', value), atLeast: 0 };
}

/** A slope for each channel. */
function prelu({ builder, weights }: Scope, { name, rank }: Value, slopes: string): Value {
  const { values } = weights.reals(slopes);
  if (rank !== 4) throw new Error(`PRelu of ${rank} axes`);
  return { name: builder.node('PRelu', [name, builder.reals([values.length, 1, 1], values)]), rank };
}

/**
 * Minimum or maximum of a tensor and one number. Some exports write the activation "0 to 6" as Relu, Minimum and
 * Maximum; without the Maximum, which then does nothing, faceres runs a fifth faster.
 */
function clip(scope: Scope, node: TfjsNode): Value {
  const value = scope.value(operand(node, 0));
  const limit = onlyReal(scope, node, 1);
  const { name, rank, atLeast = Number.NEGATIVE_INFINITY } = value;
  if (node.op === 'Minimum') {
    return {
      name: scope.builder.node('Clip', [name, '', scope.builder.real(limit)]),
      rank,
      atLeast: Math.min(atLeast, limit),
    };
  }
  if (limit <= atLeast) return value;
  return { name: scope.builder.node('Clip', [name, scope.builder.real(limit)]), rank, atLeast: limit };
}

/** Two tensors of one shape, or a tensor and a constant for each channel. */
function elementwise(opType: 'Add' | 'Mul'): Operator {
  return (scope, node) => {
    const left = scope.value(operand(node, 0));
    const right = operand(node, 1);
    const other = scope.weights.has(right) ? perChannel(scope, right, left.rank) : scope.value(right).name;
    const { rank, isPlanar } = left;
    return { name: scope.builder.node(opType, [left.name, other]), rank, isPlanar };
  };
}

function perChannel({ builder, weights }: Scope, name: string, rank: number): TensorName {
  const { values } = weights.reals(name);
  return builder.reals(rank === 4 ? [1, values.length, 1, 1] : [values.length], values);
}

function maxPool(scope: Scope, node: TfjsNode): Value {
  const name = scope.builder.node('MaxPool', [imageOf(scope, node).name], {
    kernel_shape: node.kernel,
    strides: node.strides,
    auto_pad: node.padding === 'SAME' ? 'SAME_UPPER' : 'VALID',
  });
  return { name, rank: 4 };
}

/** Paddings come as pairs by TensorFlow's axes, for PadV2 with what is padded with; ONNX wants all starts, then all ends. */
function pad(scope: Scope, node: TfjsNode): Value {
  const image = anyImageOf(scope, node);
  const pairs = scope.weights.integers(operand(node, 1));
  if (pairs.length !== 8) throw new Error(`${node.op} ${node.name} of ${pairs.length / 2} axes`);
  const axes = image.isPlanar ? [0, 1, 2, 3] : [0, 3, 1, 2];
  const paddings = [...axes.map((axis) => pairs[2 * axis] ?? 0), ...axes.map((axis) => pairs[2 * axis + 1] ?? 0)];
  const filling = node.op === 'PadV2' ? [scope.builder.real(onlyReal(scope, node, 2))] : [];
  const name = scope.builder.node('Pad', [image.name, scope.builder.integers(paddings), ...filling]);
  return { name, rank: 4, isPlanar: image.isPlanar };
}

function onlyReal(scope: Scope, node: TfjsNode, index: number): number {
  const { values } = scope.weights.reals(operand(node, index));
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`${node.op} ${node.name} with a tensor`);
  return value;
}

/** From the one order of an image's axes to the other: here both are the same. */
function transpose(scope: Scope, node: TfjsNode): Value {
  const { name, isPlanar } = anyImageOf(scope, node);
  const order = scope.weights.integers(operand(node, 1)).join();
  if (order !== (isPlanar ? '0,2,3,1' : '0,3,1,2')) throw new Error(`${node.op} ${node.name} to axes ${order}`);
  return { name, rank: 4, isPlanar: !isPlanar };
}

/** Of channels. */
function concatenate(scope: Scope, node: TfjsNode): Value {
  const images = node.inputs.slice(0, -1).map((input) => scope.value(input));
  const [first] = images;
  if (!first || images.some(({ rank, isPlanar }) => rank !== 4 || isPlanar !== first.isPlanar))
    throw new Error(`${node.op} ${node.name} of different axes`);
  requireChannels(scope, node, first, node.inputs.length - 1);
  const names = images.map(({ name }) => name);
  return { name: scope.builder.node('Concat', names, { axis: 1 }), rank: 4, isPlanar: first.isPlanar };
}

/** Of channels, into parts of the given numbers. */
function split(scope: Scope, node: TfjsNode, output: number): Value {
  const image = anyImageOf(scope, node);
  requireChannels(scope, node, image, 2);
  const sizes = scope.weights.integers(operand(node, 1));
  const start = sizes.slice(0, output).reduce((sum, size) => sum + size, 0);
  const { builder } = scope;
  const range = [start, start + (sizes[output] ?? 0), 1].map((value) => builder.integers([value]));
  return { name: builder.node('Slice', [image.name, ...range]), rank: 4, isPlanar: image.isPlanar };
}

/** @throws Error when the axis that operand `index` names is not that of the channels */
function requireChannels(scope: Scope, node: TfjsNode, { isPlanar }: Value, index: number): void {
  const [axis] = scope.weights.integers(operand(node, index));
  if (axis !== (isPlanar ? 1 : 3) && axis !== (isPlanar ? -3 : -1))
    throw new Error(`${node.op} ${node.name} along axis ${axis}`);
}

function resize(scope: Scope, node: TfjsNode): Value {
  const image = imageOf(scope, node);
  const size = scope.builder.integers(scope.weights.integers(operand(node, 1)));
  const name = scope.builder.node('Resize', [image.name, '', '', size], {
    axes: [2, 3],
    mode: 'linear',
    coordinate_transformation_mode: node.halfPixels ? 'half_pixel' : 'asymmetric',
  });
  return { name, rank: 4 };
}

/** One value a channel. */
function reduceImage(opType: 'ReduceMean' | 'ReduceMax'): Operator {
  return (scope, node) => {
    const axes = scope.weights.integers(operand(node, 1));
    if (axes.join() !== '1,2') throw new Error(`${node.op} ${node.name} over axes ${axes}`);
    const inputs = [imageOf(scope, node).name, scope.builder.integers([2, 3])];
    return { name: scope.builder.node(opType, inputs, { keepdims: 0 }), rank: 2 };
  };
}

/** Values are counted in TensorFlow's order, so an image goes back to it first. */
function reshape(scope: Scope, node: TfjsNode): Value {
  const image = imageOf(scope, node);
  const shape = scope.weights.integers(operand(node, 1));
  const ordered = scope.builder.node('Transpose', [image.name], { perm: [0, 2, 3, 1] });
  return { name: scope.builder.node('Reshape', [ordered, scope.builder.integers(shape)]), rank: shape.length };
}

/** Over the last axis, which is the classes'. */
function softmax(scope: Scope, node: TfjsNode): Value {
  const { name, rank } = scope.value(operand(node, 0));
  if (rank === 4) throw new Error(`${node.op} ${node.name} of an image`);
  return { name: scope.builder.node('Softmax', [name], { axis: -1 }), rank };
}

/** The first input, which must be [N, height, width, channels] to TensorFlow. */
function imageOf(scope: Scope, node: TfjsNode): Value {
  const value = anyImageOf(scope, node);
  if (value.isPlanar) throw new Error(`${node.op} ${node.name} of a planar image`);
  return value;
}

/** The first input, which must have four axes. */
function anyImageOf(scope: Scope, node: TfjsNode): Value {
  const value = scope.value(operand(node, 0));
  if (value.rank !== 4) throw new Error(`${node.op} ${node.name} of ${value.rank} axes`);
  return value;
}
