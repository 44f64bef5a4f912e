import onnxProto from 'onnx-proto';
import { realsOf, setReals } from './reals.ts';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;

type Constant = onnxProto.onnx.ITensorProto;

/**
 * Weights below this are set to zero. Sums are rounded at 1e-7 of their size, so that nothing this small is ever seen
 * in an output; multiplied by small activations it becomes subnormal, and that is what must not happen.
 */
const TINY = 1e-12;
const SMALLEST_NORMAL = 2 ** -126;

/**
 * Sets weights that are too small to matter to zero.
 *
 * Intel's processors trap on arithmetic with subnormal numbers. 195 000 of the embedder's weights are below 1e-12, and
 * with them the net took seven times as long as without; AMD's are not slowed (docs/benchmarks.md).
 * Single numbers and lists are left alone: an epsilon that keeps a division finite may be tiny on purpose.
 */
export function flushTinyWeights(model: Uint8Array): Uint8Array {
  const proto = onnx.ModelProto.decode(model);
  let flushed = 0;
  for (const constant of weightsOf(proto)) {
    const values = realsOf(constant);
    const kept = values.map((value) => (Math.abs(value) < TINY && value !== 0 ? 0 : value));
    const changed = values.reduce((count, value, index) => count + (value === kept[index] ? 0 : 1), 0);
    if (changed === 0) continue;
    flushed += changed;
    setReals(constant, kept);
  }
  return flushed === 0 ? model : onnx.ModelProto.encode(proto).finish();
}

/** How many of a net's weights are subnormal, and how many are not zero but too small to matter. */
export function countTinyWeights(model: Uint8Array): { readonly subnormal: number; readonly tiny: number } {
  let subnormal = 0;
  let tiny = 0;
  for (const constant of weightsOf(onnx.ModelProto.decode(model))) {
    for (const value of realsOf(constant)) {
      if (value === 0 || Math.abs(value) >= TINY) continue;
      tiny++;
      if (Math.abs(value) < SMALLEST_NORMAL) subnormal++;
    }
  }
  return { subnormal, tiny };
}

/** Constants of float32 that have rows and columns. */
function weightsOf({ graph }: onnxProto.onnx.IModelProto): Constant[] {
  return (graph?.initializer ?? []).filter(
    ({ dataType, dims }) => dataType === DataType.FLOAT && (dims?.length ?? 0) >= 2,
  );
}
