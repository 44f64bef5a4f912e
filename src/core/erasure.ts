import { randomUUID } from 'node:crypto';
import { NotFound } from '../domain/errors.ts';
import type { AccountId, DescriptorId, PersonId } from '../domain/ids.ts';
import type { Clock, Timestamp } from '../domain/time.ts';
import type { Store, Stores } from '../store/store.ts';
import type { Authentication } from './authentication.ts';
import type { PortraitErasure } from './portraitErasure.ts';

/** Rows that one transaction deletes: it holds its locks for well under a second. */
export const ERASURE_BATCH = 1000;

export interface Erased {
  persons: number;
  descriptors: number;
  portraits: number;
  lists: number;
  tokens: number;
  handlers: number;
}

/** Says what an erasure took, for whoever must prove it. Holds ids and counts, nothing about the person. */
export interface ErasureReceipt {
  readonly erasureId: string;
  readonly subject: 'account' | 'person';
  readonly accountId: AccountId;
  readonly personId: PersonId | null;
  readonly requestedBy: string;
  readonly startTime: Timestamp;
  readonly endTime: Timestamp;
  readonly erased: Readonly<Erased>;
  /** Files that could not be deleted yet; every later run tries them again. */
  readonly pendingPortraits: number;
}

export interface Erasure {
  /**
   * Deletes a person with its descriptors, their vectors and portraits. Every list forgets them with the next search, on
   * every node. (LP3's own DELETE of a person keeps the descriptors, contract 30.) @throws NotFound('person')
   */
  person(accountId: AccountId, personId: PersonId, requestedBy: string): Promise<ErasureReceipt>;
  /**
   * Suspends an account and deletes everything that belongs to it, itself last. Broken off, the same call goes on where it
   * ended. @throws NotFound('account')
   */
  account(accountId: AccountId, requestedBy: string): Promise<ErasureReceipt>;
}

export interface ErasureParts {
  readonly store: Store;
  readonly authentication: Authentication;
  readonly portraits: PortraitErasure;
  readonly clock: Clock;
  readonly onProgress: (accountId: AccountId, erased: Erased) => void;
  /** The audit trail: told of every erasure that ended. */
  readonly onErased: (receipt: ErasureReceipt) => void;
}

export function createErasure(parts: ErasureParts): Erasure {
  const { store, authentication, portraits, clock, onErased } = parts;

  async function receiptFor(
    subject: Pick<ErasureReceipt, 'subject' | 'accountId' | 'personId' | 'requestedBy'>,
    erase: () => Promise<Erased>,
  ): Promise<ErasureReceipt> {
    const startTime = clock();
    const erased = await erase();
    const pendingPortraits = await portraits.finish();
    const receipt = { erasureId: randomUUID(), ...subject, startTime, endTime: clock(), erased, pendingPortraits };
    onErased(receipt);
    return receipt;
  }

  return {
    person: (accountId, personId, requestedBy) =>
      receiptFor({ subject: 'person', accountId, personId, requestedBy }, () =>
        store.transaction((tx) => erasePerson(tx, accountId, personId)),
      ),
    async account(accountId, requestedBy) {
      if (!(await store.accounts.setActive(accountId, false))) throw new NotFound('account', 'target');
      authentication.forget({ accountId });
      const erase = () => eraseAccount(parts, accountId);
      const receipt = await receiptFor({ subject: 'account', accountId, personId: null, requestedBy }, erase);
      authentication.forget({ accountId });
      return receipt;
    },
  };
}

/** Locks in the order that every transaction keeps: person, descriptors, persons lists, descriptors lists. */
async function erasePerson(tx: Stores, accountId: AccountId, personId: PersonId): Promise<Erased> {
  const locked = await tx.persons.lock(accountId, [personId]);
  if (!locked.has(personId)) throw new NotFound('person', 'target');
  const descriptorIds = await tx.persons.descriptorsOf(accountId, [personId]);
  await tx.descriptors.lock(accountId, descriptorIds);
  await tx.lists.recordChange(await tx.persons.listsOf(accountId, personId), { remove: descriptorIds });
  for (const [listId, members] of await listsHolding(tx, accountId, descriptorIds)) {
    await tx.lists.recordChange([listId], { remove: members });
  }
  const deleted = await tx.erasure.deleteDescriptors(accountId, descriptorIds);
  const persons = await tx.erasure.deletePersons(accountId, [personId]);
  return { persons, ...deleted, lists: 0, tokens: 0, handlers: 0 };
}

/** Descriptors lists in the order of their ids, each with those of the descriptors that it holds. */
async function listsHolding(tx: Stores, accountId: AccountId, descriptorIds: readonly DescriptorId[]) {
  const holding = new Map<Awaited<ReturnType<Stores['descriptors']['listsOf']>>[number], DescriptorId[]>();
  for (const descriptorId of descriptorIds) {
    for (const listId of await tx.descriptors.listsOf(accountId, descriptorId)) {
      holding.set(listId, [...(holding.get(listId) ?? []), descriptorId]);
    }
  }
  return [...holding].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** In batches, each a transaction; what a request in flight still adds is taken by the last one, which holds the account. */
async function eraseAccount({ store, portraits, onProgress }: ErasureParts, accountId: AccountId): Promise<Erased> {
  const erased: Erased = { persons: 0, descriptors: 0, portraits: 0, lists: 0, tokens: 0, handlers: 0 };
  const batch = async () => {
    const took = await store.transaction((tx) => eraseBatch(tx, accountId, erased));
    if (took > 0) onProgress(accountId, { ...erased });
    return took;
  };
  while ((await batch()) > 0) await portraits.finish();
  await store.transaction(async (tx) => {
    if (!(await tx.erasure.lockAccount(accountId))) return;
    let took = 1;
    while (took > 0) took = await eraseBatch(tx, accountId, erased);
    const { tokens, handlers } = await tx.erasure.deleteAccount(accountId);
    erased.tokens += tokens;
    erased.handlers += handlers;
  });
  return erased;
}

/** Lists first: their galleries end with them, and no search finds a descriptor that is about to go. */
async function eraseBatch(tx: Stores, accountId: AccountId, erased: Erased): Promise<number> {
  for (const kind of ['persons', 'descriptors'] as const) {
    const { items } = await tx.lists.page(accountId, kind, { page: 1, size: 100 });
    if (items.length === 0) continue;
    const deleted = await tx.lists.delete(
      accountId,
      items.map(({ listId }) => listId),
    );
    erased.lists += deleted;
    return items.length;
  }
  const descriptorIds = await tx.erasure.descriptors(accountId, ERASURE_BATCH);
  if (descriptorIds.length > 0) {
    await tx.persons.lock(accountId, [...new Set((await tx.persons.ownersOf(accountId, descriptorIds)).values())]);
    await tx.descriptors.lock(accountId, descriptorIds);
    const { descriptors, portraits } = await tx.erasure.deleteDescriptors(accountId, descriptorIds);
    erased.descriptors += descriptors;
    erased.portraits += portraits;
    return descriptorIds.length;
  }
  const personIds = await tx.erasure.persons(accountId, ERASURE_BATCH);
  erased.persons += await tx.erasure.deletePersons(accountId, personIds);
  return personIds.length;
}
