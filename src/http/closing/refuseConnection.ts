import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type DrainLimits, drain } from '../closeInSteps.ts';

/** An answer on a connection that no request is read from, or none any more. */
export interface ConnectionRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/** Answers, and closes the connection. @param limits of what the client still sends */
export function refuseConnection(
  socket: Socket,
  { status, headers, body }: ConnectionRefusal,
  limits: DrainLimits,
): void {
  const all = {
    ...headers,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  drain(socket, limits);
}

/** Whether the client of bytes that are no request is gone: then there is nobody to answer. */
export function isClientGone({ code }: Error & { code?: string }, socket: Socket): boolean {
  return code === 'ECONNRESET' || !socket.writable;
}
