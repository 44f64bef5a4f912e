import type { Logger } from 'pino';
import type { Certificates } from '../http/certificates.ts';
import { type SettingName, type Settings, settingList } from '../settings/schema.ts';
import type { RateLimits } from './listen/rateLimits.ts';

/** Settings that a running service takes over; all others wait for a restart. */
const LIMITS = settingList.filter(({ group }) => group === 'Limits').map(({ name }) => name);
const RELOADED: ReadonlySet<SettingName> = new Set<SettingName>(['LOG_LEVEL', ...LIMITS]);

export interface ReloadedParts {
  readonly log: Logger;
  readonly limits: RateLimits;
  /** Undefined: TLS is off. */
  readonly certificates: Certificates | undefined;
}

/** Takes new settings over as far as that is safe while requests are served, and says in the log what waits for a restart. */
export function createReload(
  started: Settings,
  { log, limits, certificates }: ReloadedParts,
): (next: Settings) => Promise<void> {
  let current = started;
  return async (next) => {
    const changed = settingList.map(({ name }) => name).filter((name) => !isSame(current[name], next[name]));
    const taken = changed.filter((name) => RELOADED.has(name));
    const waiting = changed.filter((name) => !RELOADED.has(name));
    current = { ...current, ...Object.fromEntries(taken.map((name) => [name, next[name]])) };
    if (taken.includes('LOG_LEVEL')) log.level = current.LOG_LEVEL;
    if (taken.some((name) => LIMITS.includes(name))) limits.apply(current);
    await certificates?.reload();
    log.info({ changed: taken }, 'settings reloaded');
    if (waiting.length > 0) log.warn({ settings: waiting }, 'these settings changed, and need a restart');
  };
}

/** Each load makes new arrays. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
