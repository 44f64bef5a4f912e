import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createAdminServer } from './admin/adminServer.ts';
import type { AdminServices } from './admin/operation.ts';
import type { AccountServices } from './appAccounts.ts';
import { appVersion } from './appVersion.ts';
import { createAccountAdministration } from './core/accountAdministration.ts';
import type { Settings } from './settings/schema.ts';
import { shownSettings } from './settings/shownSettings.ts';
import type { Store } from './store/store.ts';

export interface AdminFoundations {
  readonly settings: Settings;
  readonly store: Store;
  readonly services: AccountServices;
}

/** The administrator's API, not listening yet. */
export function openAdminServer(key: string, foundations: AdminFoundations, log: Logger): Promise<FastifyInstance> {
  return createAdminServer({
    services: createAdminServices(foundations),
    key,
    version: appVersion(),
    log,
    requestTimeout: foundations.settings.REQUEST_TIMEOUT_SECONDS * 1000,
  });
}

function createAdminServices({ settings, store, services }: AdminFoundations): AdminServices {
  const { accounts, tokens, statistics, authentication } = services;
  return {
    accounts: createAccountAdministration({ store, accounts, authentication }),
    tokens,
    statistics,
    config: shownSettings(settings),
  };
}

/** @returns where it listens */
export async function listenAsAdmin(
  server: FastifyInstance,
  { ADMIN_HOST, ADMIN_PORT }: Settings,
): Promise<AddressInfo> {
  await server.listen({ host: ADMIN_HOST, port: ADMIN_PORT });
  return server.server.address() as AddressInfo;
}
