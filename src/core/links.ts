import { type ListKind, NotFound, SomeNotFound, WrongListKind } from '../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { List, Store, Stores } from '../store/store.ts';

export type LinkAction = 'attach' | 'detach';

/** What is put into a list or taken out of it. */
export interface Members {
  readonly personIds?: readonly PersonId[] | undefined;
  readonly descriptorIds?: readonly DescriptorId[] | undefined;
}

export interface Links {
  /** Attaching twice and detaching what is not linked are no errors. @throws NotFound('list'|'person'), WrongListKind */
  changePerson(action: LinkAction, accountId: AccountId, personId: PersonId, listId: ListId): Promise<void>;
  /** @throws NotFound('list'|'descriptor'), WrongListKind */
  changeDescriptor(action: LinkAction, accountId: AccountId, descriptorId: DescriptorId, listId: ListId): Promise<void>;
  /** All or nothing. @throws NotFound('list'), SomeNotFound, WrongListKind */
  changeMany(action: LinkAction, accountId: AccountId, listId: ListId, members: Members): Promise<void>;
  /** @throws NotFound('person') */
  listsOfPerson(accountId: AccountId, personId: PersonId): Promise<readonly ListId[]>;
  /** @throws NotFound('descriptor') */
  listsOfDescriptor(accountId: AccountId, descriptorId: DescriptorId): Promise<readonly ListId[]>;
}

export interface LinkRules {
  /**
   * Whether persons for a descriptors list, or the reverse, are refused (contract 97). When they are not, a person
   * stands for its descriptors and a descriptor for its owner, as LP3's matching did.
   */
  readonly refuseWrongListKind: boolean;
}

export function createLinks(parts: { store: Store; clock: Clock; rules: LinkRules }): Links {
  const { store, clock, rules } = parts;

  /** Checks that need no lock, in the contract's order: first the list, then its kind. */
  async function requireList(tx: Stores, accountId: AccountId, listId: ListId, members: Members): Promise<List> {
    const list = await tx.lists.find(accountId, listId);
    if (!list) throw new NotFound('list', 'reference');
    const given: ListKind | undefined =
      members.personIds && list.kind === 'descriptors'
        ? 'persons'
        : members.descriptorIds && list.kind === 'persons'
          ? 'descriptors'
          : undefined;
    if (given && rules.refuseWrongListKind) throw new WrongListKind(given, list.kind, listId);
    return list;
  }

  /** Locks in the order that every transaction keeps (persons, descriptors, list), then links. */
  async function change(
    action: LinkAction,
    accountId: AccountId,
    listId: ListId,
    members: Members,
    missing: (kind: 'person' | 'descriptor') => Error,
  ): Promise<void> {
    await store.transaction(async (tx) => {
      const list = await requireList(tx, accountId, listId, members);
      const { personIds = [], descriptorIds = [] } = members;
      const persons = await tx.persons.lock(accountId, personIds);
      if (personIds.some((id) => !persons.has(id))) throw missing('person');
      const descriptors = await tx.descriptors.lock(accountId, descriptorIds);
      if (descriptorIds.some((id) => !descriptors.has(id))) throw missing('descriptor');
      if ((await tx.lists.lock(accountId, [listId])).length === 0) throw new NotFound('list', 'reference');
      if (list.kind === 'persons') {
        const owners = await tx.persons.ownersOf(accountId, descriptorIds);
        await changePersons(tx, action, accountId, listId, [...new Set([...personIds, ...owners.values()])]);
      } else {
        const owned = await tx.persons.descriptorsOf(accountId, personIds);
        await changeDescriptors(tx, action, accountId, listId, [...new Set([...descriptorIds, ...owned])]);
      }
    });
  }

  async function changePersons(
    tx: Stores,
    action: LinkAction,
    accountId: AccountId,
    listId: ListId,
    personIds: readonly PersonId[],
  ): Promise<void> {
    const changed =
      action === 'attach'
        ? await tx.lists.linkPersons(accountId, listId, personIds)
        : await tx.lists.unlinkPersons(accountId, listId, personIds);
    const descriptorIds = await tx.persons.descriptorsOf(accountId, changed);
    if (descriptorIds.length > 0) await tx.lists.recordChange([listId], logEntry(action, descriptorIds));
  }

  async function changeDescriptors(
    tx: Stores,
    action: LinkAction,
    accountId: AccountId,
    listId: ListId,
    descriptorIds: readonly DescriptorId[],
  ): Promise<void> {
    const now = clock();
    const changed =
      action === 'attach'
        ? await tx.lists.linkDescriptors(accountId, listId, descriptorIds, now)
        : await tx.lists.unlinkDescriptors(accountId, listId, descriptorIds);
    if (changed.length === 0) return;
    await tx.descriptors.touch(accountId, changed, now);
    await tx.lists.recordChange([listId], logEntry(action, changed));
  }

  return {
    changePerson: (action, accountId, personId, listId) =>
      change(action, accountId, listId, { personIds: [personId] }, (kind) => new NotFound(kind, 'target')),
    changeDescriptor: (action, accountId, descriptorId, listId) =>
      change(action, accountId, listId, { descriptorIds: [descriptorId] }, (kind) => new NotFound(kind, 'target')),
    changeMany: (action, accountId, listId, members) =>
      change(action, accountId, listId, members, (kind) => new SomeNotFound(kind, 'linker')),
    async listsOfPerson(accountId, personId) {
      const lists = await store.persons.listsOf(accountId, personId);
      if (lists.length === 0 && (await store.persons.existing(accountId, [personId])).size === 0) {
        throw new NotFound('person', 'target');
      }
      return lists;
    },
    async listsOfDescriptor(accountId, descriptorId) {
      const lists = await store.descriptors.listsOf(accountId, descriptorId);
      if (lists.length === 0 && (await store.descriptors.existing(accountId, [descriptorId])).size === 0) {
        throw new NotFound('descriptor', 'target');
      }
      return lists;
    },
  };
}

function logEntry(action: LinkAction, descriptorIds: readonly DescriptorId[]) {
  return action === 'attach' ? { add: descriptorIds } : { remove: descriptorIds };
}
