import { setTimeout as pause } from 'node:timers/promises';
import { backOffDelays } from '../../concurrency/backOff.ts';
import { RolledBack } from './storeErrors.ts';

/** Attempts before the caller gets the error; by then about a second has passed. */
const ATTEMPTS = 8;
const PAUSES = { firstMs: 20, longestMs: 250 };

/**
 * Does the work again when the server undid it for the sake of another transaction. The work is a whole transaction, or
 * one statement outside of any, and changes nothing but the database. After which errors: `databases/sqlState.ts`,
 * `databases/oracle/oracleErrors.ts`, and `databases/postgres/kyselyDriver.ts` where a statement's name was lost.
 * @throws RolledBack after the last attempt
 */
export async function repeatRolledBack<Result>(work: () => Promise<Result>): Promise<Result> {
  let pauses: Generator<number, never> | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RolledBack) || attempt === ATTEMPTS) throw error;
      pauses ??= backOffDelays(PAUSES);
      await pause(pauses.next().value);
    }
  }
}
