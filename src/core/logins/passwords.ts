import { randomBytes, type ScryptOptions, scryptSync, timingSafeEqual } from 'node:crypto';

/** scrypt cost: N iterations (power of two), r block size, p parallelism. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 16 MiB and about a tenth of a second: OWASP's scrypt line with the least memory, since many may log in at once. On how many threads: `PASSWORD_WORKERS`, `passwordThreads.ts`. */
export const DEFAULT_PASSWORD_COST: PasswordCost = { N: 2 ** 14, r: 8, p: 5 };

const KEY_BYTES = 32;
const SALT_BYTES = 16;

interface ParsedHash {
  readonly cost: PasswordCost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/**
 * Text form `scrypt$N$r$p$salt$key` (base64url): the parameters travel with the hash, so the cost can grow later.
 * Blocks its thread for the whole time.
 */
export function hashPassword(password: string, cost: PasswordCost): string {
  const salt = randomBytes(SALT_BYTES);
  return printHash({ cost, salt, key: derive(password, salt, cost) });
}

/** A hash that no password is known for, made at no cost. */
export function decoyHash(cost: PasswordCost): string {
  return printHash({ cost, salt: randomBytes(SALT_BYTES), key: randomBytes(KEY_BYTES) });
}

/**
 * False for a wrong password and for a text that is no hash of ours. A wrong password takes the work of the cost in
 * force, also where the hash is an older, cheaper one or no hash at all: time must not tell an account from no account.
 * Blocks its thread for the whole time.
 */
export function verifyPassword(password: string, hash: string, costInForce: PasswordCost): boolean {
  const parsed = parseHash(hash) ?? { cost: costInForce, salt: randomBytes(SALT_BYTES), key: Buffer.alloc(0) };
  const key = derive(password, parsed.salt, parsed.cost);
  if (key.length === parsed.key.length && timingSafeEqual(key, parsed.key)) return true;
  const { N, r } = parsed.cost;
  const missing = Math.round((workOf(costInForce) - workOf(parsed.cost)) / (N * r));
  if (missing > 0) derive(password, parsed.salt, { N, r, p: missing });
  return false;
}

/** True when a stored hash was made with another cost than the one in force. */
export function needsRehash(hash: string, cost: PasswordCost): boolean {
  const parsed = parseHash(hash);
  return !parsed || parsed.cost.N !== cost.N || parsed.cost.r !== cost.r || parsed.cost.p !== cost.p;
}

function workOf({ N, r, p }: PasswordCost): number {
  return N * r * p;
}

function printHash({ cost, salt, key }: ParsedHash): string {
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

function parseHash(hash: string): ParsedHash | undefined {
  const [scheme, N, r, p, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return undefined;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  if (!Object.values(cost).every((value) => Number.isSafeInteger(value) && value > 0)) return undefined;
  return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Buffer {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return scryptSync(password.normalize('NFC'), salt, KEY_BYTES, options);
}
