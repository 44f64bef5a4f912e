import type { EncryptionRows } from '../../store/ports/encryption/sealing.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import type { KeyRing } from './keyRing.ts';
import { CannotUnwrap, unwrapKey } from './wrapKey.ts';

const PAGE = 100;

/** What is to be known of a database. */
export type KeyRows = Pick<EncryptionRows, 'mode' | 'masterKeys' | 'keyPage'>;

/**
 * Every master key in use must be there, and be the one.
 * @param ring undefined: there are no keys
 * @throws StoreRefused when the data is sealed and the keys are missing or others
 */
export async function checkKeyRing(rows: KeyRows, ring: KeyRing | undefined): Promise<void> {
  const masters = await rows.masterKeys();
  if (!ring) {
    if (masters.size === 0 && (await rows.mode()) !== 'sealed') return;
    throw refused('vectors and portraits are sealed: set ENCRYPTION_KEYS_FILE or ENCRYPTION_KEYS_COMMAND');
  }
  const unchecked = new Set(masters.keys());
  for (const name of unchecked) {
    if (ring.byName.has(name)) continue;
    throw refused(`the key ring lacks the master key ${name}, which wraps the keys of ${masters.get(name)} accounts`);
  }
  let after: string | undefined;
  while (unchecked.size > 0) {
    const page = await rows.keyPage({ after, limit: PAGE });
    for (const key of page.filter(({ masterKey }) => unchecked.delete(masterKey))) {
      try {
        unwrapKey(ring, key);
      } catch (error) {
        if (error instanceof CannotUnwrap) throw refused(error.reason);
        throw error;
      }
    }
    after = page.at(-1)?.accountId;
    // All were rotated away meanwhile.
    if (after === undefined) return;
  }
}

function refused(message: string): StoreRefused {
  return new StoreRefused('misconfigured', `${message} (docs/encryption.md)`);
}
