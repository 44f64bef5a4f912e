import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { DrainLimits } from '../http/closeInSteps.ts';
import { isClientGone, refuseConnection } from '../http/closing/refuseConnection.ts';
import { answerHeaders } from '../http/securityHeaders.ts';
import { ADMIN_ERRORS, AdminError } from './adminError.ts';

/** Node's parser errors that have an answer of their own. */
const BY_CODE: Readonly<Record<string, AdminError>> = {
  ERR_HTTP_REQUEST_TIMEOUT: new AdminError('timeout', 'the request was not sent in time'),
  HPE_HEADER_OVERFLOW: new AdminError('headers-too-large', 'the URL and the headers are too long'),
};

const MALFORMED = new AdminError('bad-request', 'this is no HTTP request');
const NO_CONNECT = new AdminError('method-not-allowed', 'CONNECT is a method that no path has');

/** Answers bytes that are no HTTP request as everything else, and closes the connection. @param limits of what the client still sends */
export function refuseMalformed(error: Error & { code?: string }, socket: Socket, limits: DrainLimits): void {
  if (isClientGone(error, socket)) socket.destroy();
  else refuse(BY_CODE[error.code ?? ''] ?? MALFORMED, socket, limits);
}

/** Node takes CONNECT for no request: without this the connection just ends. */
export function refuseConnect({ server }: FastifyInstance, limits: DrainLimits): void {
  server.on('connect', (_request, stream) => {
    const socket = stream as Socket;
    refuse(
      NO_CONNECT,
      socket.on('error', () => undefined),
      limits,
    );
  });
}

function refuse({ kind, message }: AdminError, socket: Socket, limits: DrainLimits): void {
  const body = JSON.stringify({ error: kind, detail: message });
  refuseConnection(socket, { status: ADMIN_ERRORS[kind], headers: answerHeaders(''), body }, limits);
}
