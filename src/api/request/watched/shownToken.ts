import { fingerprintIn } from '../../../core/accounts/tokenValue.ts';
import type { Identity } from '../../../core/logins/authentication.ts';

/** What log and audit log show of the token of a request; undefined without one. */
export function shownToken(identity: Identity | undefined): string | undefined {
  return identity?.publicTokenId && fingerprintIn(identity.publicTokenId);
}
