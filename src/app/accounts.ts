import { type Accounts, createAccounts } from '../core/accounts/accounts.ts';
import { createInvitations, type Invitations } from '../core/accounts/invitations.ts';
import { createStatistics, type Statistics } from '../core/accounts/statistics.ts';
import { createTokenReach, type TokenReach } from '../core/accounts/tokenReach.ts';
import { createTokens, type Tokens } from '../core/accounts/tokens.ts';
import { type Authentication, createAuthentication } from '../core/logins/authentication.ts';
import { DEFAULT_PASSWORD_COST } from '../core/logins/passwords.ts';
import { createPasswordThreads } from '../core/logins/passwordThreads.ts';
import { createClock } from '../domain/time.ts';
import type { Settings } from '../settings/schema.ts';
import type { Store } from '../store/store.ts';

export type AccountSettings = Pick<
  Settings,
  | 'STORAGE_TIME'
  | 'PASSWORD_CACHE_SECONDS'
  | 'PASSWORD_WORKERS'
  | 'LOGIN_FAILURE_LIMIT'
  | 'LOGIN_LONGEST_WAIT_SECONDS'
  | 'TOKEN_STORAGE'
>;

/** Rules about accounts, which the public API and the administrator's share where both are served. */
export interface AccountServices {
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly tokenReach: TokenReach;
  readonly statistics: Statistics;
  readonly authentication: Authentication;
  readonly invitations: Invitations;
}

/**
 * The rules that need neither models nor a gallery: enough for administration from the command line. Closing ends the
 * threads that hash passwords.
 */
export function createAccountServices(
  settings: AccountSettings,
  store: Store,
  onCrash?: (error: Error) => void,
): AccountServices & { close(): Promise<void> } {
  const clock = createClock(settings.STORAGE_TIME);
  const storage = settings.TOKEN_STORAGE;
  const hasher = createPasswordThreads({
    cost: DEFAULT_PASSWORD_COST,
    threads: settings.PASSWORD_WORKERS,
    ...(onCrash && { onCrash }),
  });
  const authentication = createAuthentication({
    store,
    hasher,
    passwordCost: DEFAULT_PASSWORD_COST,
    passwordCacheSeconds: settings.PASSWORD_CACHE_SECONDS,
    loginFailures: settings.LOGIN_FAILURE_LIMIT,
    loginLongestWaitSeconds: settings.LOGIN_LONGEST_WAIT_SECONDS,
  });
  return {
    accounts: createAccounts({ store, authentication, clock, storage }),
    tokens: createTokens({ store, authentication, clock, storage }),
    tokenReach: createTokenReach(store),
    statistics: createStatistics(store),
    authentication,
    invitations: createInvitations(store),
    close: () => hasher.close(),
  };
}
