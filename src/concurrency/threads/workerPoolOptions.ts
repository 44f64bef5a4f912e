export interface WorkerPoolOptions {
  /** The worker's module, given by `new URL('./x.ts', import.meta.url)`; compiled code finds the `.js` beside it. */
  readonly entry: URL;
  /** Threads. */
  readonly size: number;
  /** Of these, how many start at once; the others by `startAll`, or when a job comes. Default: all. */
  readonly first?: number;
  /** Jobs that may wait; one more is refused with `Unavailable` so that a flood cannot fill the memory. */
  readonly queueLimit: number;
  /** Used in errors and thread names. */
  readonly name: string;
  readonly workerData?: unknown;
  /** Turns an error that came over the thread boundary (a plain object) back into a typed one. */
  readonly reviveError?: (error: unknown) => Error;
  /**
   * How long a job may hold its thread, in milliseconds; then it fails, and another thread replaces its own.
   * Default: for ever.
   */
  readonly deadlineMs?: number;
  /** The error of a job over its deadline; default `Unavailable`. */
  readonly overdue?: () => Error;
  /** Told when a thread died, or was given up, and will be replaced. */
  readonly onCrash?: (error: Error) => void;
}
