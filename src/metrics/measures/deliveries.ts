import { byLabel, counter, gauge, type Measure } from '../measure.ts';

/** What became of events and webhooks. */
export interface DeliveryCounts {
  readonly queued: number;
  readonly delivered: number;
  readonly retried: number;
  readonly dropped: number;
  readonly refused: number;
  readonly givenUp: number;
}

export function deliveryMeasures(read: () => DeliveryCounts): readonly Measure[] {
  return [
    gauge('luna_events_waiting', 'Events and webhooks that wait or are under way', () => read().queued),
    counter('luna_events_retries_total', 'Attempts that were made again', () => read().retried),
    byLabel(
      { name: 'luna_events_total', type: 'counter', help: 'Events and webhooks by what became of them' },
      'result',
      () => {
        const { delivered, dropped, refused, givenUp } = read();
        return Object.entries({ delivered, dropped, refused, 'given-up': givenUp });
      },
    ),
  ];
}
