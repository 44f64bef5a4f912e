import type { Blob, EncryptionRows, Sealing } from '../store/ports/encryption/sealing.ts';
import { StoreRefused } from '../store/sql/storeErrors.ts';
import type { StoreLog } from '../store/sql/storeLog.ts';
import { AccountSealing } from './accountSealing.ts';
import { AccountKeys } from './keys/accountKeys.ts';
import type { KeyRing } from './keys/keyRing.ts';
import { CannotUnwrap, unwrapKey } from './keys/wrapKey.ts';
import { BlobOpener } from './opening/blobOpener.ts';

export interface SealingOptions {
  /** Undefined: no keys are set. */
  readonly ring: KeyRing | undefined;
  /** Whether there is anything that may have been stored unsealed. */
  readonly hasAccounts: () => Promise<boolean>;
  readonly log: StoreLog;
  /** Shorter for tests. */
  readonly modeAgeMs?: number;
}

/** Between two log lines about blobs that cannot be read. */
const LOG_PAUSE_MS = 60_000;

/**
 * Compares the key ring with what the database says; a new database is sealed from its first row on.
 * @returns undefined without keys
 * @throws StoreRefused when the data is sealed and the keys are missing or others
 */
export async function openSealing(rows: EncryptionRows, options: SealingOptions): Promise<Sealing | undefined> {
  const { ring, hasAccounts, log, modeAgeMs } = options;
  const [mode, masters] = [await rows.mode(), await rows.masterKeys()];
  if (!ring) {
    if (mode !== 'sealed' && masters.size === 0) return undefined;
    throw refused('vectors and portraits are sealed: set ENCRYPTION_KEYS_FILE or ENCRYPTION_KEYS_COMMAND');
  }
  await checkRing(rows, ring, masters);
  if (mode === undefined && !(await hasAccounts())) await rows.setMode('sealed');
  else if (mode !== 'sealed') {
    log.warn({}, 'encryption: there are keys, and nothing is sealed');
  }
  const keys = new AccountKeys(ring);
  const opener = new BlobOpener((err) =>
    log.warn({ err }, 'encryption: a thread that opens vectors died and was replaced'),
  );
  return new AccountSealing({ ring, keys, opener, onUnreadable: createReporter(log), modeAgeMs });
}

/** Every master key in use must be there, and be the one. */
async function checkRing(rows: EncryptionRows, ring: KeyRing, masters: ReadonlyMap<string, number>): Promise<void> {
  const unchecked = new Set(masters.keys());
  for (const name of unchecked) {
    if (ring.byName.has(name)) continue;
    throw refused(`the key ring lacks the master key ${name}, which wraps the keys of ${masters.get(name)} accounts`);
  }
  let after: string | undefined;
  while (unchecked.size > 0) {
    const page = await rows.keyPage({ after, limit: 100 });
    for (const key of page.filter(({ masterKey }) => unchecked.delete(masterKey))) {
      try {
        unwrapKey(ring, key);
      } catch (error) {
        if (error instanceof CannotUnwrap) throw refused(error.message);
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

/** One line a minute for each reason: a list may hold thousands of them. */
function createReporter(log: StoreLog) {
  const saidAt = new Map<string, number>();
  return (reason: 'no key' | 'tampered', blobs: readonly Blob[]) => {
    const now = performance.now();
    if (now - (saidAt.get(reason) ?? Number.NEGATIVE_INFINITY) < LOG_PAUSE_MS) return;
    saidAt.set(reason, now);
    const { accountId, kind, descriptorId } = blobs[0] as Blob;
    const details = { accountId, kind, descriptorId, count: blobs.length };
    if (reason === 'no key') log.warn(details, 'encryption: the key of an account is gone, and its data is left out');
    else log.warn(details, 'encryption: sealed data was changed, or sealed with another key, and is left out');
  };
}
