import { Counter, collectDefaultMetrics, Gauge, Histogram, type Metric, Registry } from 'prom-client';
import type { Measure } from './measure.ts';
import { type CountedRequest, countRequests } from './requestCounts.ts';

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

/** Seconds. */
const STAGE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts from now on. The measures of Node.js and of the process (`nodejs_…`, `process_…`) are there from the beginning. */
export function openMetrics({ extraLabels }: MetricsOptions): Metrics {
  const open = new Registry();
  const inner = new Registry();
  for (const registry of [open, inner]) registry.setDefaultLabels({ ...extraLabels });
  collectDefaultMetrics({ register: inner });

  const countRequest = countRequests(open);
  const stageSeconds = new Histogram({
    name: 'luna_vision_stage_seconds',
    help: 'Time that a picture was in a stage of the face engine',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS,
    registers: [inner],
  });

  return {
    countRequest,
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
