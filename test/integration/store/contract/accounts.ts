import { expect, it } from 'vitest';
import { Conflict, UnstorableText } from '../../../../src/domain/errors.ts';
import { type AccountId, type ListId, newId, type TokenId } from '../../../../src/domain/ids.ts';
import { UNLIMITED } from '../../../../src/domain/tokens/tokenPermissions.ts';
import type { Account } from '../../../../src/store/ports/accounts.ts';
import type { Store } from '../../../../src/store/store.ts';
import { anAccount, aPerson, clock, descriptors } from '../support/rows.ts';

const page = (number: number, size = 10) => ({ page: number, size });

export function accountsContract(open: () => Store): void {
  const account = (changes: Partial<Account> = {}): Account => {
    const accountId = newId<AccountId>();
    return {
      accountId,
      email: `${accountId}@example.org`,
      organizationName: 'Müller & Söhne 😀',
      passwordHash: 'scrypt$1$2$3',
      active: true,
      createTime: clock(),
      ...changes,
    };
  };

  it('gives an account back as it was made, by id and by e-mail', async () => {
    const store = open();
    const made = account();
    await store.accounts.create(made);
    expect(await store.accounts.find(made.accountId)).toEqual(made);
    expect(await store.accounts.findByEmail(made.email)).toEqual(made);
  });

  it('pages accounts by a part of their e-mail, newest first, and renames one', async () => {
    const store = open();
    const part = newId<AccountId>();
    const made = [1, 2, 3].map((number) => account({ email: `${part}%_${number}@example.org` }));
    for (const each of made) await store.accounts.create(each);
    await store.accounts.setOrganizationName(made[1]?.accountId ?? newId(), 'Doors');
    const { items, count } = await store.accounts.page(`${part}%_`, page(1, 2));
    expect(count).toBe(3);
    expect(items).toEqual([made[2], { ...made[1], organizationName: 'Doors' }]);
    expect((await store.accounts.page(`${part}_%`, page(1))).count).toBe(0);
    expect((await store.accounts.page('', page(1))).count).toBeGreaterThanOrEqual(3);
  });

  it('walks over accounts by their ids and meets each once, whoever comes or goes meanwhile', async () => {
    const store = open();
    const made = Array.from({ length: 5 }, () => account());
    for (const each of made) await store.accounts.create(each);
    const met: AccountId[] = [];
    for (let after: AccountId | undefined; ; after = met.at(-1)) {
      const ids = await store.accounts.idsAfter(after, 2);
      met.push(...ids);
      if (ids.length < 2) break;
      await store.accounts.create(account());
    }
    expect(new Set(met).size).toBe(met.length);
    expect(met).toEqual(expect.arrayContaining(made.map(({ accountId }) => accountId)));
  });

  it('lets many set the rule of retention at the same time', async () => {
    const store = open();
    const { accountId } = account();
    await store.accounts.create(account({ accountId }));
    const rules = Array.from({ length: 40 }, (_, days) => ({ descriptorDays: days, portraitDays: null }));
    await Promise.all(rules.map((rule) => store.retention.set(accountId, rule)));
    expect(rules).toContainEqual(await store.retention.find(accountId));
    await store.retention.set(accountId, { descriptorDays: null, portraitDays: 7 });
    expect(await store.retention.find(accountId)).toEqual({ descriptorDays: null, portraitDays: 7 });
  });

  it('knows nothing of an account that is not there', async () => {
    const store = open();
    expect(await store.accounts.find(newId())).toBeUndefined();
    expect(await store.accounts.findByEmail('nobody@example.org')).toBeUndefined();
  });

  it('takes an e-mail once', async () => {
    const store = open();
    const first = account();
    await store.accounts.create(first);
    const second = account({ email: first.email });
    await expect(store.accounts.create(second)).rejects.toThrow(new Conflict('email-taken'));
    expect(await store.accounts.find(second.accountId)).toBeUndefined();
  });

  it('lets one of two win that register the same e-mail at the same time', async () => {
    const store = open();
    const email = `${newId()}@example.org`;
    const both = [account({ email }), account({ email })];
    const results = await Promise.allSettled(both.map((one) => store.accounts.create(one)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: new Conflict('email-taken') });
  });

  it('does not take the key of another row for a taken e-mail', async () => {
    const store = open();
    const first = account();
    await store.accounts.create(first);
    const sameId = { ...account({ accountId: first.accountId }), createTime: clock() };
    await expect(store.accounts.create(sameId)).rejects.not.toBeInstanceOf(Conflict);
  });

  it('changes password and state', async () => {
    const store = open();
    const accountId = await anAccount(store);
    await store.accounts.setPasswordHash(accountId, 'other');
    expect(await store.accounts.setActive(accountId, false)).toBe(true);
    expect(await store.accounts.find(accountId)).toMatchObject({ passwordHash: 'other', active: false });
    expect(await store.accounts.setActive(newId(), false)).toBe(false);
  });

  it('replaces a password only when it is the one that was read', async () => {
    const store = open();
    const accountId = await anAccount(store);
    await store.accounts.setPasswordHash(accountId, 'other');
    expect(await store.accounts.replacePasswordHash(accountId, 'first', 'second')).toBe(false);
    expect(await store.accounts.find(accountId)).toMatchObject({ passwordHash: 'other' });
    expect(await store.accounts.replacePasswordHash(accountId, 'other', 'second')).toBe(true);
    expect(await store.accounts.find(accountId)).toMatchObject({ passwordHash: 'second' });
  });

  it('counts the objects of one account only', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    expect(await store.accounts.countObjects(mine)).toEqual({ persons: 0, descriptors: 0, attachedDescriptors: 0 });
    const personId = await aPerson(store, mine);
    const [first] = await descriptors(store, mine, 3);
    await aPerson(store, other);
    if (first) await store.persons.linkDescriptor(mine, personId, first, clock());
    expect(await store.accounts.countObjects(mine)).toEqual({ persons: 1, descriptors: 3, attachedDescriptors: 1 });
  });

  it('refuses text that no database keeps, and goes on', async () => {
    const store = open();
    for (const email of ['nul\0@example.org', 'half\ud83d@example.org', `${'x'.repeat(300)}@example.org`]) {
      await expect(store.accounts.create({ ...account({ email }), createTime: clock() })).rejects.toThrow(
        UnstorableText,
      );
    }
    await expect(store.accounts.findByEmail('\0')).rejects.toThrow(UnstorableText);
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it('opens the account of a token', async () => {
    const store = open();
    const made = account();
    await store.accounts.create(made);
    const token = { tokenId: newId<TokenId>(), tokenData: 'door', permissions: UNLIMITED };
    await store.tokens.create(made.accountId, { ...token, createTime: clock() });
    expect(await store.tokens.withAccounts([newId(), token.tokenId])).toEqual([
      { account: made, token, stored: token.tokenId },
    ]);
    expect(await store.tokens.withAccounts([newId()])).toEqual([]);
  });

  it('opens the account of each token when several are asked for at once', async () => {
    const store = open();
    const made = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const accountId = await anAccount(store);
        const tokenId = newId<TokenId>();
        await store.tokens.create(accountId, { tokenId, tokenData: '', createTime: clock() });
        return { accountId, tokenId };
      }),
    );
    const unknown = store.tokens.withAccounts([newId(), newId()]);
    const found = await Promise.all(made.map(({ tokenId }) => store.tokens.withAccounts([newId(), tokenId])));
    expect(await unknown).toEqual([]);
    expect(found.map((rows) => rows.map(({ account, token }) => [account.accountId, token.tokenId]))).toEqual(
      made.map(({ accountId, tokenId }) => [[accountId, tokenId]]),
    );
  });

  it('keeps tokens of other accounts apart', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    const tokenId = newId<TokenId>();
    await store.tokens.create(mine, { tokenId, tokenData: '', createTime: clock() });
    expect(await store.tokens.find(other, [tokenId])).toBeUndefined();
    expect(await store.tokens.setData(other, [tokenId], 'stolen')).toBe(false);
    expect(await store.tokens.delete(other, [tokenId])).toBe(0);
    expect(await store.tokens.find(mine, [tokenId])).toEqual({ tokenId, tokenData: '', permissions: UNLIMITED });
    expect(await store.tokens.setData(mine, [tokenId], 'mine')).toBe(true);
    expect(await store.tokens.find(mine, [tokenId])).toEqual({ tokenId, tokenData: 'mine', permissions: UNLIMITED });
  });

  it('keeps what a token may do, and changes it for this account alone', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    const tokenId = newId<TokenId>();
    const permissions = { access: 'match', lists: [newId<ListId>()], expireTime: clock() } as const;
    await store.tokens.create(mine, { tokenId, tokenData: '', permissions, createTime: clock() });
    expect(await store.tokens.setPermissions(other, [tokenId], UNLIMITED)).toBe(false);
    expect(await store.tokens.find(mine, [tokenId])).toEqual({ tokenId, tokenData: '', permissions });
    expect((await store.tokens.withAccounts([tokenId]))[0]?.token.permissions).toEqual(permissions);
    expect(await store.tokens.setPermissions(mine, [tokenId], UNLIMITED)).toBe(true);
    expect((await store.tokens.page(mine, page(1, 10))).items).toEqual([
      { tokenId, tokenData: '', permissions: UNLIMITED },
    ]);
  });

  it('pages tokens newest first and deletes those it knows', async () => {
    const store = open();
    const mine = await anAccount(store);
    const ids: TokenId[] = [];
    for (let index = 0; index < 5; index++) {
      const tokenId = newId<TokenId>();
      await store.tokens.create(mine, { tokenId, tokenData: `${index}`, createTime: clock() });
      ids.unshift(tokenId);
    }
    const second = await store.tokens.page(mine, page(2, 2));
    expect(second).toEqual({
      items: [
        { tokenId: ids[2], tokenData: '2', permissions: UNLIMITED },
        { tokenId: ids[3], tokenData: '1', permissions: UNLIMITED },
      ],
      count: 5,
    });
    expect(await store.tokens.page(mine, page(9, 2))).toEqual({ items: [], count: 5 });
    expect(await store.tokens.delete(mine, [...ids.slice(0, 2), newId()])).toBe(2);
    expect((await store.tokens.page(mine, page(1))).count).toBe(3);
    expect(await store.tokens.delete(mine, [])).toBe(0);
  });
}
