import { hash } from 'node:crypto';

const HEX_DIGITS = 12;

/**
 * What logs say instead of a token, which is a secret: the start of its SHA-256. With the token one can find its lines;
 * from the lines one cannot find the token, as it has 122 random bits.
 */
export function fingerprint(secret: string): string {
  return hash('sha256', secret, 'hex').slice(0, HEX_DIGITS);
}
