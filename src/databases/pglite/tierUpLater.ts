import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of WebAssembly that a function executes before V8 compiles it anew with its optimizing compiler; V8's own value is 13 million
 * at most. A function counts by its length, and PGlite has some of 100 KB that are reached by a few hundred calls: while the database
 * starts, V8 would spend a third of a second on three of them. Small ones that run often come to it all the same.
 */
const BUDGET = 1_000_000_000;

/** To be called before the module is compiled. */
export function tierUpLater(): void {
  setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`);
}
