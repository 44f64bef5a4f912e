import { expect, it } from 'vitest';
import { type AccountId, newId, type TokenId } from '../../domain/ids.ts';
import { createClock } from '../../domain/time.ts';
import { fingerprint } from '../../http/tokenFingerprint.ts';
import type { Account, Token } from '../../store/ports/accounts.ts';
import { createShownToken } from './shownToken.ts';

it('shows each token by its own fingerprint, again and again, and nothing where there is none', () => {
  const shownToken = createShownToken();
  const account = { accountId: newId<AccountId>() } as Account;
  const identities = [1, 2].map(() => {
    const sentToken = newId<TokenId>();
    return { account, sentToken, token: { tokenId: sentToken, createTime: createClock('UTC')() } as unknown as Token };
  });
  for (const each of [...identities, ...identities]) expect(shownToken(each)).toBe(fingerprint(each.sentToken));
  const [one] = identities;
  if (!one) return expect.unreachable();
  // As where rows are read for each request.
  expect(shownToken({ ...one, token: { ...one.token } })).toBe(fingerprint(one.sentToken));
  expect([shownToken({ account }), shownToken(undefined)]).toEqual([undefined, undefined]);
});
