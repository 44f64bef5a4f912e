import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PREFIXES } from '../operations/routes.ts';

/** A request that was answered, in values of which there are few, but for the two ids. */
export interface ObservedRequest {
  /** Method and route without its version, `POST:/storage/persons`; `other` for what no route knows (contract 70 §4). */
  readonly path: string;
  readonly status: number;
  readonly errorCode: number | undefined;
  /** From its head to the end of its answer. */
  readonly seconds: number;
  readonly accountId: string | undefined;
  readonly requestId: string;
}

export type RequestObserver = (request: ObservedRequest) => void;

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Tells of each request when its answer has left, or its client. */
export function observeRequests(app: FastifyInstance, observe: RequestObserver): void {
  app.addHook('onResponse', (request, reply, done) => {
    observe({
      path: pathOf(request),
      status: reply.statusCode,
      errorCode: request.failure?.entry.code,
      seconds: reply.elapsedTime / 1000,
      accountId: request.admission?.identity?.account.accountId,
      requestId: request.id,
    });
    done();
  });
}

function pathOf({ method, routeOptions }: FastifyRequest): string {
  const { operation } = routeOptions.config;
  if (operation) return `${method}:${operation.path}`;
  const { url } = routeOptions;
  if (url === undefined || !METHODS.has(method)) return 'other';
  const prefix = PREFIXES.find((each) => url.startsWith(`${each}/`)) ?? '';
  return `${method}:${url.slice(prefix.length)}`;
}
