import { readFileSync } from 'node:fs';

/**
 * The compiled search kernel; undefined where the machine or the runtime has no WASM SIMD (then plain JavaScript scans,
 * with the same answers). A missing file is an error: a silent fallback would be ten times slower.
 */
export function loadKernel(): WebAssembly.Module | undefined {
  const bytes = readFileSync(new URL('./scan.wasm', import.meta.url));
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return undefined;
  return new WebAssembly.Module(bytes);
}
