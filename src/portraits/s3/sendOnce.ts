import type { IncomingHttpHeaders, Agent as PlainAgent } from 'node:http';
import { request as plainRequest } from 'node:http';
import { type Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { BucketFailed } from './bucketErrors.ts';

/** Of what is read: a page of a list has a thousand names, a portrait some ten thousand bytes. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface OneRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  readonly agent: PlainAgent | TlsAgent;
  /** Waiting for a connection included. */
  readonly ms: number;
}

/** One request and its whole answer, whatever its status. @throws BucketFailed when there is none in time */
export function sendOnce({ method, url, headers, body, agent, ms }: OneRequest): Promise<Answer> {
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const failed = (why: string, cause?: unknown) => {
      reject(new BucketFailed(`${method}: ${why}`, { passes: true, cause }));
      request.destroy();
    };
    const request = send(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > MOST_BYTES) failed(`the answer is longer than ${MOST_BYTES} bytes`);
        else chunks.push(chunk);
      });
      response.on('error', (error) => failed(error.message, error));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
      response.on('close', () => {
        clearTimeout(timer);
        if (!response.complete) failed('the answer was cut off');
      });
    });
    // By hand: the timeout of a socket does not count what trickles.
    const timer = setTimeout(() => failed(`no answer within ${ms} ms`), ms);
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      failed(error.code ?? error.message, error);
    });
    request.end(body);
  });
}
