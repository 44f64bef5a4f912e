import { METHODS } from 'node:http';
import type { Socket } from 'node:net';
import type { DrainLimits } from '../../http/closeInSteps.ts';
import { isClientGone, refuseConnection } from '../../http/closing/refuseConnection.ts';
import type { Compatibility } from '../operations/compatibility.ts';
import type { ParserError } from '../request/repairTarget.ts';
import { type ApiError, apiError } from './apiError.ts';
import type { ErrorName } from './errorTable.ts';
import { renderError } from './renderError.ts';

/** Node's parser errors that have an answer of their own. */
const BY_CODE: Readonly<Record<string, ErrorName>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'requestTimeout',
  HPE_HEADER_OVERFLOW: 'headersTooLarge',
  // A body in a coding other than chunks, e.g. gzip alone.
  HPE_INVALID_TRANSFER_ENCODING: 'unsupportedMedia',
};

/**
 * Answers bytes that are no HTTP request, in the envelope of the contract, and closes the connection.
 * @param headers that every answer carries
 * @param limits of what the client still sends
 * @returns what was answered; undefined when the client is gone
 */
export function refuseMalformed(
  error: ParserError,
  socket: Socket,
  compatibility: Compatibility,
  headers: Readonly<Record<string, string>>,
  limits: DrainLimits,
): ApiError | undefined {
  if (isClientGone(error, socket)) {
    socket.destroy();
    return undefined;
  }
  const refusal = apiError(errorOf(error));
  writeRefusal(refusal, socket, compatibility, headers, limits);
  return refusal;
}

/** The line of a request, with its method. */
const REQUEST_LINE = /^([\w!#$%&'*+.^`|~-]+) \S+ HTTP\/1\.[01]\r?\n/;

function errorOf(error: ParserError): ErrorName {
  return isForeignMethod(error) ? 'methodNotAllowed' : (BY_CODE[error.code ?? ''] ?? 'malformedRequest');
}

/**
 * A method that Node does not know; no path has it. What comes behind a whole request in the same packet, as the rest of a body that is longer
 * than its head says, is no method.
 */
function isForeignMethod({ code, rawPacket }: ParserError): boolean {
  if (code !== 'HPE_INVALID_METHOD' || !Buffer.isBuffer(rawPacket)) return false;
  const [, method] = REQUEST_LINE.exec(rawPacket.toString('latin1')) ?? [];
  return method !== undefined && !METHODS.includes(method);
}

/** Answers on a connection that no request is read from, or none any more, and closes it. */
export function writeRefusal(
  refusal: ApiError,
  socket: Socket,
  compatibility: Compatibility,
  headers: Readonly<Record<string, string>>,
  limits: DrainLimits,
): void {
  const { status } = refusal.entry;
  refuseConnection(socket, { status, headers, body: renderError(refusal, compatibility) }, limits);
}
