import { expect, it } from 'vitest';
import { hashTokens } from '../../../../src/core/accounts/hashOldTokens.ts';
import { createTokens } from '../../../../src/core/accounts/tokens.ts';
import { HASHED, publicIdOf, type TokenStorage } from '../../../../src/core/accounts/tokenValue.ts';
import type { Authentication } from '../../../../src/core/logins/authentication.ts';
import { createAuthentication } from '../../../../src/core/logins/authentication.ts';
import { DEFAULT_PASSWORD_COST } from '../../../../src/core/logins/passwords.ts';
import { AuthenticationFailed } from '../../../../src/domain/errors.ts';
import { newId } from '../../../../src/domain/ids.ts';
import { formatMicroseconds } from '../../../../src/domain/time.ts';
import { UNLIMITED } from '../../../../src/domain/tokens/tokenPermissions.ts';
import type { Store } from '../../../../src/store/store.ts';
import { anAccount, clock } from '../support/rows.ts';

const unused = () => Promise.reject(new Error('no password in these cases'));

/** Tokens in plain and hashed, side by side: what opens, what is shown, and the way from one to the other. */
export function tokenFormsContract(open: () => Store): void {
  /** A node with its own setting and its own memory. */
  const node = (store: Store, storage: TokenStorage) => {
    const authentication: Authentication = createAuthentication({
      store,
      hasher: { threads: 1, hash: unused, verify: unused, close: async () => undefined },
      passwordCost: DEFAULT_PASSWORD_COST,
      passwordCacheSeconds: 0,
      loginFailures: 0,
      loginLongestWaitSeconds: 1,
    });
    return { authentication, tokens: createTokens({ store, authentication, clock, storage }) };
  };
  const page = { page: 1, size: 10 };

  it('opens by the token and never by its public id, on nodes of either setting', async () => {
    const store = open();
    const accountId = await anAccount(store);
    const [plain, hashed] = [node(store, 'plain'), node(store, 'hashed')];
    for (const maker of [plain, hashed]) {
      const token = await maker.tokens.create(accountId, 'door');
      for (const { authentication } of [plain, hashed]) {
        expect(await authentication.byToken(token)).toMatchObject({
          account: { accountId },
          publicTokenId: publicIdOf(token),
        });
        await expect(authentication.byToken(publicIdOf(token))).rejects.toThrow(AuthenticationFailed);
      }
    }
  });

  it('shows nothing of a hashed token, and takes it or its public id to read, change and delete it', async () => {
    const store = open();
    const accountId = await anAccount(store);
    const { authentication, tokens } = node(store, 'hashed');
    const [first, second] = [await tokens.create(accountId, 'one'), await tokens.create(accountId, 'two')];
    const { items } = await tokens.page(accountId, page);
    expect(items).toEqual([
      { tokenId: publicIdOf(second), tokenData: 'two', permissions: UNLIMITED },
      { tokenId: publicIdOf(first), tokenData: 'one', permissions: UNLIMITED },
    ]);
    for (const id of [first, publicIdOf(first)]) {
      await tokens.setData(accountId, id, `by ${id}`);
      expect(await tokens.get(accountId, id)).toMatchObject({ tokenData: `by ${id}` });
    }
    const other = await anAccount(store);
    await expect(tokens.get(other, first)).rejects.toThrow('token not found');
    await authentication.byToken(first);
    await tokens.delete(accountId, publicIdOf(first));
    await tokens.deleteMany(accountId, [second, publicIdOf(second)]);
    for (const token of [first, second]) {
      await expect(authentication.byToken(token)).rejects.toThrow(AuthenticationFailed);
    }
    await expect(tokens.delete(accountId, first)).rejects.toThrow('token not found');
  });

  it('opens with new limits from the next request on, on every node, and not after its end', async () => {
    const store = open();
    const accountId = await anAccount(store);
    const [here, there] = [node(store, 'hashed'), node(store, 'hashed')];
    const token = await here.tokens.create(accountId, 'door');
    const accessAt = async ({ authentication }: ReturnType<typeof node>) =>
      (await authentication.byToken(token)).token?.permissions.access;
    expect([await accessAt(here), await accessAt(there)]).toEqual(['all', 'all']);
    await here.tokens.setPermissions(accountId, publicIdOf(token), { access: 'match' });
    expect(await accessAt(here)).toBe('match');
    // Where one process alone may write, it remembers rows.
    if (!store.exclusive) expect(await accessAt(there)).toBe('match');
    const soon = formatMicroseconds((Date.now() + 500) * 1000);
    await here.tokens.setPermissions(accountId, token, { expireTime: soon });
    expect(await accessAt(here)).toBe('match');
    await expect.poll(() => accessAt(here).catch((error: Error) => error.name)).toBe('AuthenticationFailed');
    await expect(here.tokens.setPermissions(accountId, token, { lists: [newId()] })).rejects.toThrow('list not found');
    await here.tokens.setPermissions(accountId, token, { expireTime: null });
    expect(await accessAt(here)).toBe('match');
  });

  it('hashes what is in plain while requests come in: each token opens all the time, and is deleted after', async () => {
    const store = open();
    const accountId = await anAccount(store);
    const [before, after] = [node(store, 'plain'), node(store, 'hashed')];
    const made = await Promise.all(Array.from({ length: 20 }, () => before.tokens.create(accountId, '')));
    const converted = hashTokens({ store, authentication: after.authentication });
    let isDone = false;
    void converted.finally(() => {
      isDone = true;
    });
    do {
      const opened = await Promise.all(made.map((token) => before.authentication.byToken(token)));
      expect(opened).toHaveLength(20);
      // What is remembered answers at once, and would let nothing else have its turn.
      await new Promise((resolve) => setImmediate(resolve));
    } while (!isDone);
    expect(await converted).toBeGreaterThanOrEqual(20);
    expect(await store.tokens.notBeginning(HASHED, 10)).toEqual([]);
    const shown = (await before.tokens.page(accountId, { page: 1, size: 100 })).items.map(({ tokenId }) => tokenId);
    expect(new Set(shown)).toEqual(new Set(made.map(publicIdOf)));
    for (const token of made) await after.authentication.byToken(token);
    await after.tokens.deleteMany(accountId, made);
    for (const token of made) {
      await expect(after.authentication.byToken(token)).rejects.toThrow(AuthenticationFailed);
    }
  });
}
