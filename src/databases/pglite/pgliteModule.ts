import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of WebAssembly that a function executes before V8 compiles it again with its optimizing compiler, as of Node.js 24.
 * Node.js 20 does it after a seventh of that: it then optimizes a good part of PGlite while the database starts.
 */
const BUDGET = 13_000_000;
/** A function is checked when it is first called. */
const CHECK_LATER = 'wasm-lazy-validation';

let compiled: WebAssembly.Module | undefined;

/**
 * PGlite's program, compiled once a process. V8 would check all of its 13 000 functions first, which takes twice as long as the rest and is of no
 * use: it is the file that npm has installed, and V8 compiles, with a check, only what is called.
 */
export function pgliteModule(): WebAssembly.Module {
  compiled ??= compile(
    readFileSync(join(createRequire(import.meta.url).resolve('@electric-sql/pglite'), '../pglite.wasm')),
  );
  return compiled;
}

function compile(program: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`);
  setFlagsFromString(`--${CHECK_LATER}`);
  try {
    return new WebAssembly.Module(program);
  } finally {
    setFlagsFromString(`--no-${CHECK_LATER}`);
  }
}
