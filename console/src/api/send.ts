import { createLunaClient } from '../../../client/src/client.ts';
import { LunaError } from '../../../client/src/lunaError.ts';
import { credentialsInUse, headersOf, renewed } from '../session/session.ts';
import { noteCall } from './calls.ts';

/** Where the service is: the page is at `console` below it, wherever a proxy has put both. */
export const ROOT = `${location.origin}${location.pathname.replace(/console\/?$/, '')}`.replace(/\/$/, '');

/** Milliseconds by which the server's clock is ahead of the browser's, which may be wrong. */
let clockLead = 0;

/** The server's time, in milliseconds. */
export function serverNow(): number {
  return Date.now() + clockLead;
}

/**
 * Sends a request with the credentials in use. When these are no longer taken, it waits until the user has signed in again and
 * then sends it once more: what was under way is not lost.
 * @throws SignedOut, TypeError when the server is out of reach
 */
export async function send(request: Request): Promise<Response> {
  for (;;) {
    const credentials = credentialsInUse();
    // Without `omit` the browser would ask for a password itself when it sees a 401.
    const attempt = new Request(request.clone(), { credentials: 'omit' });
    for (const [name, value] of Object.entries(headersOf(credentials))) attempt.headers.set(name, value);
    const begin = performance.now();
    const response = await fetch(attempt);
    noteClock(response);
    void noteCall(copied(request), response.status, performance.now() - begin);
    if (response.status !== 401) return response;
    await renewed(credentials);
  }
}

/** Without the bytes of a picture, which is not shown. */
function copied(request: Request): Request {
  const isText = request.headers.get('content-type')?.includes('json');
  return isText ? request.clone() : new Request(request.url, { method: request.method, headers: request.headers });
}

function noteClock(response: Response): void {
  const time = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(time)) clockLead = Math.abs(time - Date.now()) > 30_000 ? time - Date.now() : 0;
}

/** The typed client of the API, whose requests go through `send`. */
export const luna = createLunaClient(ROOT);
luna.use({ onRequest: ({ request }) => send(request) });

/** What `ask` sends: members of the query that are undefined are left out. */
export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly json?: unknown;
  readonly body?: Blob;
  readonly signal?: AbortSignal | undefined;
}

export function requestOf(path: string, { method = 'GET', query = {}, json, body, signal }: Asked): Request {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(pairs).toString();
  const type = json === undefined ? body?.type : 'application/json';
  return new Request(`${ROOT}${path}${search && `?${search}`}`, {
    method,
    body: json === undefined ? (body ?? null) : JSON.stringify(json),
    headers: type ? { 'Content-Type': type } : {},
    signal: signal ?? null,
  });
}

/** An answer's JSON, of a path that the generated client does not know. @throws LunaError */
export async function ask<Data>(path: string, asked: Asked = {}): Promise<Data> {
  const response = await send(requestOf(path, asked));
  const text = await response.text();
  if (!response.ok) throw new LunaError(response, parsed(text));
  return parsed(text) as Data;
}

/** A proxy's error page is no JSON. */
function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
