/** A figure that says the same on a fast and on a slow machine: both of its parts are measured in one run. */
export interface Ratio {
  /** As guard.json knows it. */
  readonly name: string;
  readonly bench: BenchName;
  /** The row of the bench, or how it begins. */
  readonly row: string;
  /** The row it is divided by, where the bench does not print the ratio itself. */
  readonly by?: string;
  readonly better: 'higher' | 'lower';
  /** What is to be reached on every machine. */
  readonly reach?: number;
}

export type BenchName = keyof typeof BENCHES;

const GALLERY_ROWS = '200000';

/** What is run, short: all of them but `peer` take five minutes on two quiet cores. */
export const BENCHES = {
  vision: ['bench/vision.ts', '--only', 'stages,load', '--embedder', 'fr'],
  peer: ['bench/vision.ts', '--only', 'peer', '--embedder', 'fr'],
  gallery: ['bench/gallery.ts', '--rows', GALLERY_ROWS, '--http', ''],
  crud: ['bench/crud.ts', '--rounds', '3', '--seconds', '2'],
  extraction: ['bench/extraction.ts', '--rounds', '3', '--seconds', '4'],
  start: ['bench/start.ts', '--rounds', '5'],
} as const;

const scan = (row: string) => `${GALLERY_ROWS} × 512: ${row}`;

export const RATIOS: readonly Ratio[] = [
  {
    name: 'engine to the bare runs of its nets, 480 px',
    bench: 'vision',
    row: '480 px, all but the portrait, to the bare runs of its nets',
    better: 'lower',
    reach: 1.2,
  },
  {
    name: 'engine to the bare runs of its nets, 1280 px',
    bench: 'vision',
    row: '1280 px, all but the portrait, to the bare runs of its nets',
    better: 'lower',
    reach: 1.2,
  },
  { name: 'two workers to one', bench: 'vision', row: 'two workers against one', better: 'higher', reach: 1.75 },
  ...([480, 1280] as const).map(
    (side): Ratio => ({
      name: `face-api to engine, ${side} px`,
      bench: 'peer',
      row: `times faster than face-api, ${side} px`,
      better: 'higher',
      reach: 14,
    }),
  ),
  {
    name: 'extract and store through HTTP to the engine',
    bench: 'extraction',
    row: 'extract and store through HTTP to the engine: ratio',
    better: 'higher',
    reach: 0.93,
  },
  {
    name: 'search kernel to a plain loop',
    bench: 'gallery',
    row: scan('int8 scan + top 10, one thread'),
    by: scan('plain JavaScript float32, one thread'),
    better: 'higher',
  },
  {
    name: 'search kernel to memory bandwidth',
    bench: 'gallery',
    row: scan('– bytes that it reads, of the same'),
    better: 'higher',
    reach: 0.85,
  },
  crud('create', 'postgres', 0.75),
  crud('get', 'postgres', 0.6),
  crud('create', 'pglite', 0.8),
  crud('get', 'pglite', 0.7),
  ...(['existing', 'empty'] as const).flatMap((data) => [start(data, 'wall'), start(data, 'processor')]),
];

function crud(operation: 'create' | 'get', database: 'postgres' | 'pglite', reach: number): Ratio {
  return {
    name: `${operation} person to the bare route, ${database}`,
    bench: 'crud',
    row: `${operation} person, ${database}: ratio`,
    better: 'higher',
    reach,
  };
}

function start(data: 'existing' | 'empty', time: 'wall' | 'processor'): Ratio {
  return {
    name: `start to a bare session, ${data} data, ${time} time`,
    bench: 'start',
    row: `service ready, ${data} data: ${time} time`,
    by: `bare session: ${time} time`,
    better: 'lower',
  };
}
