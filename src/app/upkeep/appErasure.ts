import type { Logger } from 'pino';
import type { AuditLog } from '../../core/audit/auditLog.ts';
import type { Authentication } from '../../core/logins/authentication.ts';
import { createErasure, type Erasure } from '../../core/upkeep/erasure.ts';
import { createClock } from '../../domain/time.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Upkeep } from './upkeep.ts';

export interface AppErasureParts {
  readonly settings: Pick<Settings, 'STORAGE_TIME'>;
  readonly store: Store;
  readonly upkeep: Upkeep;
  readonly auditLog: AuditLog;
}

/** Erasure as administrators and accounts ask for it: told in the log. */
export function createAppErasure(
  { settings, store, upkeep, auditLog }: AppErasureParts,
  authentication: Authentication,
  log: Logger,
): Erasure {
  return createErasure({
    store,
    authentication,
    portraits: upkeep.portraitErasure,
    clock: createClock(settings.STORAGE_TIME),
    eraseFromLog: auditLog.erase,
    onProgress: (accountId, erased) => log.info({ accountId, ...erased }, 'erasing'),
    onErased: (receipt) => log.info({ audit: 'erasure', ...receipt }, 'erased'),
  });
}
