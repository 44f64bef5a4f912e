import { hash, timingSafeEqual } from 'node:crypto';
import { newId, type TokenId } from '../../domain/ids.ts';

/** `plain`: a row holds the token, as LUNA PLATFORM 3 and its tools had it. `hashed`: whoever reads it gets no token. */
export type TokenStorage = 'plain' | 'hashed';

/** What tells a row of a token. */
export interface TokenRow {
  readonly tokenId: TokenId;
  /** What the column `token` holds. */
  readonly stored: string;
}

/** Begins what stands in the place of a token that is hashed. */
export const HASHED = 'sha256$';

/** A new token: a UUID4, as clients expect it, of 122 random bits of the operating system. */
export const newToken = (): TokenId => newId<TokenId>();

/** What is stored of a token. 122 random bits are not guessed: a hash without salt and cost gives nothing of it away. */
export function rowOf(token: TokenId, storage: TokenStorage): TokenRow {
  if (storage === 'plain') return { tokenId: token, stored: token };
  return { tokenId: publicIdOf(token), stored: hashOf(token) };
}

/**
 * The id of a token that is hashed: a UUID4 made of the hash, which opens nothing. Its first twelve digits are the
 * fingerprint that lines of the log show of the token.
 */
export function publicIdOf(token: TokenId): TokenId {
  const hex = hash('sha256', token, 'hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-') as TokenId;
}

/** What log lines show of a token, by its public id: the start of its SHA-256 (`fingerprint`), which is in there. */
export function fingerprintIn(publicId: TokenId): string {
  return publicId.slice(0, 8) + publicId.slice(9, 13);
}

/** Ids under which a token may be stored; also when it is told by its public id. */
export function idsOf(token: TokenId): readonly TokenId[] {
  return [token, publicIdOf(token)];
}

/** Whether the token opens what the row stands for; the public id of a hashed one does not. In constant time. */
export function opens(token: TokenId, { tokenId, stored }: TokenRow): boolean {
  const [given, expected] = stored.startsWith(HASHED) ? [hashOf(token), stored] : [token, tokenId];
  // The lengths are no secret.
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function hashOf(token: TokenId): string {
  return `${HASHED}${hash('sha256', token, 'base64url')}`;
}
