import { quantizeProbeBytes } from '../byteProbe.ts';
import { type DigitForm, type QuantizedProbe, quantizeProbe, RAISE } from '../rows/quantize.ts';

/** Up to `MAX_PROBES` probes as the kernel reads them. */
export interface KernelProbes {
  readonly count: number;
  /** The numbers of one after the other, each padded with zeros. */
  readonly numbers: Int16Array | Int8Array;
  readonly scales: Float32Array;
  /** What takes the raise of the digits out of the sums again. */
  readonly offsets: Int32Array;
  /** The largest loss of any of them. */
  readonly error: number;
}

/** Every probe has a direction. */
export function kernelProbes(
  vectors: readonly Float32Array[],
  paddedDimension: number,
  digits: DigitForm,
): KernelProbes {
  const count = vectors.length;
  const size = count * paddedDimension;
  const scales = new Float32Array(count);
  const offsets = new Int32Array(count);
  let error = 0;
  const add = (index: number, quantized: QuantizedProbe | undefined) => {
    scales[index] = quantized?.scale ?? 0;
    error = Math.max(error, quantized?.error ?? 0);
  };
  if (digits === 'signed') {
    const numbers = new Int16Array(size);
    for (const [index, vector] of vectors.entries()) add(index, quantizeProbe(vector, numberRoom(numbers, index)));
    return { count, numbers, scales, offsets, error };
  }
  const numbers = new Int8Array(size);
  for (const [index, vector] of vectors.entries()) {
    const own = numberRoom(numbers, index);
    add(index, quantizeProbeBytes(vector, own));
    offsets[index] = -RAISE * own.reduce((sum, number) => sum + number, 0);
  }
  return { count, numbers, scales, offsets, error };

  function numberRoom<Numbers extends Int16Array | Int8Array>(all: Numbers, index: number): Numbers {
    return all.subarray(index * paddedDimension, (index + 1) * paddedDimension) as Numbers;
  }
}
