import type { Logger } from 'pino';
import { type AuditLog, createAuditLog } from '../../core/audit/auditLog.ts';
import type { ClockGuard } from '../../core/upkeep/clockGuard.ts';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import { createClock } from '../../domain/time.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Store } from '../../store/store.ts';

const DROP_SECONDS = 3600;

export type AuditSettings = Pick<Settings, 'AUDIT_LOG' | 'AUDIT_KEY' | 'AUDIT_RETENTION_DAYS' | 'STORAGE_TIME'>;

export function openAuditLog(
  settings: AuditSettings,
  store: Pick<Store, 'auditLog'>,
  clockGuard: ClockGuard,
  log: Logger,
): AuditLog {
  return createAuditLog({
    log: store.auditLog,
    isOn: settings.AUDIT_LOG,
    key: settings.AUDIT_KEY,
    keptDays: settings.AUDIT_RETENTION_DAYS,
    clock: createClock(settings.STORAGE_TIME),
    clockGuard,
    onFailed: (err) => log.warn({ err }, 'audit entries could not be written, they are tried again'),
    onDropped: (count) => log.error({ count }, 'audit entries were lost: the database took none for too long'),
  });
}

/** Drops old entries from time to time; its end writes what waits. */
export function startAuditUpkeep(auditLog: AuditLog, log: Logger): { close(): Promise<void> } {
  const timer = startRepeatTimer({
    intervalSeconds: DROP_SECONDS,
    run: (signal) => auditLog.dropOld(signal),
    onDone: (count) => count > 0 && log.info({ count }, 'old audit entries dropped'),
    onFailed: (err) => log.error({ err }, 'old audit entries could not be dropped, the next run tries again'),
  });
  return {
    async close() {
      await timer.close();
      await auditLog.close();
    },
  };
}
