import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientGone } from '../../domain/errors.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import { challenge } from '../request/credentials.ts';
import { apiError } from './apiError.ts';
import { ERRORS } from './errorTable.ts';
import { mapError } from './mapError.ts';
import { JSON_TYPE, renderError } from './renderError.ts';

const CLIENT_GONE = 499;

/** The one mapper at the edge: whatever was thrown leaves as an answer of the error table; what is unknown is logged. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  compatibility: Compatibility,
): void {
  if (error instanceof ClientGone) {
    // No client sees it: the number is for the log, where proxies use it for the same.
    reply.code(CLIENT_GONE).send();
    return;
  }
  const known = mapError(error, compatibility);
  const failed = known ?? apiError('unknown');
  const unexpected = known ? known.cause : error;
  if (request.socket.destroyed) request.log.debug('the client left before the answer');
  else if (unexpected) request.log.error({ err: unexpected }, 'request failed');

  request.failure = failed;
  const { status } = failed.entry;
  reply.code(status);
  if (status === 401) {
    const { operation, challenge: ownChallenge } = request.route;
    reply.header('WWW-Authenticate', ownChallenge ?? challenge(operation?.access ?? 'account'));
  }
  if (failed.retryAfter !== undefined) reply.header('Retry-After', String(failed.retryAfter));
  if (failed.entry === ERRORS.portraitsOff && compatibility.portraitsOffAsText) {
    reply.type('text/html').send('Forbidden');
    return;
  }
  // The text is final: a route's serializer would drop members that its schema lacks.
  reply.type(JSON_TYPE).serializer(String).send(renderError(failed, compatibility));
}
