import type { Logger } from 'pino';
import type { GalleryAudit } from '../../core/matching/galleryAudit.ts';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import type { Settings } from '../../settings/schema.ts';

export function openGalleryAuditTimer(settings: Settings, log: Logger, audit: GalleryAudit) {
  return startRepeatTimer({
    intervalSeconds: settings.GALLERY_AUDIT_HOURS * 3600,
    run: (signal) => audit.run(undefined, signal),
    // The run has written its line itself.
    onDone: () => undefined,
    onFailed: (err) => log.error({ err }, 'gallery: could not be compared with the database, the next run tries again'),
  });
}
