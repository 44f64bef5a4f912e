import type { KeyObject } from 'node:crypto';
import { LateCache } from '../../concurrency/memory/lateCache.ts';
import type { SealingRows } from '../../store/ports/encryption/sealing.ts';
import type { HeldKeyRing } from './heldKeyRing.ts';
import { makeKey, unwrapKey } from './wrapKey.ts';

const REMEMBERED = 10_000;
/** How long a key may stay in memory after its account is erased on another node. */
const REMEMBERED_MS = 600_000;

/** Keys of accounts, unwrapped. */
export class AccountKeys {
  readonly #ring: HeldKeyRing;
  readonly #known = new LateCache<string, KeyObject>({ max: REMEMBERED, ttl: REMEMBERED_MS });

  constructor(ring: HeldKeyRing) {
    this.#ring = ring;
  }

  /** Of those accounts that have one. @throws CannotUnwrap */
  async find(rows: SealingRows, accountIds: Iterable<string>): Promise<ReadonlyMap<string, KeyObject>> {
    const found = new Map<string, KeyObject>();
    const unknown: string[] = [];
    for (const accountId of new Set(accountIds)) {
      const key = this.#known.get(accountId);
      if (key) found.set(accountId, key);
      else unknown.push(accountId);
    }
    if (unknown.length === 0) return found;
    for (const wrapped of await rows.keys(unknown)) {
      const key = unwrapKey(this.#ring.current, wrapped);
      found.set(wrapped.accountId, key);
      // A transaction sees what it has made itself, and may be undone.
      if (!rows.isTransaction) this.#known.set(wrapped.accountId, key);
    }
    return found;
  }

  /** With a new one for those that have none. @throws CannotUnwrap */
  async findOrMake(rows: SealingRows, accountIds: Iterable<string>): Promise<ReadonlyMap<string, KeyObject>> {
    const wanted = [...new Set(accountIds)];
    const found = await this.find(rows, wanted);
    const missing = wanted.filter((accountId) => !found.has(accountId));
    if (missing.length === 0) return found;
    for (const accountId of missing) await rows.addKey(makeKey(this.#ring.current, accountId));
    // Another node may have been faster: what is in the database counts.
    return new Map([...found, ...(await this.find(rows, missing))]);
  }

  forget(): void {
    this.#known.clear();
  }
}
