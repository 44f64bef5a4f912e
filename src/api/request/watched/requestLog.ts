import type { FastifyRequest } from 'fastify';
import { quoted } from '../../../domain/text/quoted.ts';
import { shownDetail } from '../../../http/shownDetail.ts';
import { shownPath } from '../../../http/shownPath.ts';
import type { TouchedObjects } from '../../../http/touchedObjects.ts';
import type { ApiError } from '../../errors/apiError.ts';
import type { Answered } from './watchAnswers.ts';

declare module 'fastify' {
  interface FastifyBaseLogger {
    /**
     * Writes a line of level info whose members are JSON already: to look at each of them takes longer than all else that the line
     * costs. Absent where lines go through something that reads them.
     */
    writeLine?(members: string): void;
  }
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
export function logRequest({ request, status, ms, accountId, token }: Answered): void {
  const { url } = request.route;
  // No address, route, id or fingerprint has a character that JSON would write otherwise. By HTTP/2 a method may be any text.
  let line = url === undefined ? unknownPath(request) : `"method":"${request.method}","route":"${url}"`;
  line += `,"status":${status},"milliseconds":${Math.round(ms * 10) / 10},"clientAddress":"${request.clientAddress}"`;
  if (accountId !== undefined) line += `,"accountId":"${accountId}"`;
  if (token !== undefined) line += `,"token":"${token}"`;
  const { objects, furtherObjects } = request.touched.members;
  if (objects) line += `,"objects":["${objects.join('","')}"]`;
  if (furtherObjects) line += `,"furtherObjects":${furtherObjects}`;
  if (request.otherModels) line += `,"otherModels":${JSON.stringify(request.otherModels)}`;
  if (request.failure) line += `,"error":${JSON.stringify(shownError(request.failure))}`;
  if (request.log.writeLine) {
    request.log.writeLine(`"requestId":"${request.id}",${line},"msg":"request"`);
    return;
  }
  const members = JSON.parse(`{${line}}`);
  request.log.info(members, 'request');
}

function unknownPath({ method, url }: FastifyRequest): string {
  return `"method":${quoted(method)},"path":${quoted(shownPath(url))}`;
}
