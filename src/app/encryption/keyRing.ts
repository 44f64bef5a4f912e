import { HeldKeyRing } from '../../sealing/keys/heldKeyRing.ts';
import { type KeyRing, KeyRingRefused, parseKeyRing } from '../../sealing/keys/keyRing.ts';
import type { Settings } from '../../settings/schema.ts';
import { SettingsError } from '../../settings/settingsError.ts';

/** As `readKeyRing`, for a process in which others may take their place. @throws SettingsError */
export async function openKeyRing(settings: Settings): Promise<HeldKeyRing | undefined> {
  const ring = await readKeyRing(settings);
  return ring && new HeldKeyRing(ring);
}

/** The master keys that the settings name; undefined where there are none. @throws SettingsError */
export async function readKeyRing({
  ENCRYPTION_KEYS,
  ENCRYPTION_KEYS_COMMAND,
}: Settings): Promise<KeyRing | undefined> {
  try {
    if (ENCRYPTION_KEYS !== '') return parseKeyRing(ENCRYPTION_KEYS);
    if (ENCRYPTION_KEYS_COMMAND === '') return undefined;
    const { runKeyCommand } = await import('../../sealing/keys/keyCommand.ts');
    return parseKeyRing(await runKeyCommand(ENCRYPTION_KEYS_COMMAND));
  } catch (error) {
    if (!(error instanceof KeyRingRefused)) throw error;
    const name = ENCRYPTION_KEYS === '' ? 'ENCRYPTION_KEYS_COMMAND' : 'ENCRYPTION_KEYS';
    throw new SettingsError([error.message.startsWith(name) ? error.message : `${name}: ${error.message}`]);
  }
}
