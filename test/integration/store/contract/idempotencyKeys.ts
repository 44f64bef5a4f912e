import { expect, it } from 'vitest';
import { ClaimLost } from '../../../../src/domain/errors.ts';
import { type AccountId, newId } from '../../../../src/domain/ids.ts';
import type { KeyedRequest } from '../../../../src/store/accounts/idempotencyKeyStore.ts';
import type { Store } from '../../../../src/store/store.ts';
import { anAccount, aPerson } from '../support/rows.ts';

const DAY = 86_400;
/** Older than any row: each counts as expired. */
const OVER = -3600;

/** Requests with a key: which attempt may work, what it finds done, and what it may no longer commit. */
export function idempotencyKeysContract(open: () => Store): void {
  const attempt = (accountId: AccountId, keyHash = 'k'): KeyedRequest => ({
    accountId,
    keyHash: keyHash.padEnd(64, '0'),
    fingerprint: 'f'.repeat(64),
    claim: newId(),
  });
  const seal = (results: readonly unknown[]) => new TextEncoder().encode(JSON.stringify(results));
  const unseal = (steps: Uint8Array | undefined): unknown[] => JSON.parse(new TextDecoder().decode(steps)) as unknown[];
  const peopleOf = async (store: Store, accountId: AccountId) =>
    (await store.persons.page(accountId, {}, { page: 1, size: 10 })).count;

  it('gives the work to one attempt, and its answer to all others', async () => {
    const store = open();
    const mine = await anAccount(store);
    const first = attempt(mine);
    const keys = store.idempotencyKeys;
    expect(await keys.claim(first, DAY)).toEqual({ kind: 'run' });
    expect(await keys.claim(attempt(mine), DAY)).toEqual({ kind: 'running' });
    expect(await keys.claim({ ...attempt(mine), fingerprint: 'g'.repeat(64) }, DAY)).toEqual({ kind: 'other-request' });
    expect(await keys.claim(attempt(await anAccount(store)), DAY)).toEqual({ kind: 'run' });
    expect(await keys.answer(first, 201, new Uint8Array([1, 0, 255]))).toBe(true);
    expect(await keys.claim(attempt(mine), DAY)).toEqual({
      kind: 'answered',
      status: 201,
      answer: expect.toSatisfy((bytes: Uint8Array) => Buffer.from([1, 0, 255]).equals(bytes)),
    });
    expect(await keys.answer(first, 500, undefined)).toBe(false);
    expect(await keys.count(mine)).toBe(1);
  });

  it('gives all claims up when told that none of their attempts lives, and no answer', async () => {
    const store = open();
    const mine = await anAccount(store);
    const answered = attempt(mine, 'a');
    await store.idempotencyKeys.claim(answered, DAY);
    await store.idempotencyKeys.answer(answered, 204, undefined);
    await store.idempotencyKeys.claim(attempt(mine), DAY);
    expect(await store.idempotencyKeys.claim(attempt(mine), DAY)).toEqual({ kind: 'running' });
    await store.idempotencyKeys.releaseAll();
    expect(await store.idempotencyKeys.claim(attempt(mine), DAY)).toEqual({ kind: 'run' });
    expect(await store.idempotencyKeys.claim(attempt(mine, 'a'), DAY)).toEqual({ kind: 'answered', status: 204 });
  });

  it('lets one of many attempts at the same time work', async () => {
    const store = open();
    const mine = await anAccount(store);
    const claims = await Promise.all(Array.from({ length: 8 }, () => store.idempotencyKeys.claim(attempt(mine), DAY)));
    expect(claims.filter(({ kind }) => kind === 'run')).toHaveLength(1);
    expect(claims.filter(({ kind }) => kind === 'running')).toHaveLength(7);
  });

  it('notes each write in its own transaction, and gives a later attempt what it returned', async () => {
    const store = open();
    const mine = await anAccount(store);
    const first = attempt(mine);
    await store.idempotencyKeys.claim(first, DAY);
    const made = await store.withKey({ request: first, done: [], seal }, async () => [
      await store.transaction((tx) => aPerson(tx, mine)),
      await store.write((stores) => aPerson(stores, mine)),
    ]);
    const failed = store.withKey({ request: first, done: made, seal }, async () => {
      for (let write = 0; write < 2; write++) await store.write(() => Promise.reject(new Error('not called')));
      await store.transaction(async (tx) => {
        await aPerson(tx, mine);
        throw new Error('undone');
      });
    });
    await expect(failed).rejects.toThrow('undone');
    await store.idempotencyKeys.release(first);

    const next = attempt(mine);
    const claimed = await store.idempotencyKeys.claim(next, DAY);
    if (claimed.kind !== 'run') throw new Error(claimed.kind);
    expect(unseal(claimed.steps)).toEqual(made);
    let repeated = 0;
    const again = await store.withKey({ request: next, done: unseal(claimed.steps), seal }, async () => {
      await store.repeatable(async () => repeated++);
      return [
        await store.transaction((tx) => aPerson(tx, mine)),
        await store.write((stores) => aPerson(stores, mine)),
        await store.write((stores) => aPerson(stores, mine)),
      ];
    });
    expect(again.slice(0, 2)).toEqual(made);
    expect(made).not.toContain(again[2]);
    // More than once where the server undid it.
    expect(repeated).toBeGreaterThan(0);
    expect(await peopleOf(store, mine)).toBe(3);
  });

  it('undoes what an attempt writes after another one took over', async () => {
    const store = open();
    const mine = await anAccount(store);
    const [old, next] = [attempt(mine), attempt(mine)];
    await store.idempotencyKeys.claim(old, DAY);
    await store.idempotencyKeys.release(old);
    expect(await store.idempotencyKeys.claim(next, DAY)).toEqual({ kind: 'run' });
    const late = { request: old, done: [], seal };
    await expect(store.withKey(late, () => store.write((stores) => aPerson(stores, mine)))).rejects.toBeInstanceOf(
      ClaimLost,
    );
    await expect(
      store.withKey(late, () => store.transaction((stores) => aPerson(stores, mine))),
    ).rejects.toBeInstanceOf(ClaimLost);
    expect(await store.idempotencyKeys.answer(old, 201, undefined)).toBe(false);
    expect(await peopleOf(store, mine)).toBe(0);
    expect(await store.idempotencyKeys.answer(next, 201, undefined)).toBe(true);
  });

  it('frees a key after its time, for another request too, and sweeps what is old', async () => {
    const store = open();
    const mine = await anAccount(store);
    const keys = store.idempotencyKeys;
    for (const keyHash of ['k', 'l']) {
      const first = attempt(mine, keyHash);
      await keys.claim(first, DAY);
      await keys.answer(first, 201, undefined);
    }
    const other = { ...attempt(mine), fingerprint: 'g'.repeat(64) };
    expect(await keys.claim(other, OVER)).toEqual({ kind: 'run' });
    expect(await keys.claim(attempt(mine), DAY)).toEqual({ kind: 'other-request' });
    expect(await keys.countOlder(DAY)).toBe(0);
    expect(await keys.sweep(DAY)).toBe(0);
    expect(await keys.count(mine)).toBe(2);
    const all = await keys.countOlder(OVER);
    expect(all).toBeGreaterThanOrEqual(2);
    expect(await keys.sweep(OVER)).toBe(all);
    expect(await keys.count(mine)).toBe(0);
    expect(await keys.countOlder(OVER)).toBe(0);
  });

  it('keeps no answer of an account whose person was erased, and no key of one that was', async () => {
    const store = open();
    const mine = await anAccount(store);
    const first = attempt(mine);
    const personId = await aPerson(store, mine);
    await store.idempotencyKeys.claim(first, DAY);
    await store.idempotencyKeys.answer(first, 201, new Uint8Array([1]));
    await store.transaction((tx) => tx.erasure.deletePersons(mine, [personId]));
    expect(await store.idempotencyKeys.claim(attempt(mine), DAY)).toEqual({ kind: 'answered', status: 201 });
    await store.transaction((tx) => tx.erasure.deleteAccount(mine));
    expect(await store.idempotencyKeys.count(mine)).toBe(0);
  });
}
