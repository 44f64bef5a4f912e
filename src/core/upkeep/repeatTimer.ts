import { startLongTimer } from '../../concurrency/longTimer.ts';

export interface RepeatTimerOptions<Report> {
  readonly intervalSeconds: number;
  /** The work; the signal asks it to end early. */
  readonly run: (signal: AbortSignal) => Promise<Report>;
  readonly onDone: (report: Report) => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * Repeats a piece of upkeep, each time a fixed time after the end of the last run; a failed run waits for the next.
 * The first wait is shortened by chance, so that nodes started together do not run together.
 */
export function startRepeatTimer<Report>(options: RepeatTimerOptions<Report>): { close(): Promise<void> } {
  const stop = new AbortController();
  let stopTimer: () => void;
  let running: Promise<void> = Promise.resolve();
  const schedule = (seconds: number) => {
    stopTimer = startLongTimer(() => {
      running = options
        .run(stop.signal)
        .then(options.onDone, options.onFailed)
        .finally(() => {
          if (!stop.signal.aborted) schedule(options.intervalSeconds);
        });
    }, seconds * 1000);
  };
  schedule(options.intervalSeconds * (0.5 + Math.random() / 2));
  return {
    async close() {
      stop.abort();
      stopTimer();
      await running;
    },
  };
}
