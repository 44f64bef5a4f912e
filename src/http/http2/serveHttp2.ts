import { constants, createServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { Server } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { asExchange, streamOf } from './exchange.ts';
import type { Http2Options } from './http2Options.ts';
import { Sessions } from './sessions.ts';

/** Milliseconds in which a client has read its answer: some drop what they have not read when the end of the stream comes with it. */
const READING_MS = 250;

/** What a server offers in the handshake; a client that names neither speaks HTTP/1.1. */
export const HTTP2_OR_1: readonly string[] = ['h2', 'http/1.1'];

/** Frames that a connection may keep waiting, in MB: Node closes one that needs more. */
const SESSION_MEMORY_MB = 10;
/** Of a frame that is no HTTP/2, and of streams beyond the limit: then the connection ends. */
const MOST_BAD_FRAMES = 50;
const MOST_REFUSED = 100;

/**
 * Speaks HTTP/2 with those clients of a server with TLS that choose it in the handshake. The server stays one of HTTP/1.1: nothing changes
 * for all others, and each request of HTTP/2 goes the same way through it.
 */
export function serveHttp2(app: FastifyInstance, options: Http2Options): void {
  const server = app.server as Server;
  const sessions = new Sessions(options);
  const http2 = createServer({
    settings: { maxConcurrentStreams: options.streams, maxHeaderListSize: options.headerLimit, enablePush: false },
    maxSessionMemory: SESSION_MEMORY_MB,
    maxSessionInvalidFrames: MOST_BAD_FRAMES,
    maxSessionRejectedStreams: MOST_REFUSED,
  });
  http2.on('session', (session) => sessions.add(session));
  const pass = (asked: Http2ServerRequest, answer: Http2ServerResponse) => {
    const { request, response } = asExchange(asked, answer);
    cutOffLate(asked, options.requestTimeout);
    server.emit('request', request, response);
  };
  // Without listeners Node itself would say 100 before anything was looked at.
  for (const event of ['request', 'checkContinue', 'checkExpectation'] as const) http2.on(event, pass);
  takeOver(server, (socket) => http2.emit('connection', socket));
  withSessions(server, sessions);
  app.addHook('preClose', async () => sessions.beginClosing());
  endUnread(app);
}

/** Connections that chose HTTP/2 go to it, and to nobody who speaks HTTP/1.1. */
function takeOver(server: Server, serve: (socket: TLSSocket) => void): void {
  const listeners = server.listeners('secureConnection');
  server.removeAllListeners('secureConnection');
  server.on('secureConnection', (socket) => {
    if (socket.alpnProtocol === 'h2') serve(socket);
    else for (const listener of listeners) listener.call(server, socket);
  });
}

/** Who closes the server's connections closes these as well. */
function withSessions(server: Server, sessions: Sessions): void {
  const { closeAllConnections, closeIdleConnections } = server;
  server.closeAllConnections = () => {
    closeAllConnections.call(server);
    sessions.destroyAll();
  };
  server.closeIdleConnections = () => {
    closeIdleConnections.call(server);
    sessions.closeIdle();
  };
}

/** Node has no limit of its own for a request of HTTP/2 that does not come to its end. */
function cutOffLate({ stream }: Http2ServerRequest, requestTimeout: number): void {
  if (stream.endAfterHeaders) return;
  const timer = setTimeout(() => {
    if (!stream.readableEnded) stream.close(constants.NGHTTP2_CANCEL);
  }, requestTimeout).unref();
  stream.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}

/** The rest of a body whose answer has left is not wanted (RFC 9113 §8.1). */
function endUnread(app: FastifyInstance): void {
  app.addHook('onSend', ({ raw }, _reply, payload, done) => {
    const stream = streamOf(raw);
    if (stream && !raw.complete) {
      stream.once('finish', () => {
        const timer = setTimeout(() => stream.close(constants.NGHTTP2_NO_ERROR), READING_MS).unref();
        stream.once('close', () => clearTimeout(timer));
      });
    }
    done(null, payload);
  });
}
