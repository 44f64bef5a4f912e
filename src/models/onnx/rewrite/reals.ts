import type onnxProto from 'onnx-proto';

type Constant = onnxProto.onnx.ITensorProto;

/** The numbers of a float32 constant: a copy, since the bytes need not begin at a multiple of four. */
export function realsOf({ rawData, floatData }: Constant): Float32Array {
  return rawData?.length ? new Float32Array(new Uint8Array(rawData).buffer) : Float32Array.from(floatData ?? []);
}

/** Gives a float32 constant other numbers, as many as it has. */
export function setReals(constant: Constant, values: Float32Array): void {
  constant.floatData = [];
  constant.rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
