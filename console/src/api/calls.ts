import { useSyncExternalStore } from 'react';

/** A call of the service, as it can be made again by hand. */
export interface Call {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly curl: string;
  readonly status: number;
  /** Milliseconds. */
  readonly took: number;
}

const KEPT = 60;
/** Pictures of the screens are no actions. */
const QUIET = /\/storage\/portraits\/|\/ext\/1\/(portraits|live)/;
let calls: readonly Call[] = [];
let next = 1;
const listeners = new Set<() => void>();

/** A request as a line for the shell; credentials are a variable, a picture is a file. */
export async function curlOf(request: Request): Promise<string> {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = ['curl'];
  if (request.method !== 'GET') parts.push('-X', request.method);
  parts.push(quoted(request.url), '-H', '"X-Auth-Token: $LUNA_TOKEN"');
  if (/\/4\/account/.test(request.url)) parts.splice(-2, 2, '-u', '"$LUNA_EMAIL:$LUNA_PASSWORD"');
  const type = request.headers.get('content-type');
  if (type) parts.push('-H', quoted(`Content-Type: ${type}`));
  if (type?.includes('json')) parts.push('-d', quoted(await request.text()));
  else if (type) parts.push('--data-binary', '@photo.jpg');
  return parts.join(' ');
}

/** @param copy one whose body is not read elsewhere */
export async function noteCall(copy: Request, status: number, took: number): Promise<void> {
  const { pathname, search } = new URL(copy.url);
  if (QUIET.test(pathname)) return;
  const curl = await curlOf(copy);
  calls = [{ number: next++, method: copy.method, path: pathname + search, curl, status, took }, ...calls].slice(
    0,
    KEPT,
  );
  for (const listener of listeners) listener();
}

/** The last change that was made, for whoever wants to make it again. */
export function lastChange(): Call | undefined {
  return calls.find(({ method }) => method !== 'GET');
}

export function forgetCalls(): void {
  calls = [];
}

export function useCalls(): readonly Call[] {
  return useSyncExternalStore(subscribe, () => calls);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
