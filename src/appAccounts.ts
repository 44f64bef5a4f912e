import { type Accounts, createAccounts } from './core/accounts.ts';
import { type Authentication, createAuthentication } from './core/authentication.ts';
import { DEFAULT_PASSWORD_COST } from './core/passwords.ts';
import { createStatistics, type Statistics } from './core/statistics.ts';
import { createTokens, type Tokens } from './core/tokens.ts';
import { createClock } from './domain/time.ts';
import type { Settings } from './settings/schema.ts';
import type { Store } from './store/store.ts';

export type AccountSettings = Pick<Settings, 'STORAGE_TIME' | 'PASSWORD_CACHE_SECONDS'>;

/** Rules about accounts, which the public API and the administrator's share where both are served. */
export interface AccountServices {
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly statistics: Statistics;
  readonly authentication: Authentication;
}

/** The rules that need neither models nor a gallery: enough for administration from the command line. */
export function createAccountServices(settings: AccountSettings, store: Store): AccountServices {
  const clock = createClock(settings.STORAGE_TIME);
  const authentication = createAuthentication({
    store,
    passwordCost: DEFAULT_PASSWORD_COST,
    passwordCacheSeconds: settings.PASSWORD_CACHE_SECONDS,
  });
  return {
    accounts: createAccounts({ store, authentication, clock }),
    tokens: createTokens({ store, authentication, clock }),
    statistics: createStatistics(store),
    authentication,
  };
}
