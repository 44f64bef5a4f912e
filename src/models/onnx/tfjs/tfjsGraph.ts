import Type, { type Static } from 'typebox';
import { Parse } from 'typebox/value';
import { WeightsManifest } from '../weights.ts';

const Text = Type.Object({ s: Type.String() });
const Flag = Type.Object({ b: Type.Boolean() });
/** int64 is text in JSON. */
const Integers = Type.Object({ list: Type.Object({ i: Type.Array(Type.String({ pattern: '^-?[0-9]+$' })) }) });

const NodeJson = Type.Object({
  name: Type.String(),
  op: Type.String(),
  input: Type.Optional(Type.Array(Type.String())),
  attr: Type.Optional(
    Type.Object({
      strides: Type.Optional(Integers),
      ksize: Type.Optional(Integers),
      dilations: Type.Optional(Integers),
      padding: Type.Optional(Text),
      data_format: Type.Optional(Text),
      fused_ops: Type.Optional(Type.Object({ list: Type.Object({ s: Type.Array(Type.String()) }) })),
      keep_dims: Type.Optional(Flag),
      transpose_a: Type.Optional(Flag),
      transpose_b: Type.Optional(Flag),
      alpha: Type.Optional(Type.Object({ f: Type.Number() })),
      half_pixel_centers: Type.Optional(Flag),
      align_corners: Type.Optional(Flag),
      shape: Type.Optional(
        Type.Object({ shape: Type.Object({ dim: Type.Array(Type.Object({ size: Type.String() })) }) }),
      ),
    }),
  ),
});
type NodeJson = Static<typeof NodeJson>;

const GraphJson = Type.Object({
  modelTopology: Type.Object({ node: Type.Array(NodeJson) }),
  weightsManifest: WeightsManifest,
});

/** A node of a TensorFlow.js graph model, in plain values. Height and width come in this order. */
export interface TfjsNode {
  readonly name: string;
  readonly op: string;
  /** Names of nodes; of an output that is not the first one, `name:1` and so on. */
  readonly inputs: readonly string[];
  readonly strides: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly padding: 'SAME' | 'VALID';
  /** What a fused node does after its main operation, in order: BiasAdd, Relu, Prelu. */
  readonly fused: readonly string[];
  /** Of LeakyRelu: what it leaves of a negative value. */
  readonly slope: number;
  /** Of a resize: pixels are areas, and not points at their corners. */
  readonly halfPixels: boolean;
  /** Of a placeholder; −1 for any size. */
  readonly shape: readonly number[];
}

export interface TfjsGraph {
  readonly nodes: ReadonlyMap<string, TfjsNode>;
  readonly manifest: WeightsManifest;
}

/**
 * Reads the JSON file of a TensorFlow.js graph model.
 * @throws Error when it is none, or uses a setting that no net used here has (another layout, dilation, kept axes).
 */
export function parseTfjsGraph(json: Uint8Array): TfjsGraph {
  const { modelTopology, weightsManifest } = Parse(GraphJson, JSON.parse(Buffer.from(json).toString('utf8')));
  const nodes = modelTopology.node.map(readNode);
  return { nodes: new Map(nodes.map((node) => [node.name, node])), manifest: weightsManifest };
}

function readNode({ name, op, input, attr }: NodeJson): TfjsNode {
  const unsupported = (setting: string) => new Error(`${op} ${name}: unsupported ${setting}`);
  const layout = attr?.data_format ? fromBase64(attr.data_format.s) : 'NHWC';
  if (layout !== 'NHWC') throw unsupported(`layout ${layout}`);
  if (attr?.dilations?.list.i.some((dilation) => dilation !== '1')) throw unsupported('dilation');
  if (attr?.align_corners?.b) throw unsupported('align_corners');
  if (attr?.keep_dims?.b) throw unsupported('keep_dims');
  if (attr?.transpose_a?.b || attr?.transpose_b?.b) throw unsupported('transposition');
  const padding = attr?.padding ? fromBase64(attr.padding.s) : 'VALID';
  if (padding !== 'SAME' && padding !== 'VALID') throw unsupported(`padding ${padding}`);
  return {
    name,
    op,
    inputs: (input ?? []).map((reference) => reference.replace(/:0$/, '')),
    strides: heightAndWidth(attr?.strides),
    kernel: heightAndWidth(attr?.ksize),
    padding,
    fused: attr?.fused_ops?.list.s.map(fromBase64) ?? [],
    slope: attr?.alpha?.f ?? 0.2,
    halfPixels: attr?.half_pixel_centers?.b === true,
    shape: attr?.shape?.shape.dim.map(({ size }) => Number(size)) ?? [],
  };
}

/** The middle two of [batch, height, width, channels]; 1 when not given. */
function heightAndWidth(values: Static<typeof Integers> | undefined): [number, number] {
  const [, height = 1, width = 1] = values?.list.i.map(Number) ?? [];
  return [height, width];
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
