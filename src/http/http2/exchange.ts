import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, type Http2ServerRequest, type Http2ServerResponse, type ServerHttp2Stream } from 'node:http2';

/** Bytes of bodies that have come, by their streams: a connection has many. */
const received = new WeakMap<object, number>();

/** Bytes that have come of the connection of a request; with HTTP/2 of the request alone. */
export function bytesReceived(request: IncomingMessage): number {
  const stream = streamOf(request);
  return stream ? (received.get(stream) ?? 0) : request.socket.bytesRead;
}

/** The stream of a request or an answer; undefined with HTTP/1.1. */
export function streamOf(message: IncomingMessage | ServerResponse): ServerHttp2Stream | undefined {
  return 'stream' in message ? (message.stream as ServerHttp2Stream) : undefined;
}

/** What the rest of the service takes for a request and an answer of HTTP/1.1. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Makes what Node gives for HTTP/2 as much like HTTP/1.1 as the rest of the service takes it to be, before anything looks at it:
 * a body whose length is not told looks like one in chunks, and the answer says whether its client has left.
 */
export function asExchange(asked: Http2ServerRequest, answer: Http2ServerResponse): Exchange {
  const { stream } = asked;
  countReceived(stream);
  if (!stream.endAfterHeaders && asked.headers['content-length'] === undefined) {
    asked.headers['transfer-encoding'] = 'chunked';
  }
  Object.defineProperties(answer, {
    destroyed: { get: () => stream.destroyed },
    writableNeedDrain: { get: () => stream.writableNeedDrain },
    // Node says so of a stream that was cut off as well.
    writableFinished: { get: () => stream.writableFinished && !wasCutOff(stream) },
  });
  return { request: asked as unknown as IncomingMessage, response: answer as unknown as ServerResponse };
}

function wasCutOff({ rstCode, aborted }: ServerHttp2Stream): boolean {
  return aborted || (rstCode !== undefined && rstCode !== constants.NGHTTP2_NO_ERROR);
}

/** Node hands each piece over by `push`; a listener would make the stream flow. */
function countReceived(stream: ServerHttp2Stream): void {
  const push = stream.push.bind(stream);
  received.set(stream, 0);
  stream.push = (piece: Uint8Array | null, encoding?: BufferEncoding) => {
    if (piece) received.set(stream, (received.get(stream) ?? 0) + piece.length);
    return push(piece, encoding);
  };
}
