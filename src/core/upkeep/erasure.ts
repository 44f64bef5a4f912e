import { randomUUID } from 'node:crypto';
import { AccountGone, type ListKind, NotFound } from '../../domain/errors.ts';
import {
  type AccountId,
  type ActionId,
  type DescriptorId,
  type ListId,
  newId,
  type PersonId,
} from '../../domain/ids.ts';
import type { Clock, Timestamp } from '../../domain/time.ts';
import type { Store, Stores } from '../../store/store.ts';
import type { Authentication } from '../logins/authentication.ts';
import { type LockedMembers, lockMembers } from '../persons/lockMembers.ts';
import { addErased, type ErasedPortraits, type PortraitErasure } from './portraitErasure.ts';

/** Rows that one transaction deletes: it holds its locks for well under a second. */
const ERASURE_BATCH = 1000;

const LISTS_A_BATCH = 100;

interface ErasedRows {
  readonly persons: number;
  readonly descriptors: number;
  readonly lists: number;
  readonly tokens: number;
  readonly handlers: number;
}

export interface Erased extends ErasedRows {
  /** Found and removed, as are the thumbnails. */
  readonly portraits: number;
  readonly thumbnails: number;
}

/** What a transaction took: rows, and descriptors whose portraits it has noted. */
interface Taken {
  readonly rows: ErasedRows;
  readonly descriptorIds?: readonly DescriptorId[];
  readonly noted: readonly DescriptorId[];
}

const NO_ROWS: ErasedRows = { persons: 0, descriptors: 0, lists: 0, tokens: 0, handlers: 0 };
const NOTHING: Taken = { rows: NO_ROWS, noted: [] };

/** Proves what an erasure deleted. It has ids and counts, nothing about the person. */
export interface ErasureReceipt {
  readonly erasureId: string;
  readonly subject: 'account' | 'person';
  readonly accountId: AccountId;
  readonly personId: PersonId | null;
  readonly requestedBy: string;
  readonly startTime: Timestamp;
  readonly endTime: Timestamp;
  readonly erased: Erased;
  /** Descriptors that should have had a portrait, and none was found; of their ids the first. */
  readonly missingPortraits: { readonly count: number; readonly descriptorIds: readonly DescriptorId[] };
  /** Could not be deleted yet; every later run tries them again. */
  readonly pendingPortraits: number;
  /** Entries of the audit log that do not name them any more. */
  readonly auditEntries: number;
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
  /** Erases ids from the audit log, and of an account all that its entries tell. @returns entries that held them */
  readonly eraseFromLog: (ids: readonly string[], whole: boolean) => Promise<number>;
  /** The audit trail: told of every erasure that ended. */
  readonly onErased: (receipt: ErasureReceipt) => void;
}

export function createErasure(parts: ErasureParts): Erasure {
  const { store, authentication, portraits, clock, eraseFromLog, onErased } = parts;

  async function receiptFor(
    subject: Pick<ErasureReceipt, 'subject' | 'accountId' | 'personId' | 'requestedBy'>,
    erase: () => Promise<Gone & { readonly auditEntries: number }>,
  ): Promise<ErasureReceipt> {
    const startTime = clock();
    const { rows, images, auditEntries } = await erase();
    const receipt = {
      erasureId: randomUUID(),
      ...subject,
      startTime,
      endTime: clock(),
      erased: erasedOf(rows, images),
      missingPortraits: { count: images.missing, descriptorIds: images.missingIds },
      pendingPortraits: images.pending,
      auditEntries,
    };
    onErased(receipt);
    return receipt;
  }

  return {
    async person(accountId, personId, requestedBy) {
      const receipt = await receiptFor({ subject: 'person', accountId, personId, requestedBy }, async () => {
        const taken = await store.transaction((tx) => erasePerson(tx, accountId, personId, clock()));
        const images = await portraits.finishNoted(taken.noted);
        const ids = [personId, ...(taken.descriptorIds ?? [])];
        return { rows: taken.rows, images, auditEntries: await eraseFromLog(ids, false) };
      });
      await noteReceipt(store, receipt, personId);
      return receipt;
    },
    async account(accountId, requestedBy) {
      if (!(await store.accounts.setActive(accountId, false))) throw new NotFound('account', 'target');
      authentication.forget({ accountId });
      const erase = async () => {
        const gone = await eraseAccount(parts, accountId);
        return { ...gone, auditEntries: await eraseFromLog([accountId], true) };
      };
      const receipt = await receiptFor({ subject: 'account', accountId, personId: null, requestedBy }, erase);
      authentication.forget({ accountId });
      return receipt;
    },
  };
}

/** Where the account finds it. An account that was erased meanwhile took its receipts along, and the person is gone all the same. */
async function noteReceipt(store: Store, receipt: ErasureReceipt, personId: PersonId): Promise<void> {
  const action = {
    actionId: newId<ActionId>(),
    kind: 'erase',
    createTime: receipt.endTime,
    personId,
    otherPersonId: null,
    details: { ...receipt },
  } as const;
  try {
    await store.review.addAction(receipt.accountId, action);
  } catch (error) {
    if (!(error instanceof AccountGone)) throw error;
  }
}

/** Rows that went, and what became of their portraits. */
interface Gone {
  readonly rows: ErasedRows;
  readonly images: ErasedPortraits;
}

function erasedOf(rows: ErasedRows, { portraits, thumbnails }: ErasedPortraits): Erased {
  const { persons, descriptors, ...others } = rows;
  return { persons, descriptors, portraits, thumbnails, ...others };
}

