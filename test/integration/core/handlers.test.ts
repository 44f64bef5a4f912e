import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createHandlerPolicies,
  defaultHandlers,
  type HandlerPolicies,
} from '../../../src/core/handlers/handlerPolicies.ts';
import { defaultPolicies } from '../../../src/core/handlers/policies.ts';
import { openStore } from '../../../src/databases/openStore.ts';
import { PolicyRefused } from '../../../src/domain/errors.ts';
import { HANDLER_KINDS } from '../../../src/domain/handlerKind.ts';
import type { Store } from '../../../src/store/store.ts';
import { anAccount, clock } from '../store/support/rows.ts';

/** What happens where handlers are missing: accounts from before there were any, or a row that somebody removed. */

let store: Store;
let handlers: HandlerPolicies;
beforeAll(async () => {
  store = await openStore({ type: 'pglite', directory: 'memory' });
  const refusal = (url: string) => (url.startsWith('http://door/') ? undefined : 'not allowed');
  handlers = createHandlerPolicies({ store, clock, refuseWrongListKind: true, webhooks: { refusal } });
});
afterAll(() => store.close());

test('a missing handler is made with defaults and version 1, once for all that ask at the same time', async () => {
  const accountId = await anAccount(store);
  for (const kind of HANDLER_KINDS) {
    const reads = await Promise.all(Array.from({ length: 5 }, () => handlers.read(accountId, kind)));
    for (const read of reads) expect(read).toEqual(reads[0]);
    expect(reads[0]).toMatchObject({ version: 1, policies: defaultPolicies(kind) });
  }
});

test('a change of a missing handler makes it of defaults and the given members, version 1', async () => {
  const accountId = await anAccount(store);
  await handlers.change(accountId, 'verify', { verification_threshold: 0.5 });
  const { extract_policy } = defaultPolicies('verify');
  expect(await handlers.read(accountId, 'verify')).toMatchObject({
    version: 1,
    policies: { extract_policy, verification_threshold: 0.5 },
  });
});

test('clients that change a missing handler at the same time lose nothing', async () => {
  const accountId = await anAccount(store);
  await Promise.all([
    handlers.change(accountId, 'identify', { match_policy: { limit: 5 } }),
    handlers.change(accountId, 'identify', { match_policy: { similarity__gte: 0.5 } }),
    handlers.change(accountId, 'identify', { extract_policy: { extract_exif: 1 } }),
  ]);
  expect(await handlers.read(accountId, 'identify')).toMatchObject({
    version: 3,
    policies: { extract_policy: { extract_exif: 1 }, match_policy: { limit: 5, similarity__gte: 0.5 } },
  });
});

test('policies that were stored before a member existed have its default', async () => {
  const accountId = await anAccount(store);
  const old = defaultHandlers().map((handler) => ({ ...handler, policies: { extract_policy: { yaw__lt: 20 } } }));
  await store.handlers.create(accountId, old, clock());
  const { policies } = await handlers.read(accountId, 'identify');
  const byDefault = defaultPolicies('identify');
  expect(policies).toEqual({ ...byDefault, extract_policy: { ...byDefault.extract_policy, yaw__lt: 20 } });
});

test('a webhook is checked in a handler that is made by the change too, and whenever one of its members changes', async () => {
  const accountId = await anAccount(store);
  const elsewhere = { webhook_policy: { url: 'http://elsewhere/' } };
  await expect(handlers.change(accountId, 'verify', elsewhere)).rejects.toThrow(PolicyRefused);
  expect(await store.handlers.find(accountId, 'verify')).toBeUndefined();
  const stored = defaultHandlers().map((handler) => ({
    ...handler,
    policies: { ...handler.policies, webhook_policy: { url: 'http://allowed-once/', events: [] } },
  }));
  await store.handlers.create(accountId, stored, clock());
  const again = handlers.change(accountId, 'verify', { webhook_policy: { events: ['verified'] } });
  await expect(again).rejects.toThrow(PolicyRefused);
  await handlers.change(accountId, 'verify', { verification_threshold: 0.5 });
  await handlers.change(accountId, 'verify', { webhook_policy: null });
  expect((await handlers.read(accountId, 'verify')).policies).not.toHaveProperty('webhook_policy');
});
