import { AsyncLocalStorage } from 'node:async_hooks';
import { type Transaction, TransactionBuilder } from 'kysely';
import { repeatRolledBack as repeat } from '../../../src/store/sql/repeatRolledBack.ts';
import { RolledBack } from '../../../src/store/sql/storeErrors.ts';

type Execute = TransactionBuilder<unknown>['execute'];
type Work = (tx: Transaction<unknown>) => Promise<unknown>;

/** Of the work that is under way: whether its transaction is still to be undone. */
const attempt = new AsyncLocalStorage<{ mustFail: boolean }>();

const execute: Execute = TransactionBuilder.prototype.execute;
TransactionBuilder.prototype.execute = function (this: TransactionBuilder<unknown>, work: Work) {
  const current = attempt.getStore();
  if (!current?.mustFail) return execute.call(this, work);
  current.mustFail = false;
  return execute.call(this, async (tx) => {
    await work(tx);
    throw new RolledBack();
  });
} as Execute;

/**
 * Stands in for the module of that name: every transaction runs to its end, is undone as by a deadlock, and runs again.
 * Whatever it changed besides the database is then changed twice.
 */
export function repeatRolledBack<Result>(work: () => Promise<Result>): Promise<Result> {
  const current = { mustFail: true };
  return repeat(() => attempt.run(current, work));
}
