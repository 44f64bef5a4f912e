import { checkKeyRing } from '../../sealing/keys/checkKeyRing.ts';
import type { HeldKeyRing } from '../../sealing/keys/heldKeyRing.ts';
import type { Settings } from '../../settings/schema.ts';
import type { EncryptionRows } from '../../store/ports/encryption/sealing.ts';
import { readKeyRing } from './keyRing.ts';

/**
 * Reads the master keys anew, and takes them where the node has keys already.
 * @param held undefined: it has none; those that are given to it now are looked at, and wait for a restart
 * @returns whether they were taken
 * @throws SettingsError, StoreRefused when they cannot be read or do not open what is there
 */
export async function reloadKeyRing(
  held: HeldKeyRing | undefined,
  rows: EncryptionRows,
  settings: Settings,
): Promise<boolean> {
  const ring = await readKeyRing(settings);
  if (!held && !ring) return false;
  if (held && ring) await held.replace(ring, rows);
  else await checkKeyRing(rows, ring);
  return held !== undefined && ring !== undefined;
}
