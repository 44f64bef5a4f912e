import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';

/** Help of the option of commands that delete by age. */
export const TRUST_CLOCK = 'go on even if the system clock looks wrong';

/** @param skipped why a run did nothing. @throws CommandFailed when it did not run */
export function requireClock(skipped: unknown): void {
  if (skipped === undefined) return;
  throw new CommandFailed(
    `nothing was done: ${String(skipped)}. Correct the clock; if it is correct, use --trust-clock`,
    EXIT.failure,
  );
}
