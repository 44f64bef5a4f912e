import { setFlagsFromString } from 'node:v8';

interface Flag {
  readonly name: string;
  readonly usual: number;
  /** No function is optimized. */
  readonly never: number;
}

/**
 * What V8 looks at when the budget of a function is used up, as of the version of Node.js. The budget itself will not do: a function
 * keeps the one that it got in the start, and the busiest ones ran unoptimized for thousands of requests.
 */
const FLAGS: readonly Flag[] =
  Number.parseInt(process.versions.node, 10) < 22
    ? [
        { name: 'ticks-before-optimization', usual: 3, never: 1_000_000 },
        { name: 'max-bytecode-size-for-early-opt', usual: 81, never: 0 },
      ]
    : [{ name: 'minimum-invocations-before-optimization', usual: 2, never: 100_000_000 }];
/** The only function of a WebAssembly module that is optimized. The first one of PGlite is imported, so that this is none. */
const ONLY = 'wasm-tier-up-filter';

/**
 * Lets V8 run the start with what it compiles first. Most functions of a start run in it and never again, and PGlite has some of 100 KB:
 * to optimize them, on other threads, takes a fifth of its processor time. What requests run often is optimized from then on.
 * @returns ends that; to be called when the start is over
 */
export function optimizeLater(): () => void {
  for (const { name, never } of FLAGS) setFlagsFromString(`--${name}=${never}`);
  setFlagsFromString(`--${ONLY}=0`);
  return () => {
    for (const { name, usual } of FLAGS) setFlagsFromString(`--${name}=${usual}`);
    setFlagsFromString(`--${ONLY}=-1`);
  };
}
