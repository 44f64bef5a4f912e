import { addConvolution } from '../convolution.ts';
import type { GraphBuilder, TensorName } from '../graphBuilder.ts';
import type { Weights } from '../weights.ts';
import type { TfjsNode } from './tfjsGraph.ts';

/** A computed tensor. With four axes it is [N, channels, height, width], whatever TensorFlow has in its place. */
export interface Value {
  readonly name: TensorName;
  readonly rank: number;
  /** No number in it is smaller; spares needless clipping. */
  readonly atLeast?: number;
}

/** What an operator sees of the conversion around it. */
export interface Scope {
  readonly builder: GraphBuilder;
  readonly weights: Weights;
  /** The value of a node that is not a constant. */
  value(node: string): Value;
}

type Operator = (scope: Scope, node: TfjsNode) => Value;

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
  Sigmoid: (scope, node) => unary(scope, 'Sigmoid', scope.value(operand(node, 0))),
  Prelu: (scope, node) => prelu(scope, scope.value(operand(node, 0)), operand(node, 1)),
  Pad: pad,
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

function unary(scope: Scope, opType: string, { name, rank }: Value): Value {
  return { name: scope.builder.node(opType, [name]), rank };
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
  const { values } = scope.weights.reals(operand(node, 1));
  const [limit] = values;
  if (limit === undefined || values.length !== 1) throw new Error(`${node.op} ${node.name} with a tensor`);
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
    return { name: scope.builder.node(opType, [left.name, other]), rank: left.rank };
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

/** Paddings come as pairs for [N, height, width, channels]; ONNX wants all starts, then all ends. */
function pad(scope: Scope, node: TfjsNode): Value {
  const pairs = scope.weights.integers(operand(node, 1));
  if (pairs.length !== 8) throw new Error(`${node.op} ${node.name} of ${pairs.length / 2} axes`);
  const axes = [0, 3, 1, 2];
  const paddings = [...axes.map((axis) => pairs[2 * axis] ?? 0), ...axes.map((axis) => pairs[2 * axis + 1] ?? 0)];
  const name = scope.builder.node('Pad', [imageOf(scope, node).name, scope.builder.integers(paddings)]);
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

/** The first input, which must be [N, channels, height, width]. */
function imageOf(scope: Scope, node: TfjsNode): Value {
  const value = scope.value(operand(node, 0));
  if (value.rank !== 4) throw new Error(`${node.op} ${node.name} of ${value.rank} axes`);
  return value;
}
