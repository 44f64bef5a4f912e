import type { Logger } from 'pino';
import type { GalleryAudit } from '../../core/matching/galleryAudit.ts';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import type { Settings } from '../../settings/schema.ts';
import type { UpkeepRuns } from './upkeepRuns.ts';

export function openGalleryAuditTimer(settings: Settings, log: Logger, audit: GalleryAudit, runs: UpkeepRuns) {
  return startRepeatTimer({
    intervalSeconds: settings.GALLERY_AUDIT_HOURS * 3600,
    run: runs.watch('gallery-audit', (signal: AbortSignal) => audit.run(undefined, signal)),
    // The run has written its line itself.
    onDone: () => undefined,
    onFailed: (err) => log.error({ err }, 'gallery: could not be compared with the database, the next run tries again'),
  });
}
