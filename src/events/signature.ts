import { createHmac } from 'node:crypto';

/** Name of the header that lets a receiver know who sent an event, and that it was not changed. */
export const SIGNATURE_HEADER = 'X-Luna-Signature';

/**
 * `t=<unix seconds>,v1=<hex>`: HMAC-SHA-256 over the seconds, a dot and the body. The time is inside, so that a receiver can
 * refuse old ones.
 */
export function sign(body: string, key: string, unixSeconds: number): string {
  const mac = createHmac('sha256', key).update(`${unixSeconds}.${body}`).digest('hex');
  return `t=${unixSeconds},v1=${mac}`;
}
