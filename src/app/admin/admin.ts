import { availableParallelism } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createAdminServer } from '../../admin/adminServer.ts';
import type { AdminServices, EventCounts } from '../../admin/operation.ts';
import type { ByteBudget } from '../../concurrency/memory/byteBudget.ts';
import { createAccountAdministration } from '../../core/accounts/accountAdministration.ts';
import type { AuditLog } from '../../core/audit/auditLog.ts';
import { writeBackup } from '../../core/backup/writeBackup.ts';
import { createModelMigration } from '../../core/embedders/modelMigration.ts';
import { writeKeyFile } from '../../core/encryption/accountKeyFile.ts';
import { createEncryption } from '../../core/encryption/encryption.ts';
import type { GalleryAudit } from '../../core/matching/galleryAudit.ts';
import { createListPairs, type ListPairs } from '../../core/matching/listPairs.ts';
import { createHeld } from '../../core/moving/held.ts';
import { createIntake } from '../../core/moving/intake.ts';
import { createCleanup } from '../../core/upkeep/cleanup.ts';
import { createPortraitMove } from '../../core/upkeep/portraitMove.ts';
import { createClock } from '../../domain/time.ts';
import { createClientAddress } from '../../http/clientAddress.ts';
import type { NetProvenance } from '../../models/provenance.ts';
import { createAccountPortraits } from '../../portraits/accountPortraits.ts';
import { type OpenPortraits, portraitsFolder } from '../../portraits/openPortraits.ts';
import type { Settings } from '../../settings/schema.ts';
import { shownSettings } from '../../settings/shownSettings.ts';
import { words } from '../../settings/words.ts';
import type { Store } from '../../store/store.ts';
import type { EmbedderModel } from '../../vision/embed/embedder.ts';
import { createSimilarity } from '../../vision/find/similarity.ts';
import type { AccountServices } from '../accounts.ts';
import { openFaceEngine } from '../engine/faceEngine.ts';
import type { ModelChoice } from '../engine/modelChoice.ts';
import { createAppErasure } from '../upkeep/appErasure.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import { appVersion } from '../version.ts';

export interface AdminFoundations {
  readonly settings: Settings;
  /** What `chooseEmbedder` says. */
  readonly models: ModelChoice;
  readonly embedder: string;
  /** Bill of materials of the nets in use. */
  readonly weights: readonly NetProvenance[];
  readonly store: Store;
  readonly portraits: OpenPortraits;
  readonly upkeep: Upkeep;
  /** Of this process; the command line has nothing in memory. */
  readonly galleryAudit: GalleryAudit | undefined;
  /** Counts of this process; the command line sends no events. */
  readonly events: () => EventCounts;
  readonly metrics: (() => Promise<string>) | undefined;
  readonly services: AccountServices;
  readonly auditLog: AuditLog;
  /** Memory that the bodies under way may take together. */
  readonly bodyMemory: ByteBudget;
}

/**
 * The administrator's API, not listening yet.
 * @param key undefined: for a socket that only the owner of the data can open
 */
export function openAdminServer(
  key: string | undefined,
  foundations: AdminFoundations,
  log: Logger,
): Promise<FastifyInstance> {
  return createAdminServer({
    services: createAdminServices(foundations, log),
    key,
    version: appVersion(),
    log,
    clientAddress: createClientAddress(words(foundations.settings.TRUSTED_PROXIES)),
    audit: foundations.auditLog.isOn ? foundations.auditLog.record : undefined,
    requestTimeout: foundations.settings.REQUEST_TIMEOUT_SECONDS * 1000,
    bodyMemory: foundations.bodyMemory,
  });
}

function createAdminServices(
  {
    settings,
    models,
    embedder,
    weights,
    store,
    portraits,
    services,
    upkeep,
    auditLog,
    galleryAudit,
    events,
    metrics,
  }: AdminFoundations,
  log: Logger,
): AdminServices {
  const { accounts, tokens, statistics, authentication, invitations } = services;
  const accountPortraits = createAccountPortraits(portraits.shared, store.sealer);
  return {
    accounts: createAccountAdministration({ store, accounts, authentication }),
    tokens,
    statistics,
    invitations,
    invitationHours: settings.INVITATION_HOURS,
    erasure: createAppErasure({ settings, store, upkeep, auditLog }, authentication, log),
    retention: upkeep.retention,
    cleanup: createCleanup({
      garbage: store.garbage,
      portraits: portraits.shared,
      clock: createClock(settings.STORAGE_TIME),
      clockGuard: upkeep.clockGuard,
      idempotencyKeys: store.idempotencyKeys,
      keptSeconds: settings.IDEMPOTENCY_HOURS * 3600,
      minimumAgeSeconds: settings.GC_MINIMUM_AGE_HOURS * 3600,
    }),
    intake: createIntake({
      store,
      authentication,
      clock: createClock(settings.STORAGE_TIME),
      storage: settings.TOKEN_STORAGE,
      portraits: settings.BACKPORT3_ENABLE_PORTRAITS ? accountPortraits : undefined,
    }),
    held: createHeld({ store, portraits: accountPortraits }),
    listPairs: createAppListPairs(settings, models.embedders.get(embedder), store, log),
    weights: { embedder, modelId: models.embedders.get(embedder).id, nets: weights },
    modelMigration: createModelMigration({
      embedders: models.embedders,
      store,
      portraits: accountPortraits,
      // One thread, which lets those of requests go first. Portraits are of this service, however small.
      openEngine: (name) =>
        openFaceEngine(
          { ...settings, VISION_WORKERS: 1, VISION_NICENESS: behindRequests(settings), MIN_IMAGE_SIDE: 1 },
          { models, embedder: name },
          log,
          undefined,
          {},
        ),
    }),
    portraitMove: createPortraitMove({
      store,
      places: portraits,
      folder: portraitsFolder(settings.DATA_DIR),
      bucket: portraits.bucket,
    }),
    auditLog,
    encryption: createEncryption({ store, portraits }),
    accountKeys: () => writeKeyFile(store.encryption),
    checkSchema: () => store.checkSchema(),
    backup: createBackup(settings, store, portraits),
    galleryAudit,
    events,
    config: shownSettings(settings),
    metrics,
  };
}

/** A few steps behind the threads that photos of requests are worked on by. */
function behindRequests({ VISION_NICENESS }: Settings): number {
  return Math.min(19, VISION_NICENESS + 5);
}

function createBackup(settings: Settings, { openSnapshot }: Store, portraits: OpenPortraits): AdminServices['backup'] {
  if (!openSnapshot) return undefined;
  const parts = {
    openSnapshot,
    portraits: portraits.shared,
    database: settings.DB_TYPE,
    version: appVersion(),
    settings: shownSettings(settings),
  };
  return (signal) => writeBackup(parts, signal);
}

function createAppListPairs(settings: Settings, model: EmbedderModel, store: Store, log: Logger): ListPairs {
  const { id, dimension, calibration } = model;
  return createListPairs({
    reader: store.listReader,
    feed: store.galleryFeed,
    modelId: id,
    dimension,
    similarity: createSimilarity(calibration),
    threads: settings.GALLERY_WORKERS || availableParallelism(),
    maxBytes: settings.GALLERY_MEMORY_LIMIT,
    log,
  });
}