async function erasePerson(tx: Stores, accountId: AccountId, personId: PersonId, at: Timestamp): Promise<Taken> {
  const locked = await lockMembers(tx, accountId, { personIds: [personId], withOwned: true, withLists: true });
  if (!locked.persons.has(personId)) throw new NotFound('person', 'target');
  return eraseMembers(tx, accountId, locked, at);
}

/** Tells the lists and deletes what is locked: descriptors, and persons with all that they own. */
async function eraseMembers(tx: Stores, accountId: AccountId, locked: LockedMembers, at: Timestamp): Promise<Taken> {
  const descriptorIds = [...locked.descriptors];
  await tx.lists.recordChange([...locked.personsLists.keys()], { remove: descriptorIds });
  for (const [listId, members] of locked.descriptorsLists) await tx.lists.recordChange([listId], { remove: members });
  const { descriptors, portraits: noted } = await tx.erasure.deleteDescriptors(accountId, descriptorIds, at);
  const persons = await tx.erasure.deletePersons(accountId, [...locked.persons]);
  return { rows: { ...NO_ROWS, descriptors, persons }, noted, descriptorIds };
}

/** In batches, each a transaction; what a request in flight still adds is taken by the last one, which holds the account. */
async function eraseAccount(
  { store, portraits, clock, onProgress }: ErasureParts,
  accountId: AccountId,
): Promise<Gone> {
  // What an erasure of this account that died has left.
  let images = await portraits.finishAccount(accountId);
  let rows = NO_ROWS;
  let isGone = false;
  while (!isGone) {
    // A transaction may be repeated: what it erased counts when it is committed.
    let took = await store.transaction((tx) => eraseBatch(tx, accountId, clock()));
    isGone = isEmpty(took);
    if (isGone) {
      const last = await store.transaction((tx) => eraseLast(tx, accountId, clock()));
      isGone = last !== 'more';
      took = last === 'more' ? NOTHING : last;
    }
    rows = sum(rows, took.rows);
    images = addErased(images, await portraits.finishNoted(took.noted));
    if (!isEmpty(took)) onProgress(accountId, erasedOf(rows, images));
  }
  return { rows, images };
}

/** Lists first: their galleries end with them, and no search finds a descriptor that is about to go. */
async function eraseBatch(tx: Stores, accountId: AccountId, at: Timestamp): Promise<Taken> {
  for (const kind of ['persons', 'descriptors'] as const) {
    const listIds = await someLists(tx, accountId, kind);
    if (listIds.length === 0) continue;
    return { ...NOTHING, rows: { ...NO_ROWS, lists: await tx.lists.delete(accountId, listIds) } };
  }
  const descriptorIds = await tx.erasure.descriptors(accountId, ERASURE_BATCH);
  if (descriptorIds.length > 0) {
    const owners = (await tx.persons.ownersOf(accountId, descriptorIds)).values();
    const toLock = { personIds: [...new Set(owners)], descriptorIds, withLists: true };
    const locked = await lockMembers(tx, accountId, toLock);
    return eraseMembers(tx, accountId, { ...locked, persons: new Set() }, at);
  }
  const personIds = await tx.erasure.persons(accountId, ERASURE_BATCH);
  const locked = await lockMembers(tx, accountId, { personIds, withOwned: true, withLists: true });
  return eraseMembers(tx, accountId, locked, at);
}

/**
 * The account with what came since the last batch; nothing can be added to it any more. All of that is locked together,
 * since a later lock of a person would break the order.
 * @returns `more`, with nothing erased, when it is too much for one transaction
 */
async function eraseLast(tx: Stores, accountId: AccountId, at: Timestamp): Promise<Taken | 'more'> {
  if (!(await tx.erasure.lockAccount(accountId))) return NOTHING;
  const personIds = await tx.erasure.persons(accountId, ERASURE_BATCH);
  const descriptorIds = await tx.erasure.descriptors(accountId, ERASURE_BATCH);
  const listIds = [...(await someLists(tx, accountId, 'persons')), ...(await someLists(tx, accountId, 'descriptors'))];
  const isWhole = Math.max(personIds.length, descriptorIds.length) < ERASURE_BATCH && listIds.length < LISTS_A_BATCH;
  if (!isWhole) return 'more';
  const locked = await lockMembers(tx, accountId, { personIds, descriptorIds, listIds });
  const lists = await tx.lists.delete(accountId, listIds);
  const { rows, noted } = await eraseMembers(tx, accountId, locked, at);
  return { rows: sum(rows, { ...NO_ROWS, lists, ...(await tx.erasure.deleteAccount(accountId)) }), noted };
}

async function someLists(tx: Stores, accountId: AccountId, kind: ListKind): Promise<readonly ListId[]> {
  const { items } = await tx.lists.page(accountId, kind, { page: 1, size: LISTS_A_BATCH });
  return items.map(({ listId }) => listId);
}

function sum(one: ErasedRows, other: ErasedRows): ErasedRows {
  return {
    persons: one.persons + other.persons,
    descriptors: one.descriptors + other.descriptors,
    lists: one.lists + other.lists,
    tokens: one.tokens + other.tokens,
    handlers: one.handlers + other.handlers,
  };
}

function isEmpty({ rows }: Taken): boolean {
  return Object.values<number>({ ...rows }).every((count) => count === 0);
}
