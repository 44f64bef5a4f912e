import { expect, it } from 'vitest';
import { AccountGone } from '../../../../src/domain/errors.ts';
import { type AccountId, type ActionId, type HandlerId, newId, type TokenId } from '../../../../src/domain/ids.ts';
import type { Store, Stores } from '../../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson, clock } from '../support/rows.ts';

type Write<From> = (stores: From, accountId: AccountId) => Promise<unknown>;

/** Every row that names its account: those that are written in transactions, too, and those that are written by themselves. */
const IN_TRANSACTIONS: Readonly<Record<string, Write<Stores>>> = {
  'a person': aPerson,
  'a descriptor': aDescriptor,
  'a list of persons': (store, accountId) => aList(store, accountId, 'persons'),
  'a list of descriptors': (store, accountId) => aList(store, accountId, 'descriptors'),
  'a token': (store, accountId) =>
    store.tokens.create(accountId, { tokenId: newId<TokenId>(), tokenData: '', createTime: clock() }),
  'a handler': (store, accountId) =>
    store.handlers.create(
      accountId,
      [{ handlerId: newId<HandlerId>(), kind: 'verify', policies: {}, version: 1 }],
      clock(),
    ),
  'an action': (store, accountId) =>
    store.review.addAction(accountId, {
      actionId: newId<ActionId>(),
      kind: 'erase',
      createTime: clock(),
      personId: null,
      otherPersonId: null,
      details: {},
    }),
};
const ALONE: Readonly<Record<string, Write<Store>>> = {
  'a rule of retention': (store, accountId) => store.retention.set(accountId, { descriptorDays: 1, portraitDays: 1 }),
  'a key of idempotency': (store, accountId) =>
    store.idempotencyKeys.claim(
      { accountId, keyHash: '0'.repeat(64), fingerprint: 'f'.repeat(64), claim: newId() },
      86_400,
    ),
  'a run of a review': (store, accountId) =>
    store.reviewRuns.begin(accountId, { kind: 'clusters', runId: newId(), startTime: clock(), threshold: 0.5 }),
};

/** An account may be erased, on another node too, between the check of a request's credentials and its write. */
export function goneAccountContract(open: () => Store): void {
  it.each(Object.entries({ ...IN_TRANSACTIONS, ...ALONE }))('%s of an account that is gone', async (_, write) => {
    await expect(write(open(), newId<AccountId>())).rejects.toThrow(AccountGone);
    await expect(write(open(), await anAccount(open()))).resolves.not.toThrow();
  });

  it.each(Object.entries(IN_TRANSACTIONS))('%s of an account that is gone, in a transaction', async (_, write) => {
    await expect(open().transaction((tx) => write(tx, newId<AccountId>()))).rejects.toThrow(AccountGone);
  });
}
