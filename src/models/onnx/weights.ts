import Type, { type Static } from 'typebox';
import { Parse } from 'typebox/value';

const WeightSpec = Type.Object({
  name: Type.String(),
  shape: Type.Array(Type.Integer({ minimum: 0 })),
  dtype: Type.Union([Type.Literal('float32'), Type.Literal('int32')]),
  quantization: Type.Optional(
    Type.Union([
      Type.Object({ dtype: Type.Literal('uint8'), scale: Type.Number(), min: Type.Number() }),
      Type.Object({ dtype: Type.Literal('float16') }),
    ]),
  ),
});
type WeightSpec = Static<typeof WeightSpec>;

/** A TensorFlow.js weights manifest whose weights are all in one binary file, as in every net that is used here. */
export const WeightsManifest = Type.Tuple([
  Type.Object({ paths: Type.Tuple([Type.String()]), weights: Type.Array(WeightSpec) }),
]);
export type WeightsManifest = Static<typeof WeightsManifest>;

/** Real numbers, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

type Decoded = { readonly shape: readonly number[]; readonly values: Float32Array | Int32Array };

/** The weights of a net by name, decoded from how they are stored: as float32, float16 or 8 bits with a range. */
export class Weights {
  readonly #byName: ReadonlyMap<string, Decoded>;

  /** @throws Error when the binary file is not as long as the manifest says. */
  constructor(manifest: WeightsManifest, binary: Uint8Array) {
    const [{ weights }] = manifest;
    const byName = new Map<string, Decoded>();
    let offset = 0;
    for (const spec of weights) {
      const bytes = spec.shape.reduce((product, size) => product * size, 1) * bytesPerValue(spec);
      // A copy begins its own buffer, so that numbers of any width are aligned.
      const { buffer } = new Uint8Array(binary.subarray(offset, offset + bytes));
      byName.set(spec.name, { shape: spec.shape, values: decode(spec, buffer) });
      offset += bytes;
    }
    if (offset !== binary.byteLength) throw new Error(`weights take ${offset} bytes of ${binary.byteLength}`);
    this.#byName = byName;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** @throws Error when there is no such tensor of reals. */
  reals(name: string): Tensor {
    const tensor = this.#byName.get(name);
    if (!(tensor?.values instanceof Float32Array)) throw new Error(`there are no real weights ${name}`);
    return { shape: tensor.shape, values: tensor.values };
  }

  /** @throws Error when there is no such list of whole numbers. */
  integers(name: string): readonly number[] {
    const values = this.#byName.get(name)?.values;
    if (!(values instanceof Int32Array)) throw new Error(`there are no whole numbers ${name}`);
    return [...values];
  }
}

/** Reads a manifest file. */
export function parseManifest(json: Uint8Array): WeightsManifest {
  return Parse(WeightsManifest, JSON.parse(Buffer.from(json).toString('utf8')));
}

function bytesPerValue({ quantization }: WeightSpec): number {
  if (!quantization) return 4;
  return quantization.dtype === 'uint8' ? 1 : 2;
}

function decode({ dtype, quantization }: WeightSpec, buffer: ArrayBuffer): Float32Array | Int32Array {
  if (!quantization) return dtype === 'float32' ? new Float32Array(buffer) : new Int32Array(buffer);
  if (quantization.dtype === 'float16') return fromHalf(new Uint16Array(buffer));
  return fromLevels(new Uint8Array(buffer), quantization);
}

/** 256 levels of a range. */
function fromLevels(levels: Uint8Array, { scale, min }: { scale: number; min: number }): Float32Array {
  const values = new Float32Array(levels.length);
  for (let index = 0; index < levels.length; index++) values[index] = (levels[index] ?? 0) * scale + min;
  return values;
}

/** IEEE 754 half precision to single. */
function fromHalf(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  const bits = new Uint32Array(values.buffer);
  for (let index = 0; index < halves.length; index++) {
    const half = halves[index] ?? 0;
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) {
      values[index] = (sign ? -1 : 1) * fraction * 2 ** -24; // zero and subnormal
    } else {
      const rebiased = exponent === 0x1f ? 0xff : exponent + 112;
      bits[index] = sign | (rebiased << 23) | (fraction << 13);
    }
  }
  return values;
}
