import {
  context,
  defaultTextMapGetter,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { RequestSpan, TracedRequest } from './tracing.ts';

const FIRST_SERVER_ERROR = 500;

/** Begins the span of a request, below its caller's where it names one. */
export function requestSpan(tracer: Tracer, { method, route, requestId, headers }: TracedRequest): RequestSpan {
  const parent = propagation.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
  const attributes = { 'http.request.method': method, 'http.route': route, 'luna.request_id': requestId };
  const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
  const inside = trace.setSpan(parent, span);
  return {
    run: (work) => context.with(inside, work),
    bodyRead(beganMs, bytes) {
      const size = bytes === undefined ? {} : { 'http.request.body.size': bytes };
      tracer.startSpan('body', { startTime: beganMs, attributes: size }, inside).end();
    },
    end({ status, errorCode, accountId }) {
      span.setAttribute('http.response.status_code', status);
      if (errorCode !== undefined) span.setAttribute('luna.error_code', errorCode);
      if (accountId !== undefined) span.setAttribute('luna.account_id', accountId);
      if (status >= FIRST_SERVER_ERROR) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
