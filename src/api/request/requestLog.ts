import type { FastifyReply, FastifyRequest } from 'fastify';
import { shownDetail } from '../../http/shownDetail.ts';
import { shownPath } from '../../http/shownPath.ts';
import type { TouchedObjects } from '../../http/touchedObjects.ts';
import type { ApiError } from '../errors/apiError.ts';
import type { ShownToken } from './shownToken.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where it comes from, as far as trusted proxies tell. */
    clientAddress: string;
    /** What it was answered with when it failed. */
    failure: ApiError | undefined;
    /** Ids of what it reads, makes or changes. */
    touched: TouchedObjects;
    /** Descriptors of other models, when its answer had no candidates. */
    otherModels: Readonly<Record<string, number>> | undefined;
  }
}

/** Code and text of an error answer as a log shows them. */
export function shownError({ entry, detail }: ApiError): { readonly code: number; readonly detail: string } {
  const text = typeof detail === 'string' ? detail : JSON.stringify(detail);
  return { code: entry.code, detail: shownDetail(text) };
}

/**
 * One line a request, for auditors and for support: who, from where, what, on which objects, and how it went. Of a known path
 * the template is shown, its ids are among the objects. No header, no body, no query, no secret.
 */
export function logRequest(request: FastifyRequest, reply: FastifyReply, shownToken: ShownToken): void {
  const identity = request.admission?.identity;
  const token = shownToken(identity);
  const route = request.routeOptions.url;
  // Member by member: a spread for each that may be absent takes longer than the line.
  const line: Record<string, unknown> = { method: request.method };
  if (route === undefined) line.path = shownPath(request.url);
  else line.route = route;
  line.status = reply.statusCode;
  line.milliseconds = Math.round(reply.elapsedTime * 10) / 10;
  line.clientAddress = request.clientAddress;
  if (identity) line.accountId = identity.account.accountId;
  if (token !== undefined) line.token = token;
  Object.assign(line, request.touched.members);
  if (request.otherModels) line.otherModels = request.otherModels;
  if (request.failure) line.error = shownError(request.failure);
  request.log.info(line, 'request');
}
