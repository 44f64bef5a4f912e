import type { ProcessorWait } from '../processorWait.ts';

/** How long answers may take. */
export interface Patience {
  /** After so many milliseconds an answer is not waited for any more. */
  readonly giveUpMs: number;
  /** Answers that took longer are late. */
  readonly latestMs: number;
  /** What the machine kept the server waiting is no time of the server's. */
  readonly wait: ProcessorWait | undefined;
}

/** For tests, where nothing is known of the machine: only an answer that does not come at all is late. */
export const NO_HURRY: Patience = { giveUpMs: 60_000, latestMs: 60_000, wait: undefined };

/** Milliseconds without those in which the server could not run. */
export function ownMs(ms: number, { latestMs, wait }: Patience): number {
  return ms <= latestMs || !wait ? ms : ms - wait.ofTheLast(ms);
}
