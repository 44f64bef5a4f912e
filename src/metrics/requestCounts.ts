import { Counter, type Metric, type Registry } from 'prom-client';

/** A request that was answered, as metrics see it. */
export interface CountedRequest {
  /** Method and route, `POST:/storage/persons`; few values. */
  readonly path: string;
  readonly status: number;
  /** Of the error that it was answered with. */
  readonly errorCode: number | undefined;
  readonly seconds: number;
}

/** Seconds; from an answer out of memory to a picture that waits behind others. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What was counted of one path. */
interface PathCounts {
  readonly byStatus: Map<number, number>;
  readonly byError: Map<number, number>;
  /** How many were as fast as each bucket and slower than the one before it; those above the last are in `count` alone. */
  readonly buckets: number[];
  count: number;
  seconds: number;
}

/**
 * Counts requests in plain numbers, which become metrics when a page is asked for: prom-client looks for the numbers of its labels
 * at each count, and a request has several.
 * @returns counts a request
 */
export function countRequests(registry: Registry): (request: CountedRequest) => void {
  const paths = new Map<string, PathCounts>();
  const counter = (
    name: string,
    help: string,
    label: string,
    read: (counts: PathCounts) => Iterable<[number, number]>,
  ) =>
    new Counter({
      name,
      help,
      labelNames: ['path', label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [path, counts] of paths)
          for (const [value, count] of read(counts)) this.inc({ path, [label]: value }, count);
      },
    });
  counter(
    'request_count_total',
    'Requests that were answered, by method and route, and status',
    'status_code',
    ({ byStatus }) => byStatus,
  );
  // The page of the original prints both names.
  for (const name of ['errors_count_total', 'request_errors_total'])
    counter(
      name,
      'Requests that were answered with an error, by method and route, and error code',
      'error_code',
      ({ byError }) => byError,
    );
  registry.registerMetric(secondsOf(paths));

  return ({ path, status, errorCode, seconds }) => {
    let counts = paths.get(path);
    if (!counts) {
      const buckets = BUCKETS.map(() => 0);
      counts = { byStatus: new Map(), byError: new Map(), buckets, count: 0, seconds: 0 };
      paths.set(path, counts);
    }
    add(counts.byStatus, status);
    if (errorCode !== undefined) add(counts.byError, errorCode);
    const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
    if (bucket !== -1) counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1;
    counts.count++;
    counts.seconds += seconds;
  };
}

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A histogram of what was counted: prom-client's own takes single values only. */
function secondsOf(paths: ReadonlyMap<string, PathCounts>): Metric {
  const name = 'luna_request_seconds';
  const help = 'Time from the head of a request to the end of its answer, by method and route';
  const get = async () => ({ name, help, type: 'histogram', values: [...paths].flatMap(samplesOf), aggregator: 'sum' });
  const samplesOf = ([path, { buckets, count, seconds }]: [string, PathCounts]) => {
    const sharedLabels = { path };
    let upTo = 0;
    const below = buckets.map((inBucket, index) => {
      upTo += inBucket;
      return { metricName: `${name}_bucket`, labels: { le: BUCKETS[index] }, sharedLabels, value: upTo };
    });
    return [
      ...below,
      { metricName: `${name}_bucket`, labels: { le: '+Inf' }, sharedLabels, value: count },
      { metricName: `${name}_sum`, sharedLabels, value: seconds },
      { metricName: `${name}_count`, sharedLabels, value: count },
    ];
  };
  // A registry asks for no more than these two; its types ask for one of the classes.
  return { name, get } as unknown as Metric;
}
