import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { streamOf } from './http2/exchange.ts';

/** How long and how much is read from a client that has its answer and still sends. */
export interface DrainLimits {
  readonly bytes: number;
  /** Milliseconds without a byte. */
  readonly idle: number;
  /** Milliseconds in all. */
  readonly whole: number;
}

export const DRAIN: Omit<DrainLimits, 'whole'> = { bytes: 256 * 1024 * 1024, idle: 5000 };

/** While the server closes, a client that still sends gets this long, in milliseconds. */
const WHILE_CLOSING = 500;

/** The rest of a body that is no longer than this is read for the sake of the connection, which stays open. */
const SHORT = 64 * 1024;

/**
 * An answer that leaves before its request was read in full is lost when the connection is torn down: the client writes
 * on, gets a reset, and never reads. So such a connection is closed in steps (RFC 9112 §9.6): the answer with
 * `Connection: close`, the end of our side, the rest of what the client sends read and thrown away, the end.
 */
export function closeInSteps(app: FastifyInstance, limits: DrainLimits): void {
  const draining = new Set<Socket>();
  const closeBehind = (raw: IncomingMessage, reply: FastifyReply) => {
    if (!(Number(raw.headers['content-length']) <= SHORT)) reply.header('Connection', 'close');
    const { socket } = raw;
    // The server calls this when the last answer of a connection has been handed over.
    socket.destroySoon = () => {
      Reflect.deleteProperty(socket, 'destroySoon');
      if (raw.complete) {
        if ('destroySoon' in socket) socket.destroySoon();
        else (socket as Socket).end();
        return;
      }
      draining.add(socket);
      socket.once('close', () => draining.delete(socket));
      drain(socket, limits);
    };
  };
  app.addHook('onSend', ({ raw }, reply, payload, done) => {
    // With HTTP/2 the request ends by itself, and the connection stays (`http2/serveHttp2.ts`).
    if (!raw.complete && announcesBody(raw) && !streamOf(raw)) closeBehind(raw, reply);
    done(null, payload);
  });
  app.addHook('preClose', async () => {
    setTimeout(() => {
      for (const socket of draining) socket.destroy();
    }, WHILE_CLOSING).unref();
  });
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
}

/** Ends our side of a connection and reads what still comes in, within limits; then the connection is gone. */
export function drain(socket: Socket, limits: DrainLimits): void {
  const end = () => {
    clearTimeout(idle);
    clearTimeout(whole);
    socket.destroy();
  };
  const idle = setTimeout(end, limits.idle);
  const whole = setTimeout(end, limits.whole);
  let left = limits.bytes;
  // From here on nothing is parsed: a request behind the body could not be answered any more.
  socket.removeAllListeners('data');
  socket.on('data', (chunk) => {
    left -= chunk.length;
    if (left < 0) {
      end();
      return;
    }
    idle.refresh();
    // One piece a turn: a fast client would keep the event loop for dozens of them.
    socket.pause();
    setImmediate(() => socket.resume());
  });
  socket.on('end', end);
  socket.on('error', end);
  socket.on('close', end);
  socket.end();
  socket.resume();
  // The parser stopped the connection itself, behind the back of the stream, which therefore believes that it is read.
  socket._read(0);
}
