import { expect, it } from 'vitest';
import { HANDLER_KINDS, type HandlerKind } from '../../../../src/domain/handlerKind.ts';
import { type HandlerId, newId } from '../../../../src/domain/ids.ts';
import type { Handler } from '../../../../src/store/ports/handlers.ts';
import type { Store } from '../../../../src/store/store.ts';
import { anAccount, clock } from '../support/rows.ts';

export function handlersContract(open: () => Store): void {
  const handler = (kind: HandlerKind, policies: Handler['policies'] = {}): Handler => ({
    handlerId: newId<HandlerId>(),
    kind,
    policies,
    version: 1,
  });

  it('gives each handler back as it was made, long texts too', async () => {
    const store = open();
    const accountId = await anAccount(store);
    const made = HANDLER_KINDS.map((kind) => handler(kind, { kind, deep: { text: 'ü😀'.repeat(3000), none: null } }));
    expect(await store.handlers.create(accountId, made, clock())).toBe(true);
    for (const one of made) expect(await store.handlers.find(accountId, one.kind)).toEqual(one);
  });

  it('keeps accounts apart', async () => {
    const store = open();
    const [mine, other] = [await anAccount(store), await anAccount(store)];
    await store.handlers.create(mine, [handler('verify')], clock());
    expect(await store.handlers.find(other, 'verify')).toBeUndefined();
    expect(await store.handlers.lock(other, 'verify')).toBeUndefined();
    expect(await store.handlers.find(mine, 'identify')).toBeUndefined();
  });

  it('has one handler of a kind', async () => {
    const store = open();
    const accountId = await anAccount(store);
    const first = handler('extractor');
    await store.handlers.create(accountId, [first], clock());
    expect(await store.handlers.create(accountId, [handler('identify'), handler('extractor')], clock())).toBe(false);
    expect(await store.handlers.find(accountId, 'extractor')).toEqual(first);
    expect(await store.handlers.find(accountId, 'identify')).toBeUndefined();
  });

  it('loses no change of those that hold the lock', async () => {
    const store = open();
    const accountId = await anAccount(store);
    await store.handlers.create(accountId, [handler('identify')], clock());
    const names = Array.from({ length: 8 }, (_, index) => `writer${index}`);
    await Promise.all(
      names.map((name) =>
        store.transaction(async (tx) => {
          const current = await tx.handlers.lock(accountId, 'identify');
          if (!current) throw new Error('no handler');
          const policies = { ...current.policies, [name]: true };
          await tx.handlers.update(accountId, { kind: 'identify', policies, version: current.version + 1 }, clock());
        }),
      ),
    );
    const { version, policies } = (await store.handlers.find(accountId, 'identify')) ?? handler('identify');
    expect(version).toBe(1 + names.length);
    expect(Object.keys(policies).sort()).toEqual(names);
  });
}
