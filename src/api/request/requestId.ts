import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { headerOf, REQUEST_ID_HEADER } from '../wire/headers.ts';

/** The full form, or LP3's short one with 8 hex digits (contract 00 §4). */
const REQUEST_ID = /^[0-9]{10},([0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

/**
 * The request's own id when it has a well-formed one, else a new one: `<unix seconds>,<uuid4>`.
 * @param zone LOCAL counts the seconds of the local wall clock, as the original's LOG_TIME did.
 */
export function requestIdOf(headers: IncomingHttpHeaders, zone: 'UTC' | 'LOCAL'): string {
  const given = headerOf(headers, REQUEST_ID_HEADER.lp3);
  if (typeof given === 'string' && REQUEST_ID.test(given)) return given;
  const now = new Date();
  const shift = zone === 'LOCAL' ? now.getTimezoneOffset() * -60 : 0;
  return `${Math.floor(now.getTime() / 1000) + shift},${randomUUID()}`;
}
