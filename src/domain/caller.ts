/**
 * The party that waits for the result of a piece of work. A queue asks when the turn of the work comes, and when it is full: a caller
 * that stays costs nothing else.
 */
export interface Caller {
  /** The caller has left: what has not begun need not begin. */
  readonly isGone: boolean;
}

/**
 * Begins work for a caller: what it asks of the database before its first await is not done when its turn comes and the
 * caller has left; `ClientGone` is thrown then.
 */
export type BeginFor = <Result>(caller: Caller, work: () => Result) => Result;

/** The caller that a signal stands for. */
export function callerBehind(signal: AbortSignal): Caller {
  return {
    get isGone() {
      return signal.aborted;
    },
  };
}
