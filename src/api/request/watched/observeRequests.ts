import type { FastifyRequest } from 'fastify';
import { PREFIXES } from '../../operations/routes.ts';
import type { AnswerWatcher } from './watchAnswers.ts';

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
export function observeRequests(observe: RequestObserver): AnswerWatcher {
  return ({ request, status, ms, accountId }) =>
    observe({
      path: pathOf(request),
      status,
      errorCode: request.failure?.entry.code,
      seconds: ms / 1000,
      accountId,
      requestId: request.id,
    });
}

/** Always the same text for the same route, so that who counts by it finds it at once. */
function pathOf({ method, route }: FastifyRequest): string {
  if (route.url === undefined || !METHODS.has(method)) return 'other';
  const known = route.paths.get(method);
  if (known !== undefined) return known;
  const path = `${method}:${route.operation?.path ?? withoutVersion(route.url)}`;
  route.paths.set(method, path);
  return path;
}

function withoutVersion(url: string): string {
  const prefix = PREFIXES.find((each) => url.startsWith(`${each}/`)) ?? '';
  return url.slice(prefix.length);
}
