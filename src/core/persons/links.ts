import { NotFound, SomeNotFound } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Store } from '../../store/store.ts';
import type { LinkAction, LinkChange, Members } from './linkChange.ts';

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

export function createLinks({ store, changeLinks }: { store: Store; changeLinks: LinkChange }): Links {
  const change = (
    action: LinkAction,
    accountId: AccountId,
    listId: ListId,
    members: Members,
    missing: (kind: 'person' | 'descriptor') => Error,
  ) => store.transaction((tx) => changeLinks(tx, action, accountId, listId, members, missing));

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
