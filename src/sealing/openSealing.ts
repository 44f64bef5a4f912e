import type { Blob, EncryptionRows, Sealing } from '../store/ports/encryption/sealing.ts';
import type { StoreLog } from '../store/sql/storeLog.ts';
import { AccountSealing } from './accountSealing.ts';
import { AccountKeys } from './keys/accountKeys.ts';
import { checkKeyRing } from './keys/checkKeyRing.ts';
import type { HeldKeyRing } from './keys/heldKeyRing.ts';
import { BlobOpener } from './opening/blobOpener.ts';

export interface SealingOptions {
  /** Undefined: no keys are set. */
  readonly ring: HeldKeyRing | undefined;
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
  await checkKeyRing(rows, ring?.current);
  if (!ring) return undefined;
  const mode = await rows.mode();
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
