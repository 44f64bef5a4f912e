import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isAboutCredentials, pathWithoutSecrets } from './credentials.ts';
import { ABOUT_CREDENTIALS, type Exchange, NO_BODY } from './exchange.ts';

/** `"GET /4/storage/persons?page=1 HTTP/1.1" 200`, wherever it stands in the line. */
const REQUEST = /"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/\S*)(?: HTTP\/[\d.]+)?" (\d{3})(?:\s|$)/;
/** Requests that are whole without a body. */
const BODILESS = /^\/\d\/matching\/(?:identify|match|verify)\?/;
const API = /^\/\d+\//;

/** A line of the log that nginx, Apache and others write (common or combined); undefined for another, or of another site. */
export function parseLogLine(line: string): Exchange | undefined {
  const [, method, path] = REQUEST.exec(line) ?? [];
  if (method === undefined || path === undefined || !API.test(path)) return undefined;
  const leftOut = isAboutCredentials(method, path)
    ? ABOUT_CREDENTIALS
    : method === 'GET' || method === 'HEAD' || BODILESS.test(path)
      ? undefined
      : NO_BODY;
  return { method, path: pathWithoutSecrets(method, path), as: null, ...(leftOut !== undefined && { leftOut }) };
}

export async function* readAccessLog(path: string): AsyncGenerator<Exchange> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const exchange = parseLogLine(line);
    if (exchange) yield exchange;
  }
}
