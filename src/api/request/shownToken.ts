import type { Identity } from '../../core/logins/authentication.ts';
import { fingerprint } from '../../http/tokenFingerprint.ts';

/** What log and audit log show of the token of a request; undefined without one. */
export type ShownToken = (identity: Identity | undefined) => string | undefined;

/** Each token is hashed once for as long as its row is remembered, and once a request elsewhere. */
export function createShownToken(): ShownToken {
  const known = new WeakMap<object, string>();
  return (identity) => {
    const { token, sentToken } = identity ?? {};
    if (sentToken === undefined) return undefined;
    const shown = (token && known.get(token)) ?? fingerprint(sentToken);
    if (token) known.set(token, shown);
    return shown;
  };
}
