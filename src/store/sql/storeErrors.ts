import { Unavailable } from '../../domain/errors.ts';

/** `misconfigured`: a setting, a missing package or a schema that holds something else. */
export type RefusalReason = 'locked' | 'misconfigured' | 'newer' | 'unreachable' | 'unusable-directory';

/**
 * The store will not start. The message is one sentence for the operator and names what to change; the command line
 * prints it without a stack trace.
 */
export class StoreRefused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreRefused';
    this.reason = reason;
  }
}

/**
 * The server undid the transaction, or the one statement, to let another one through: deadlock, serialization failure. Or the transaction itself found
 * out that it has not locked what it needs, since another one was faster.
 * Nothing was done, so it may be sent again (`repeatRolledBack`); who still sees this error was unlucky several times.
 */
export class RolledBack extends Unavailable {
  constructor(options?: ErrorOptions) {
    super('database', 1, options);
  }
}

/** A row with the same unique value exists; stores turn it into the conflict that the constraint stands for. */
export class UniqueViolation extends Error {
  /** Name of the constraint or unique index. */
  readonly constraint: string;
  constructor(constraint: string, options?: ErrorOptions) {
    super(`unique constraint ${constraint} violated`, options);
    this.name = 'UniqueViolation';
    this.constraint = constraint;
  }
}

/**
 * Whether a violated foreign key says that the account is gone: a row was added for one that was erased meanwhile. An erasure
 * holds the account while it deletes what belongs to it, so nothing else violates these.
 */
export function isOfAccount(foreignKey: string): boolean {
  // Oracle gives names in capitals.
  return foreignKey.toLowerCase().endsWith('_account_fk');
}
