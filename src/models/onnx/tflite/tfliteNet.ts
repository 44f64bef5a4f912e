import type { Tensor } from '../weights.ts';
import { FlatTable } from './flatTable.ts';

/** Codes of the operations of the shipped nets (TensorFlow Lite's schema.fbs, BuiltinOperator). */
export const TFLITE = {
  add: 0,
  convolve: 3,
  convolveByChannel: 4,
  multiply: 18,
  relu: 19,
  reshape: 22,
  subtract: 41,
  abs: 101,
} as const;

export interface TfliteOperation {
  readonly code: number;
  /** Numbers of tensors. */
  readonly inputs: readonly number[];
  readonly output: number;
  /** Members differ by operation. */
  readonly options: FlatTable | undefined;
}

/** The only graph of a TensorFlow Lite file. */
export interface TfliteNet {
  readonly input: number;
  readonly output: number;
  shape(tensor: number): readonly number[];
  /** The operation that computes a tensor; undefined for the input and for constants. */
  maker(tensor: number): TfliteOperation | undefined;
  /** @throws Error when it is no constant of float32 */
  constant(tensor: number): Tensor;
}

/** Members of the tables, by their numbers in schema.fbs. */
const MODEL = { codes: 1, graphs: 2, buffers: 4 };
const CODE = { small: 0, code: 3 };
const GRAPH = { tensors: 0, inputs: 1, outputs: 2, operations: 3 };
const TENSOR = { shape: 0, type: 1, buffer: 2 };
const OPERATION = { code: 0, inputs: 1, outputs: 2, options: 4 };
const BUFFER = { data: 0 };
const FLOAT32 = 0;

/** @throws Error when there is not exactly one graph with one input and one output; RangeError for a file that is cut off */
export function parseTflite(file: Uint8Array): TfliteNet {
  const model = FlatTable.root(file);
  const graph = only(model.tables(MODEL.graphs), 'graph');
  const codes = model.tables(MODEL.codes).map((code) => Math.max(code.byte(CODE.small), code.integer(CODE.code)));
  const tensors = graph.tables(GRAPH.tensors);
  const buffers = model.tables(MODEL.buffers);
  const makers = new Map<number, TfliteOperation>();
  for (const operation of graph.tables(GRAPH.operations)) {
    const output = only(operation.integers(OPERATION.outputs), 'output of an operation');
    makers.set(output, {
      code: codes[operation.integer(OPERATION.code)] ?? -1,
      inputs: operation.integers(OPERATION.inputs),
      output,
      options: operation.table(OPERATION.options),
    });
  }
  const tensorOf = (tensor: number): FlatTable => {
    const found = tensors[tensor];
    if (!found) throw new Error(`the net has no tensor ${tensor}`);
    return found;
  };
  return {
    input: only(graph.integers(GRAPH.inputs), 'input'),
    output: only(graph.integers(GRAPH.outputs), 'output'),
    shape: (tensor) => tensorOf(tensor).integers(TENSOR.shape),
    maker: (tensor) => makers.get(tensor),
    constant(tensor) {
      const table = tensorOf(tensor);
      const shape = table.integers(TENSOR.shape);
      const bytes = buffers[table.integer(TENSOR.buffer)]?.bytes(BUFFER.data);
      const count = shape.reduce((product, size) => product * size, 1);
      if (!bytes || bytes.byteLength !== 4 * count || table.byte(TENSOR.type) !== FLOAT32) {
        throw new Error(`tensor ${tensor} is no constant of float32`);
      }
      return { shape, values: new Float32Array(bytes.buffer) };
    },
  };
}

function only<Item>(items: readonly Item[], what: string): Item {
  const [item] = items;
  if (item === undefined || items.length !== 1) throw new Error(`the net has ${items.length} × ${what}, not one`);
  return item;
}
