/** Tasks that a node runs by itself. */
export const UPKEEP_TASKS = [
  'garbage',
  'retention',
  'erasure',
  'gallery-audit',
  'token-hashing',
  'idempotency',
] as const;
export type UpkeepTask = (typeof UPKEEP_TASKS)[number];

interface Runs {
  done: number;
  failed: number;
  ms: number;
  doneAt: number | undefined;
}

/** Counts the runs of tasks that keep the data in order, for metrics. */
export class UpkeepRuns {
  readonly #runs = new Map<UpkeepTask, Runs>();

  /** The work, counted each time that it runs. A task that is not switched on has no counts. */
  watch<Args extends readonly unknown[], Report>(
    task: UpkeepTask,
    work: (...args: Args) => Promise<Report>,
  ): (...args: Args) => Promise<Report> {
    const runs: Runs = { done: 0, failed: 0, ms: 0, doneAt: undefined };
    this.#runs.set(task, runs);
    return async (...args) => {
      const began = performance.now();
      try {
        const report = await work(...args);
        runs.done++;
        runs.doneAt = Date.now();
        return report;
      } catch (error) {
        runs.failed++;
        throw error;
      } finally {
        runs.ms += performance.now() - began;
      }
    };
  }

  get counts(): readonly (Runs & { readonly task: UpkeepTask })[] {
    return [...this.#runs].map(([task, runs]) => ({ task, ...runs }));
  }
}
