import { context, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { TracedStatement } from './tracing.ts';

/** A longer text is a list of many rows, of which the first lines say enough. */
const LONGEST_STATEMENT = 500;

/** Runs the work in a span below the one at hand. Outside of a request nothing is traced: upkeep has log lines of its own. */
export function callSpan<Result>(tracer: Tracer, name: string, work: () => Promise<Result>): Promise<Result> {
  if (!trace.getActiveSpan()) return work();
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await work();
    } catch (error) {
      // The message of an error may have a name or an id in it.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Spans of stages, of which the lengths and the order are known: the last one ends now. */
export function stageSpans(tracer: Tracer, stages: Readonly<Record<string, number>>): void {
  if (!trace.getActiveSpan()) return;
  const entries = Object.entries(stages);
  let at = Date.now() - entries.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  for (const [stage, milliseconds] of entries) {
    const span = tracer.startSpan(stage, { startTime: at }, context.active());
    at += milliseconds;
    span.end(at);
  }
}

/** The span of a statement that has been answered. */
export function statementSpan(tracer: Tracer, { sql, milliseconds, error }: TracedStatement): void {
  if (!trace.getActiveSpan()) return;
  const now = Date.now();
  const [verb = 'sql'] = /^\w+/.exec(sql) ?? [];
  const span = tracer.startSpan(`sql ${verb.toLowerCase()}`, {
    kind: SpanKind.CLIENT,
    startTime: now - milliseconds,
    attributes: { 'db.query.text': sql.slice(0, LONGEST_STATEMENT) },
  });
  if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(now);
}
