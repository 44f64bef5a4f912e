import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The span of a request (tracing/tracing.ts). */
interface RequestSpan {
  run<Result>(work: () => Result): Result;
  bodyRead(beganMs: number, bytes: number | undefined): void;
  end(answer: {
    readonly status: number;
    readonly errorCode: number | undefined;
    readonly accountId: string | undefined;
  }): void;
}

/** Begins the span of a request. */
export type RequestTracer = (head: {
  readonly method: string;
  readonly route: string;
  readonly requestId: string;
  readonly headers: FastifyRequest['headers'];
}) => RequestSpan;

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined where nothing is traced. */
    span: RequestSpan | undefined;
  }
}

/** Makes a span of each request, and one of the time in which its body came. */
export function traceRequests(app: FastifyInstance, begin: RequestTracer): void {
  const bodyBegan = new WeakMap<FastifyRequest, number>();
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, id, headers, route } = request;
    request.span = begin({ method, route: route.url ?? 'other', requestId: id, headers });
    done();
  });
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    bodyBegan.set(request, Date.now());
    done();
  });
  app.addHook('preValidation', (request, _reply, done) => {
    const began = bodyBegan.get(request);
    const bytes = Buffer.isBuffer(request.body) ? request.body.length : undefined;
    if (request.bodyShare && began !== undefined) request.span?.bodyRead(began, bytes);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    request.span?.end({
      status: reply.statusCode,
      errorCode: request.failure?.entry.code,
      accountId: request.admission?.identity?.account.accountId,
    });
    done();
  });
}

/** Runs the work so that what it calls belongs to the request's span. */
export function inSpan<Result>(request: FastifyRequest, work: () => Result): Result {
  return request.span ? request.span.run(work) : work();
}
