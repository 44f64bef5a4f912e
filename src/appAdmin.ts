import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createAdminServer } from './admin/adminServer.ts';
import type { AdminServices, EventCounts } from './admin/operation.ts';
import type { AccountServices } from './appAccounts.ts';
import type { Upkeep } from './appUpkeep.ts';
import { appVersion } from './appVersion.ts';
import { createAccountAdministration } from './core/accountAdministration.ts';
import { createErasure } from './core/erasure.ts';
import type { GalleryAudit } from './core/galleryAudit.ts';
import type { ByteBudget } from './domain/byteBudget.ts';
import { createClock } from './domain/time.ts';
import { createClientAddress } from './http/clientAddress.ts';
import type { Settings } from './settings/schema.ts';
import { shownSettings } from './settings/shownSettings.ts';
import { words } from './settings/words.ts';
import type { Store } from './store/store.ts';

export interface AdminFoundations {
  readonly settings: Settings;
  readonly store: Store;
  readonly upkeep: Upkeep;
  /** Of this process; the command line has nothing in memory. */
  readonly galleryAudit: GalleryAudit | undefined;
  /** Counts of this process; the command line sends no events. */
  readonly events: () => EventCounts;
  readonly services: AccountServices;
  /** Memory that the bodies under way may take together. */
  readonly bodyMemory: ByteBudget;
}

/** The administrator's API, not listening yet. */
export function openAdminServer(key: string, foundations: AdminFoundations, log: Logger): Promise<FastifyInstance> {
  return createAdminServer({
    services: createAdminServices(foundations, log),
    key,
    version: appVersion(),
    log,
    clientAddress: createClientAddress(words(foundations.settings.TRUSTED_PROXIES)),
    requestTimeout: foundations.settings.REQUEST_TIMEOUT_SECONDS * 1000,
    bodyMemory: foundations.bodyMemory,
  });
}

function createAdminServices(
  { settings, store, services, upkeep, galleryAudit, events }: AdminFoundations,
  log: Logger,
): AdminServices {
  const { accounts, tokens, statistics, authentication, invitations } = services;
  return {
    accounts: createAccountAdministration({ store, accounts, authentication }),
    tokens,
    statistics,
    invitations,
    invitationHours: settings.INVITATION_HOURS,
    erasure: createErasure({
      store,
      authentication,
      portraits: upkeep.portraitErasure,
      clock: createClock(settings.STORAGE_TIME),
      onProgress: (accountId, erased) => log.info({ accountId, ...erased }, 'erasing'),
      onErased: (receipt) => log.info({ audit: 'erasure', ...receipt }, 'erased'),
    }),
    retention: upkeep.retention,
    galleryAudit,
    events,
    config: shownSettings(settings),
  };
}
