import { readFileSync } from 'node:fs';
import type { DigitForm } from '../rows/quantize.ts';

/** A compiled search kernel, and how it wants the digits of rows. */
export interface Kernel {
  readonly module: WebAssembly.Module;
  readonly digits: DigitForm;
}

export type KernelKind = 'relaxed' | 'simd';

const DIGITS = { relaxed: 'raised', simd: 'signed' } as const;

/**
 * The fastest search kernel that the runtime can run: relaxed SIMD came with Node.js 22. Undefined where the machine or
 * the runtime has no WASM SIMD at all (then plain JavaScript scans). The answers are the same.
 */
export function loadKernel(): Kernel | undefined {
  return loadKernelOf('relaxed') ?? loadKernelOf('simd');
}

/** One kernel; undefined where it cannot run. A missing file is an error: a silent fallback would be ten times slower. */
export function loadKernelOf(kind: KernelKind): Kernel | undefined {
  const bytes = readFileSync(new URL(`./${kind}.wasm`, import.meta.url));
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return undefined;
  return { module: new WebAssembly.Module(bytes), digits: DIGITS[kind] };
}

/** How the rows that a kernel scans are written; without a kernel their digits are not read. */
export function digitsFor(kernel: Kernel | undefined): DigitForm {
  return kernel?.digits ?? 'signed';
}
