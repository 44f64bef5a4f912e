import { expect, it } from 'vitest';
import { publicIdOf } from '../../../core/accounts/tokenValue.ts';
import { type AccountId, newId, type TokenId } from '../../../domain/ids.ts';
import { fingerprint } from '../../../http/tokenFingerprint.ts';
import type { Account } from '../../../store/ports/accounts.ts';
import { shownToken } from './shownToken.ts';

it('shows a token by the fingerprint that ids in paths and bodies get, and nothing where there is none', () => {
  const account = { accountId: newId<AccountId>() } as Account;
  for (let tries = 0; tries < 20; tries++) {
    const token = newId<TokenId>();
    expect(shownToken({ account, publicTokenId: publicIdOf(token) })).toBe(fingerprint(token));
  }
  expect([shownToken({ account }), shownToken(undefined)]).toEqual([undefined, undefined]);
});
