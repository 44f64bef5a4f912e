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

/** The line of a request by a method that Node does not know; no path has it. */
const FOREIGN_METHOD = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1\.[01]\r?\n/;

function errorOf({ code, rawPacket }: ParserError): ErrorName {
  const isForeign =
    code === 'HPE_INVALID_METHOD' && Buffer.isBuffer(rawPacket) && FOREIGN_METHOD.test(rawPacket.toString('latin1'));
  return isForeign ? 'methodNotAllowed' : (BY_CODE[code ?? ''] ?? 'malformedRequest');
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
