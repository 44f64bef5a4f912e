import type { NetOutputs } from '../runtime/net.ts';

/**
 * The values of one output of an own net.
 * @param name undefined where the net has only one
 * @throws Error, in words that follow the path of the manifest
 */
export function outputOf({ byName }: NetOutputs, name: string | undefined, length: number): Float32Array {
  const names = [...byName.keys()];
  if (name === undefined && names.length !== 1) {
    throw new Error(`output is missing, and the net has ${names.length} outputs of float32: ${names.join(', ')}`);
  }
  const output = byName.get(name ?? (names[0] as string));
  if (!output) throw new Error(`output = ${JSON.stringify(name)} is none of the net's outputs: ${names.join(', ')}`);
  if (output.values.length !== length) {
    throw new Error(`the output has ${output.values.length} numbers, [${output.dims.join(', ')}], and not ${length}`);
  }
  if (!output.values.every(Number.isFinite)) throw new Error('the output has values that are no numbers');
  return output.values;
}
