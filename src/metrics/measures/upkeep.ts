import type { Measure } from '../measure.ts';

/** Runs of one task that keeps the data in order. */
export interface TaskCounts {
  readonly task: string;
  readonly done: number;
  readonly failed: number;
  readonly ms: number;
  /** Milliseconds since 1970; undefined before the first. */
  readonly doneAt: number | undefined;
}

export function upkeepMeasures(read: () => readonly TaskCounts[]): readonly Measure[] {
  return [
    {
      name: 'luna_upkeep_runs_total',
      help: 'Runs of a task of upkeep, by how they ended',
      type: 'counter',
      labels: ['task', 'result'],
      read: () =>
        read().flatMap(({ task, done, failed }) => [
          { value: done, labels: { task, result: 'done' } },
          { value: failed, labels: { task, result: 'failed' } },
        ]),
    },
    {
      name: 'luna_upkeep_seconds_total',
      help: 'Time that a task of upkeep took',
      type: 'counter',
      labels: ['task'],
      read: () => read().map(({ task, ms }) => ({ value: ms / 1000, labels: { task } })),
    },
    {
      name: 'luna_upkeep_done_timestamp_seconds',
      help: 'When a task of upkeep last ended well',
      type: 'gauge',
      labels: ['task'],
      read: () =>
        read().flatMap(({ task, doneAt }) =>
          doneAt === undefined ? [] : [{ value: doneAt / 1000, labels: { task } }],
        ),
    },
  ];
}
