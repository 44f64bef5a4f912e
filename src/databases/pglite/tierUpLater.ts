import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of WebAssembly that a function executes before V8 compiles it again with its optimizing compiler, as of Node.js 24.
 * Node.js 20 does it after a seventh of that: it then optimizes a good part of PGlite while the database starts.
 */
const BUDGET = 13_000_000;

/** To be called before the module is compiled. */
export function tierUpLater(): void {
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`);
}
