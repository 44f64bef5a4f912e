import onnxProto from 'onnx-proto';
import { realsOf, setReals } from './reals.ts';

const { DataType } = onnxProto.onnx.TensorProto;

type Graph = onnxProto.onnx.IGraphProto;
type Node = onnxProto.onnx.INodeProto;
type Constant = onnxProto.onnx.ITensorProto;

/**
 * Brings slopes of a PRelu above 1 below it, where convolutions stand on both sides: bent(x; s) = −s · bent(−x; 1/s), and the sign and the
 * factor go into the weights before and behind. `spreadPrelu` needs one pass less for such slopes. Outputs change by rounding only.
 */
export function makeSlopesGentle(graph: Graph): void {
  const constants = new Map((graph.initializer ?? []).map((constant) => [constant.name, constant]));
  for (const node of graph.node ?? []) {
    const slopes = node.opType === 'PRelu' ? constants.get(node.input?.[1]) : undefined;
    const values = channelSlopes(slopes);
    if (!slopes || !values || values.every((slope) => slope <= 1)) continue;
    const factors = values.map((slope) => (slope > 1 ? -slope : 1));
    const neighbours = convolutionsAround(graph, node, factors.length, constants);
    if (!neighbours) continue;
    for (const constant of neighbours.before) scaleOutputs(constant, factors.map(Math.sign));
    for (const weights of neighbours.behind) {
      if (isOfEachChannel(weights, factors.length)) scaleOutputs(weights, factors);
      else scaleInputs(weights, factors);
    }
    setReals(
      slopes,
      values.map((slope) => (slope > 1 ? 1 / slope : slope)),
    );
  }
}

/** Weights and offsets of the convolution before, and weights of those behind; undefined where there is something else, or more. */
function convolutionsAround(
  graph: Graph,
  { input, output }: Node,
  channels: number,
  constants: ReadonlyMap<string | null | undefined, Constant>,
): { before: Constant[]; behind: Constant[] } | undefined {
  const producer = graph.node?.find((node) => node.output?.[0] === input?.[0]);
  const consumers = usersOf(graph, output?.[0]);
  const isSeen = graph.output?.some(({ name }) => name === input?.[0] || name === output?.[0]);
  if (!producer || isSeen || usersOf(graph, input?.[0]).length !== 1) return undefined;
  if ([producer, ...consumers].some(({ opType }) => opType !== 'Conv')) return undefined;
  const names = { before: producer.input?.slice(1) ?? [], behind: consumers.flatMap((node) => node.input?.[1] ?? []) };
  const own = (name: string) => {
    const constant = constants.get(name);
    const isOwn = constant?.dataType === DataType.FLOAT && usersOf(graph, name).length === 1;
    return isOwn ? [constant] : [];
  };
  const [before, behind] = [names.before.flatMap(own), names.behind.flatMap(own)];
  const areAllOwn = before.length === names.before.length && behind.length === names.behind.length;
  const areOfChannels = behind.every(
    (weights) => isOfEachChannel(weights, channels) || Number(weights.dims?.[1]) === channels,
  );
  return areAllOwn && areOfChannels ? { before, behind } : undefined;
}

/** Slopes that belong to channels of an NCHW tensor: shape [C, 1, 1]. */
export function channelSlopes(constant: Constant | undefined): Float32Array | undefined {
  const [channels, height, width, ...more] = (constant?.dims ?? []).map(Number);
  if (!constant || constant.dataType !== DataType.FLOAT) return undefined;
  if (!channels || height !== 1 || width !== 1 || more.length > 0) return undefined;
  return realsOf(constant);
}

function usersOf(graph: Graph, name: string | undefined): readonly Node[] {
  return (graph.node ?? []).filter(({ input }) => input?.some((each) => each === name));
}

/** Weights of a convolution of each channel by itself. */
function isOfEachChannel({ dims }: Constant, channels: number): boolean {
  return Number(dims?.[0]) === channels && Number(dims?.[1]) === 1;
}

function scaleOutputs(constant: Constant, factors: Float32Array): void {
  const values = realsOf(constant);
  const each = values.length / factors.length;
  setReals(
    constant,
    values.map((value, index) => value * (factors[Math.floor(index / each)] as number)),
  );
}

function scaleInputs(weights: Constant, factors: Float32Array): void {
  const values = realsOf(weights);
  const each = values.length / Number(weights.dims?.[0]) / factors.length;
  setReals(
    weights,
    values.map((value, index) => value * (factors[Math.floor(index / each) % factors.length] as number)),
  );
}
