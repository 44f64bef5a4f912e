import type { DelayRange } from '../concurrency/backOff.ts';

/** Pauses between questions to one host while no host fits, in milliseconds; how they grow: `concurrency/backOff.ts`. */
export const RETRY_DELAY: DelayRange = { firstMs: 50, longestMs: 250 };
