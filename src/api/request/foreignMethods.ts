import type { IncomingMessage } from 'node:http';

/** What routes may have. */
const ROUTED: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const sent = new WeakMap<IncomingMessage, string>();

/**
 * The router takes every page for unknown under a method that it was not told of. So such a request goes the way of
 * OPTIONS, which every page has, and the page refuses it (contract 00 §7). To be asked before a request is routed.
 * @returns its target, as it is
 */
export function routeForeignMethod(request: IncomingMessage): string {
  const { method, url = '/' } = request;
  if (method !== undefined && !ROUTED.has(method)) {
    sent.set(request, method);
    request.method = 'OPTIONS';
  }
  return url;
}

/** Gives a request the method back that its client sent, before anything looks at it. */
export function restoreMethod(request: IncomingMessage): void {
  request.method = sent.get(request) ?? request.method;
}
