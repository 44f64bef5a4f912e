import type { Measure, Sample } from '../measure.ts';

/** One pool of connections. */
export interface PoolCounts {
  readonly pool: string;
  /** Host in use and its role; undefined while none is. */
  readonly host: string | undefined;
  readonly role: string | undefined;
  readonly size: number;
  readonly lent: number;
  readonly waiting: number;
  /** How often a pool was opened on a host. */
  readonly opened: number;
  /** What was told of hosts, each kind by itself. */
  readonly events: readonly { readonly type: string; readonly host: string; readonly count: number }[];
}

const UNKNOWN = 'fate-unknown';

export function databaseMeasures(read: () => readonly PoolCounts[]): readonly Measure[] {
  const each = (value: (pool: PoolCounts) => number) => () =>
    read().map((pool): Sample => ({ value: value(pool), labels: { pool: pool.pool } }));
  const labels = ['pool'];
  return [
    {
      name: 'luna_database_host',
      help: '1 for the host in use and its role; nothing while no host is in use',
      type: 'gauge',
      labels: ['pool', 'host', 'role'],
      read: () =>
        read().flatMap(({ pool, host, role }) =>
          host === undefined ? [] : [{ value: 1, labels: { pool, host, role: role ?? '' } }],
        ),
    },
    {
      name: 'luna_database_serving',
      help: '1 while a host is in use',
      type: 'gauge',
      labels,
      read: each(({ host }) => (host === undefined ? 0 : 1)),
    },
    {
      name: 'luna_database_connections',
      help: 'Connections that may be lent',
      type: 'gauge',
      labels,
      read: each(({ size }) => size),
    },
    {
      name: 'luna_database_lent',
      help: 'Connections that are lent',
      type: 'gauge',
      labels,
      read: each(({ lent }) => lent),
    },
    {
      name: 'luna_database_waiting',
      help: 'Callers that wait for a connection',
      type: 'gauge',
      labels,
      read: each(({ waiting }) => waiting),
    },
    {
      name: 'luna_database_failovers_total',
      help: 'Pools that were opened after the first: on another host, or on the same anew',
      type: 'counter',
      labels,
      read: each(({ opened }) => Math.max(0, opened - 1)),
    },
    {
      name: 'luna_database_unknown_outcomes_total',
      help: 'Writes whose outcome is unknown',
      type: 'counter',
      labels,
      read: each(({ events }) => sum(events.filter(({ type }) => type === UNKNOWN))),
    },
    {
      name: 'luna_database_host_events_total',
      help: 'What was told of hosts: opened, failed, confirmed, left, severed, drained, unreachable, unsuitable',
      type: 'counter',
      labels: ['pool', 'host', 'type'],
      read: () =>
        read().flatMap(({ pool, events }) =>
          events.map(({ type, host, count }) => ({ value: count, labels: { pool, host, type } })),
        ),
    },
  ];
}

function sum(events: PoolCounts['events']): number {
  return events.reduce((total, { count }) => total + count, 0);
}
