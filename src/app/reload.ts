import type { Logger } from 'pino';
import type { Certificates } from '../http/certificates.ts';
import type { HeldKeyRing } from '../sealing/keys/heldKeyRing.ts';
import { type SettingName, type Settings, settingList } from '../settings/schema.ts';
import type { Store } from '../store/store.ts';
import { reloadKeyRing } from './encryption/reloadKeyRing.ts';
import type { RateLimits } from './listen/rateLimits.ts';

/** Settings that a running service takes over; all others wait for a restart. */
const LIMITS = settingList.filter(({ group }) => group === 'Limits').map(({ name }) => name);
const RELOADED: ReadonlySet<SettingName> = new Set<SettingName>(['LOG_LEVEL', ...LIMITS]);
/** Taken over, too, by a service that has keys and gets keys. */
const KEYS: ReadonlySet<SettingName> = new Set<SettingName>(['ENCRYPTION_KEYS', 'ENCRYPTION_KEYS_COMMAND']);

export interface ReloadedParts {
  readonly log: Logger;
  readonly limits: RateLimits;
  /** Undefined: TLS is off. */
  readonly certificates: Certificates | undefined;
  /** Undefined: nothing is sealed. */
  readonly keyRing: HeldKeyRing | undefined;
  readonly store: Pick<Store, 'encryption'>;
}

/**
 * Takes new settings over as far as that is safe while requests are served, and says in the log what waits for a restart. With master keys
 * that are not right none are taken. @throws SettingsError, StoreRefused then
 */
export function createReload(
  started: Settings,
  { log, limits, certificates, keyRing, store }: ReloadedParts,
): (next: Settings) => Promise<void> {
  let current = started;
  let before: Promise<unknown> = Promise.resolve();

  async function take(next: Settings): Promise<void> {
    const takesKeys = await reloadKeyRing(keyRing, store.encryption, next);
    const isTaken = (name: SettingName) => RELOADED.has(name) || (takesKeys && KEYS.has(name));
    const changed = settingList.map(({ name }) => name).filter((name) => !isSame(current[name], next[name]));
    const taken = changed.filter(isTaken);
    const waiting = changed.filter((name) => !isTaken(name));
    current = { ...current, ...Object.fromEntries(taken.map((name) => [name, next[name]])) };
    if (taken.includes('LOG_LEVEL')) log.level = current.LOG_LEVEL;
    if (taken.some((name) => LIMITS.includes(name))) limits.apply(current);
    await certificates?.reload();
    log.info({ changed: taken }, 'settings reloaded');
    if (waiting.length > 0) log.warn({ settings: waiting }, 'these settings changed, and need a restart');
  }

  return (next) => {
    // A command that prints keys may take its time, and the last signal decides.
    const taking = before.then(() => take(next));
    before = taking.catch(() => undefined);
    return taking;
  };
}

/** Each load makes new arrays. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
