import { context, propagation } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { callSpan, stageSpans, statementSpan } from './childSpans.ts';
import { requestSpan } from './requestSpans.ts';
import type { Tracing } from './tracing.ts';

export interface TracingOptions {
  /** Where spans are posted, `http://127.0.0.1:4318/v1/traces`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Share of the traces that begin here, 0..1; a caller decides for its own. */
  readonly share: number;
  readonly version: string;
}

const NAME = 'luna-backport3';
/** Spans that wait for the receiver; more are dropped. Some 2 KB each. */
const MOST_WAITING = 4096;
const MOST_AT_ONCE = 512;
const SEND_EVERY_MS = 2000;
const SEND_TIMEOUT_MS = 5000;

/** Starts to trace. The context and the propagator are the API's own and thus of the whole process; closing takes them back. */
export function openTracing({ url, headers, share, version }: TracingOptions): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': NAME, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: SEND_TIMEOUT_MS }),
        maxQueueSize: MOST_WAITING,
        maxExportBatchSize: MOST_AT_ONCE,
        scheduledDelayMillis: SEND_EVERY_MS,
        exportTimeoutMillis: SEND_TIMEOUT_MS,
      }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const tracer = provider.getTracer(NAME, version);
  return {
    beginRequest: (request) => requestSpan(tracer, request),
    call: (name, work) => callSpan(tracer, name, work),
    onStages: (stages) => stageSpans(tracer, stages),
    onStatement: (statement) => statementSpan(tracer, statement),
    async close() {
      try {
        await provider.shutdown();
      } finally {
        context.disable();
        propagation.disable();
      }
    },
  };
}
