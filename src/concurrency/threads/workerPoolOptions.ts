export interface WorkerPoolOptions {
  /** The worker's module, given by `new URL('./…', import.meta.url)`; compiled code finds the `.js` beside it. */
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

/** What a pool has at work, and what became of its jobs since the start. */
export interface PoolCounts {
  readonly threads: number;
  readonly running: number;
  readonly waiting: number;
  readonly queueLimit: number;
  /** Threads that were given up at their deadline and have not come back. */
  readonly stuck: number;
  readonly done: number;
  /** Also of those that were abandoned while they ran: their work throws. */
  readonly failed: number;
  /** The queue was full. */
  readonly refused: number;
  /** Its caller had left. */
  readonly leftWaiting: number;
  readonly leftRunning: number;
  /** Threads that died or were given up. */
  readonly deaths: number;
  /** Milliseconds in the queue, of all that were begun. */
  readonly waitedMs: number;
}
