import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
const { DataType } = onnx.TensorProto;

/** Name of a tensor within one graph. */
export type TensorName = string;

/** Sizes; a word stands for a size that is known at run time only. */
export type Shape = readonly (number | string)[];

/** Attributes of a node: whole numbers, lists of them, words, or a real number as `{ real }`. */
export type Attributes = Readonly<Record<string, number | string | readonly number[] | { readonly real: number }>>;

/** ONNX versions that the shipped runtime reads; the operators are used as opset 18 defines them. */
const OPSET = 18;
const IR_VERSION = 8;

/** Collects nodes and constants and writes them as an ONNX model. Nodes must be added in order of use. */
export class GraphBuilder {
  readonly #nodes: onnxProto.onnx.INodeProto[] = [];
  readonly #constants: onnxProto.onnx.ITensorProto[] = [];
  readonly #integers = new Map<string, TensorName>();
  readonly #inputs: onnxProto.onnx.IValueInfoProto[] = [];
  readonly #outputs: onnxProto.onnx.IValueInfoProto[] = [];
  #count = 0;

  input(name: TensorName, shape: Shape): TensorName {
    this.#inputs.push(tensorInfo(name, shape));
    return name;
  }

  /** @param shape unknown when left out: the runtime infers it. */
  output(name: TensorName, shape?: Shape): void {
    this.#outputs.push(tensorInfo(name, shape));
  }

  /** A constant of float32. The values are not copied before `build`. */
  reals(shape: readonly number[], values: Float32Array): TensorName {
    const name = this.#newName('w');
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#constants.push({ name, dims: [...shape], dataType: DataType.FLOAT, rawData });
    return name;
  }

  /** A single float32. */
  real(value: number): TensorName {
    return this.reals([], Float32Array.of(value));
  }

  /** A list of int64: axes, sizes, paddings. */
  integers(values: readonly number[]): TensorName {
    const key = values.join();
    const known = this.#integers.get(key);
    if (known) return known;
    const name = this.#newName('i');
    const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    this.#constants.push({ name, dims: [values.length], dataType: DataType.INT64, rawData });
    this.#integers.set(key, name);
    return name;
  }

  /**
   * Adds a node with one output.
   * @param output its name; made up when left out.
   */
  node(
    opType: string,
    inputs: readonly TensorName[],
    attributes: Attributes = {},
    output = this.#newName(opType),
  ): TensorName {
    this.#nodes.push({
      opType,
      name: `node_${this.#nodes.length}`,
      input: [...inputs],
      output: [output],
      attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    });
    return output;
  }

  build(name: string): Uint8Array {
    return onnx.ModelProto.encode({
      irVersion: IR_VERSION,
      producerName: 'luna-backport3',
      opsetImport: [{ domain: '', version: OPSET }],
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#constants,
        input: this.#inputs,
        output: this.#outputs,
      },
    }).finish();
  }

  #newName(prefix: string): TensorName {
    return `${prefix}_${this.#count++}`;
  }
}

/** Describes a float32 input or output. */
export function tensorInfo(name: TensorName, shape?: Shape): onnxProto.onnx.IValueInfoProto {
  const dim = shape?.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: DataType.FLOAT, ...(dim && { shape: { dim } }) } } };
}

function attribute(name: string, value: Attributes[string]): onnxProto.onnx.IAttributeProto {
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: Buffer.from(value) };
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if ('real' in value) return { name, type: AttributeType.FLOAT, f: value.real };
  return { name, type: AttributeType.INTS, ints: [...value] };
}
