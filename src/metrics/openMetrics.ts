import { Counter, collectDefaultMetrics, Gauge, Histogram, type Metric, Registry } from 'prom-client';
import type { Measure } from './measure.ts';

/** A request that was answered, as metrics see it. */
export interface CountedRequest {
  /** Method and route, `POST:/storage/persons`; few values. */
  readonly path: string;
  readonly status: number;
  /** Of the error that it was answered with. */
  readonly errorCode: number | undefined;
  readonly seconds: number;
}

export interface Metrics {
  countRequest(request: CountedRequest): void;
  /** How long a picture was in each stage, in milliseconds. */
  countStages(stages: Readonly<Record<string, number>>): void;
  add(measures: readonly Measure[]): void;
  /**
   * Prometheus' text format.
   * @param scope `public`: requests only, by the contract's names; `all`: everything
   */
  render(scope: 'public' | 'all'): Promise<string>;
}

export interface MetricsOptions {
  /** On every metric. */
  readonly extraLabels: Readonly<Record<string, string>>;
}

/** What `render` gives. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** Seconds; from an answer out of memory to a picture that waits behind others. */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const STAGE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts from now on. The measures of Node.js and of the process (`nodejs_…`, `process_…`) are there from the beginning. */
export function openMetrics({ extraLabels }: MetricsOptions): Metrics {
  const open = new Registry();
  const inner = new Registry();
  for (const registry of [open, inner]) registry.setDefaultLabels({ ...extraLabels });
  collectDefaultMetrics({ register: inner });

  const requests = new Counter({
    name: 'request_count_total',
    help: 'Requests that were answered, by method and route, and status',
    labelNames: ['path', 'status_code'],
    registers: [open],
  });
  // The page of the original prints both names.
  const errors = ['errors_count_total', 'request_errors_total'].map(
    (name) =>
      new Counter({
        name,
        help: 'Requests that were answered with an error, by method and route, and error code',
        labelNames: ['path', 'error_code'],
        registers: [open],
      }),
  );
  const seconds = new Histogram({
    name: 'luna_request_seconds',
    help: 'Time from the head of a request to the end of its answer, by method and route',
    labelNames: ['path'],
    buckets: REQUEST_BUCKETS,
    registers: [open],
  });
  const stageSeconds = new Histogram({
    name: 'luna_vision_stage_seconds',
    help: 'Time that a picture was in a stage of the face engine',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS,
    registers: [inner],
  });

  return {
    countRequest({ path, status, errorCode, seconds: taken }) {
      requests.inc({ path, status_code: status });
      if (errorCode !== undefined) for (const each of errors) each.inc({ path, error_code: errorCode });
      seconds.observe({ path }, taken);
    },
    countStages(stages) {
      for (const [stage, ms] of Object.entries(stages)) stageSeconds.observe({ stage }, ms / 1000);
    },
    add(measures) {
      for (const measure of measures) inner.registerMetric(metricOf(measure));
    },
    async render(scope) {
      if (scope === 'public') return open.metrics();
      return `${await open.metrics()}\n${await inner.metrics()}`;
    },
  };
}

function metricOf({ name, help, type, labels = [], read }: Measure): Metric {
  const shape = { name, help, labelNames: [...labels], registers: [] };
  if (type === 'gauge') {
    return new Gauge({
      ...shape,
      collect() {
        this.reset();
        for (const { value, labels: own = {} } of samplesOf(read())) this.set(own, value);
      },
    });
  }
  return new Counter({
    ...shape,
    collect() {
      // What is counted elsewhere is told as it stands there.
      this.reset();
      for (const { value, labels: own = {} } of samplesOf(read())) this.inc(own, value);
    },
  });
}

function samplesOf(value: ReturnType<Measure['read']>) {
  if (value === undefined) return [];
  return typeof value === 'number' ? [{ value }] : value;
}
