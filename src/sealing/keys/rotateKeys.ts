import type { EncryptionRows } from '../../store/ports/encryption/sealing.ts';
import type { KeyRing } from './keyRing.ts';
import { unwrapKey, wrapKey } from './wrapKey.ts';

const PAGE = 100;

/**
 * Wraps the keys of all accounts with the active master key; those that have it stay. What is sealed stays as it is.
 * @returns keys that were wrapped again
 * @throws CannotUnwrap; the reason of the signal
 */
export async function rotateKeys(ring: KeyRing, rows: EncryptionRows, signal: AbortSignal): Promise<number> {
  let rotated = 0;
  for (let after: string | undefined; ; ) {
    signal.throwIfAborted();
    const page = await rows.keyPage({ after, limit: PAGE });
    for (const before of page) {
      if (before.masterKey === ring.active.name) continue;
      const key = wrapKey(ring.active, before.accountId, unwrapKey(ring, before));
      // Else its account was erased, or another run was faster.
      if (await rows.rewrapKey(before, key)) rotated++;
    }
    after = page.at(-1)?.accountId;
    if (page.length < PAGE) return rotated;
  }
}
