import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { LateCache } from '../../concurrency/memory/lateCache.ts';

const REMEMBERED = 10_000;
const MEMORY_MS = 24 * 3600_000;
/** Enough to tell almost every wrong password, too few to find the right one in a copy of the memory. */
const TAG_BYTES = 2;

/**
 * Remembers for a day which credentials were good, only to let them go first: they are verified nevertheless. Keeps two
 * bytes of a keyed hash for each login, nothing of a password that was wrong.
 */
export class KnownCredentials {
  readonly #secret = randomBytes(32);
  readonly #tags = new LateCache<string, Buffer>({ max: REMEMBERED, ttl: MEMORY_MS });

  has(login: string, password: string): boolean {
    const tag = this.#tags.get(login);
    return tag !== undefined && timingSafeEqual(tag, this.#tagOf(login, password));
  }

  add(login: string, password: string): void {
    this.#tags.set(login, this.#tagOf(login, password));
  }

  /** For credentials that are good no more. */
  drop(login: string): void {
    this.#tags.delete(login);
  }

  #tagOf(login: string, password: string): Buffer {
    const hash = createHmac('sha256', this.#secret).update(login).update('\0').update(password).digest();
    return hash.subarray(0, TAG_BYTES);
  }
}
