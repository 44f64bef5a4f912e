import type { Measure, Sample } from '../measure.ts';

/** One kind of call of the store of portraits. */
export interface PortraitCounts {
  readonly operation: string;
  readonly done: number;
  readonly failed: number;
  readonly ms: number;
  readonly bytes: number;
}

export function portraitMeasures(read: () => readonly PortraitCounts[]): readonly Measure[] {
  const each = (value: (counts: PortraitCounts) => number) => () =>
    read().map((counts): Sample => ({ value: value(counts), labels: { operation: counts.operation } }));
  const labels = ['operation'];
  return [
    {
      name: 'luna_portraits_calls_total',
      help: 'Calls of the store of portraits, by how they ended',
      type: 'counter',
      labels: ['operation', 'result'],
      read: () =>
        read().flatMap(({ operation, done, failed }) => [
          { value: done, labels: { operation, result: 'done' } },
          { value: failed, labels: { operation, result: 'failed' } },
        ]),
    },
    {
      name: 'luna_portraits_seconds_total',
      help: 'Time that those calls took',
      type: 'counter',
      labels,
      read: each(({ ms }) => ms / 1000),
    },
    {
      name: 'luna_portraits_bytes_total',
      help: 'Bytes of images that were stored or read',
      type: 'counter',
      labels,
      read: each(({ bytes }) => bytes),
    },
  ];
}
