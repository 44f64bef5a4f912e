import { setFlagsFromString } from 'node:v8';

/** What V8 asks of a function before it optimizes it, as of the version of Node.js: a flag, its value, and one never reached. */
const [FLAG, USUAL, NEVER] =
  Number.parseInt(process.versions.node, 10) < 22
    ? ['interrupt-budget', 67_584, 20_000_000]
    : ['invocation-count-for-turbofan', 3000, 1_000_000];
/** The only function of a WebAssembly module that is optimized. The first one of PGlite is imported, so that this is none. */
const ONLY = 'wasm-tier-up-filter';

/**
 * Lets V8 run the start with what it compiles first. Most functions of a start run in it and never again, and PGlite has some of 100 KB:
 * to optimize them, on other threads, takes a fifth of its processor time. What requests run often is optimized from then on.
 * @returns ends that; to be called when the start is over
 */
export function optimizeLater(): () => void {
  setFlagsFromString(`--${FLAG}=${NEVER}`);
  setFlagsFromString(`--${ONLY}=0`);
  return () => {
    setFlagsFromString(`--${FLAG}=${USUAL}`);
    setFlagsFromString(`--${ONLY}=-1`);
  };
}
