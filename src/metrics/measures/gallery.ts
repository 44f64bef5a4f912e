import { byLabel, counter, gauge, type Measure } from '../measure.ts';

/** What the lists in memory tell. */
export interface GalleryCounts {
  readonly lists: number;
  readonly rows: number;
  readonly bytes: number;
  readonly limitBytes: number;
  /** Longest time since a list was compared with the database, in milliseconds. */
  readonly lagMs: number;
  readonly loading: number;
  readonly loads: number;
  readonly loadMs: number;
  readonly evictions: number;
  readonly searches: number;
  readonly searchMs: number;
  /** Lists that audits looked at, by what they found. */
  readonly audits: Readonly<Record<string, number>>;
}

export function galleryMeasures(read: () => GalleryCounts): readonly Measure[] {
  return [
    gauge('luna_gallery_lists', 'Lists in memory', () => read().lists),
    gauge('luna_gallery_rows', 'Descriptors in memory', () => read().rows),
    gauge('luna_gallery_bytes', 'Memory of lists', () => read().bytes),
    gauge('luna_gallery_limit_bytes', 'Memory that lists may take', () => read().limitBytes),
    gauge(
      'luna_gallery_lag_seconds',
      'Longest time since a list in memory was compared with the database',
      () => read().lagMs / 1000,
    ),
    gauge('luna_gallery_loading', 'Lists that are being loaded', () => read().loading),
    counter('luna_gallery_loads_total', 'Lists that were loaded whole', () => read().loads),
    counter('luna_gallery_load_seconds_total', 'Time that those loads took', () => read().loadMs / 1000),
    counter('luna_gallery_evictions_total', 'Lists that made room for others', () => read().evictions),
    counter('luna_gallery_searches_total', 'Searches of lists', () => read().searches),
    counter('luna_gallery_search_seconds_total', 'Time that those searches took', () => read().searchMs / 1000),
    byLabel(
      { name: 'luna_gallery_audited_total', type: 'counter', help: 'Lists compared row by row, by what was found' },
      'state',
      () => Object.entries(read().audits),
    ),
  ];
}
