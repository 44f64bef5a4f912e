import type { ServerResponse } from 'node:http';
import { constants } from 'node:http2';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { streamOf } from './http2/exchange.ts';

export interface ReaderLimits {
  /** Milliseconds. */
  readonly period: number;
  /** What a client has to take of its answer in that time, in bytes. */
  readonly bytes: number;
}

/** Shorter answers leave at once: the kernel takes them, whatever the client does. */
const SHORT = 64 * 1024;

/** In each period of `ReaderLimits`: far less than the slowest line brings. */
export const LEAST_TAKEN = 64 * 1024;

/**
 * Ends connections whose clients take next to nothing of a long answer: it would stay in memory, and what it is made from
 * open, for as long as they like.
 */
export function cutOffSlowReaders(app: FastifyInstance, limits: ReaderLimits): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (payload instanceof Readable) {
      watch(reply.raw, limits);
      done(null, payload);
    } else if (Buffer.isBuffer(payload) && payload.length > SHORT) {
      watch(reply.raw, limits);
      reply.header('Content-Length', String(payload.length));
      done(null, Readable.from(pieces(payload), { objectMode: false }));
    } else {
      // Text stays as it is: hooks behind this one read it, and no text is as long as a download.
      done(null, payload);
    }
  });
}

/** Only what leaves piece by piece shows how far it is. */
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += SHORT) yield bytes.subarray(at, at + SHORT);
}

/** Bytes that the client has taken, of the connection. With HTTP/2 others share it: each time that the buffer of the stream was empty. */
function countTaken(response: ServerResponse, bytes: number): () => number {
  const { socket } = response;
  if (!streamOf(response)) return () => (socket ? socket.bytesWritten - socket.writableLength : 0);
  let drained = 0;
  response.on('drain', () => {
    drained += bytes;
  });
  return () => drained;
}

/** The client, or with HTTP/2 its stream: the connection may be of others who read. */
function cutOff(response: ServerResponse): void {
  const stream = streamOf(response);
  if (stream) stream.close(constants.NGHTTP2_CANCEL);
  else response.socket?.destroy();
}

function watch(response: ServerResponse, { period, bytes }: ReaderLimits): void {
  const { socket } = response;
  if (!socket) return;
  const taken = countTaken(response, bytes);
  let before = taken();
  const timer = setInterval(() => {
    // An answer that is still being made is slow without its client.
    const isWaiting = response.writableNeedDrain || response.writableEnded;
    if (isWaiting && taken() - before < bytes) cutOff(response);
    before = taken();
  }, period);
  response.once('finish', () => clearInterval(timer));
  response.once('close', () => clearInterval(timer));
}
