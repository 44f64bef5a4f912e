import onnxProto from 'onnx-proto';
import { principalBasis } from './principalBasis.ts';
import { realsOf } from './reals.ts';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
const { DataType } = onnx.TensorProto;

/** Operators that only reshape a vector on its way out. */
const SHAPING = new Set(['Reshape', 'Flatten', 'Identity', 'Squeeze']);

/**
 * Gives a net that ends with a full 1×1 convolution of one pixel as many outputs as its weights can fill. Trained nets leave much of their last layer
 * unused: its 512 or 192 outputs then lie in a space of far fewer dimensions, whatever the picture. They are turned into a basis of that space,
 * so that lengths and dot products stay what they are, and a descriptor takes half of the memory and of the time of a search. The basis comes from the
 * weights alone; what it loses is told in docs/accuracy.md. The net takes several pictures a run then.
 * @throws Error when the graph ends differently
 */
export function narrowOutput(model: Uint8Array, dimension: number): Uint8Array {
  const proto = onnx.ModelProto.decode(model);
  const graph = proto.graph;
  const nodes = graph?.node ?? [];
  const last = nodes.findLastIndex(({ opType }) => !SHAPING.has(opType ?? ''));
  const convolution = nodes[last];
  const [, weights, bias] = (convolution?.input ?? []).map((name) =>
    graph?.initializer?.find((constant) => constant.name === name),
  );
  const [outputs = 0, inputs = 0, ...kernel] = (weights?.dims ?? []).map(Number);
  const output = graph?.output?.[0]?.name;
  if (
    !graph ||
    !convolution ||
    convolution.opType !== 'Conv' ||
    !weights ||
    !bias ||
    !output ||
    kernel.join() !== '1,1'
  ) {
    throw new Error('the net does not end with a 1×1 convolution');
  }
  const [matrix, offsets] = [realsOf(weights), realsOf(bias)];
  // The bias is one more column: outputs are the convolution's columns in some mixture, and it.
  const columns = new Float64Array(outputs * (inputs + 1));
  for (let row = 0; row < outputs; row++) {
    columns.set(matrix.subarray(row * inputs, (row + 1) * inputs), row * (inputs + 1));
    columns[row * (inputs + 1) + inputs] = offsets[row] as number;
  }
  const basis = principalBasis(columns, outputs, inputs + 1, dimension);
  const narrowed = multiply(basis, columns, dimension, outputs, inputs + 1);
  const newWeights = new Float32Array(dimension * inputs);
  for (let row = 0; row < dimension; row++) {
    newWeights.set(narrowed.subarray(row * (inputs + 1), row * (inputs + 1) + inputs), row * inputs);
  }
  setReals(weights, [dimension, inputs, 1, 1], newWeights);
  setReals(
    bias,
    [dimension],
    Float32Array.from({ length: dimension }, (_, row) => narrowed[row * (inputs + 1) + inputs] as number),
  );
  graph.node = [
    ...nodes.slice(0, last + 1),
    {
      opType: 'Flatten',
      name: 'narrowed',
      input: [convolution.output?.[0] ?? ''],
      output: [output],
      attribute: [{ name: 'axis', type: AttributeType.INT, i: 1 }],
    },
  ];
  const used = new Set(graph.node.flatMap(({ input }) => input ?? []));
  graph.initializer = (graph.initializer ?? []).filter(({ name }) => used.has(name ?? ''));
  graph.output = [{ name: output, type: { tensorType: { elemType: DataType.FLOAT } } }];
  graph.valueInfo = [];
  openBatch(graph.input ?? []);
  return onnx.ModelProto.encode(proto).finish();
}

/** As many pictures a run as the caller has. */
function openBatch(inputs: readonly onnxProto.onnx.IValueInfoProto[]): void {
  for (const { type } of inputs) {
    const sizes = type?.tensorType?.shape?.dim;
    if (sizes?.length === 4) sizes[0] = { dimParam: 'N' };
  }
}

function setReals(constant: onnxProto.onnx.ITensorProto, dims: readonly number[], values: Float32Array): void {
  constant.dims = [...dims];
  constant.floatData = [];
  constant.rawData = new Uint8Array(values.buffer);
}

/** A product of two matrices, each row after row. */
function multiply(left: Float64Array, right: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      const factor = left[row * inner + k] as number;
      for (let column = 0; column < columns; column++) {
        product[row * columns + column] =
          (product[row * columns + column] as number) + factor * (right[k * columns + column] as number);
      }
    }
  }
  return product;
}
