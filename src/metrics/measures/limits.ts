import { byLabel, type Measure } from '../measure.ts';

/** Requests that were refused by the settings of the group Limits. */
export function limitMeasures(read: () => Iterable<readonly [string, number]>): readonly Measure[] {
  return [
    byLabel(
      {
        name: 'luna_requests_limited_total',
        type: 'counter',
        help: 'Requests that were too many for an address, a token or an account, or came under pressure',
      },
      'by',
      read,
    ),
  ];
}
