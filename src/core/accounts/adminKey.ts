import { createHash, timingSafeEqual } from 'node:crypto';

const BEARER = /^bearer +(\S+) *$/i;

/**
 * Checks `Authorization: Bearer <key>` against the administrator's key. Digests of both are compared, in a time that says
 * nothing about the key or its length.
 */
export function createAdminGate(key: string): (authorization: string | undefined) => boolean {
  const expected = digest(key);
  return (authorization) => {
    const given = BEARER.exec(authorization ?? '')?.[1];
    return given !== undefined && timingSafeEqual(digest(given), expected);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
