import { setFlagsFromString } from 'node:v8';

/** What V8 asks of a function before it optimizes it, as of the version of Node.js: a flag, its value, and one never reached. */
const [FLAG, USUAL, NEVER] =
  Number.parseInt(process.versions.node, 10) < 22
    ? ['interrupt-budget', 67_584, 20_000_000]
    : ['invocation-count-for-turbofan', 3000, 1_000_000];

/**
 * Lets V8 run the start with what it compiles first. Most functions of a start run in it and never again: to optimize them, on
 * other threads, takes a tenth of its processor time.
 * @returns ends that; to be called when the start is over
 */
export function optimizeLater(): () => void {
  setFlagsFromString(`--${FLAG}=${NEVER}`);
  return () => setFlagsFromString(`--${FLAG}=${USUAL}`);
}
