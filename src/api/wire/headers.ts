import type { IncomingHttpHeaders } from 'node:http';

/** The API's own headers, each named here and nowhere else (contract 00 §3). */
export const TOKEN_HEADER = 'X-Auth-Token';
/** By the mode: each original writes it in its own way. */
export const REQUEST_ID_HEADER = { backport3: 'Luna-Request-Id', lp3: 'LUNA-Request-Id' } as const;
export const IDEMPOTENCY_KEY = 'Idempotency-Key';
/** Tells the repetition of an answer from the first one. */
export const IDEMPOTENCY_REPLAYED = 'Idempotency-Replayed';

/** A header of a request, however the client wrote its name. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | string[] | undefined {
  return headers[name.toLowerCase()];
}
