import { GraphBuilder, type Shape } from '../graphBuilder.ts';
import { Weights } from '../weights.ts';
import { parseTfjsGraph, type TfjsGraph, type TfjsNode } from './tfjsGraph.ts';
import { OPERATORS, type Scope, type Value } from './tfjsOperators.ts';

/**
 * Writes a TensorFlow.js graph model as ONNX. The input keeps its layout, [N, height, width, channels] or [N, 3, height, width], and gets the
 * name `input`; within, everything of four axes is [N, channels, height, width], as the runtime wants it.
 * @param json the model's JSON file
 * @param binary its weights
 * @param outputs node name to the name of the output it becomes; what none of them needs is left out.
 * @throws Error when the files do not fit together or hold an operation that no net used here has.
 */
export function convertTfjsGraph(
  json: Uint8Array,
  binary: Uint8Array,
  outputs: Readonly<Record<string, string>>,
): Uint8Array {
  const graph = parseTfjsGraph(json);
  const conversion = new Conversion(graph, new Weights(graph.manifest, binary));
  for (const [node, output] of Object.entries(outputs)) conversion.addOutput(node, output);
  return conversion.builder.build('tfjs');
}

const COLOURS = 3;

/** One run over one graph: nodes become ONNX when the first one that needs them does. */
class Conversion implements Scope {
  readonly builder = new GraphBuilder();
  readonly weights: Weights;
  readonly #graph: TfjsGraph;
  readonly #values = new Map<string, Value>();

  constructor(graph: TfjsGraph, weights: Weights) {
    this.#graph = graph;
    this.weights = weights;
  }

  value(reference: string): Value {
    const known = this.#values.get(reference);
    if (known) return known;
    const [name = '', output = '0'] = reference.split(':');
    const node = this.#graph.nodes.get(name);
    if (!node) throw new Error(`the graph has no node ${name}`);
    const value = this.#convert(node, Number(output));
    this.#values.set(reference, value);
    return value;
  }

  addOutput(node: string, output: string): void {
    this.builder.node('Identity', [this.value(node).name], {}, output);
    this.builder.output(output);
  }

  #convert(node: TfjsNode, output: number): Value {
    if (node.op === 'Placeholder') return this.#input(node);
    const operator = OPERATORS[node.op];
    if (!operator) throw new Error(`unsupported operation ${node.op} of ${node.name}`);
    return operator(this, node, output);
  }

  #input({ shape }: TfjsNode): Value {
    const sizes: Shape = shape.map((size) => (size < 0 ? 'N' : size));
    const name = this.builder.input('input', sizes);
    // Colours before a square: the net was made for another runtime.
    const [, colours, height, width] = shape;
    if (colours === COLOURS && width === height && width !== COLOURS) return { name, rank: 4, isPlanar: true };
    return { name: this.builder.node('Transpose', [name], { perm: [0, 3, 1, 2] }), rank: 4 };
  }
}
