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
