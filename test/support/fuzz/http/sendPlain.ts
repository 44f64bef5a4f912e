import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Plain {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A request of HTTP/1.1 that nothing is wrong with. @param authority certificate that signs the server's, where it speaks TLS */
export function sendPlain(
  url: string,
  { method = 'GET', headers = {}, body }: Plain = {},
  authority?: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    request(url, { method, headers: { ...headers, ...length }, ...(authority && { ca: authority }) }, (answer) => {
      text(answer).then((told) => resolve({ status: answer.statusCode ?? 0, text: told }), reject);
    })
      .on('error', reject)
      .end(body);
  });
}
