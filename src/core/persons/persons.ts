import { NotFound, NotLinked } from '../../domain/errors.ts';
import { type AccountId, type DescriptorId, newId, type PersonId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Clock } from '../../domain/time.ts';
import type { Person, PersonFilter } from '../../store/ports/persons.ts';
import type { Store, Stores } from '../../store/store.ts';
import { type LockedMembers, lockMembers } from './lockMembers.ts';

export interface PersonData {
  readonly userData?: string | undefined;
  readonly externalId?: string | null | undefined;
}

export interface Persons {
  create(accountId: AccountId, data: PersonData): Promise<PersonId>;
  page(accountId: AccountId, filter: PersonFilter, page: Page): Promise<Paged<Person>>;
  /** @throws NotFound('person') */
  get(accountId: AccountId, personId: PersonId): Promise<Person>;
  /** Members that are not given keep their values. @throws NotFound('person') */
  update(accountId: AccountId, personId: PersonId, data: PersonData): Promise<void>;
  /** The person's descriptors stay, without a person. @throws NotFound('person') */
  delete(accountId: AccountId, personId: PersonId): Promise<void>;
  /**
   * Gives a descriptor to a person; the person's lists can match it from the next search on.
   * @throws NotFound('person'), NotFound('descriptor'), Conflict('descriptor-attached')
   */
  attachDescriptor(accountId: AccountId, personId: PersonId, descriptorId: DescriptorId): Promise<void>;
  /** @throws NotFound('person'), NotFound('descriptor'), NotLinked when the rules refuse it */
  detachDescriptor(accountId: AccountId, personId: PersonId, descriptorId: DescriptorId): Promise<void>;
}

export interface PersonRules {
  /** Whether a detach of what the person does not own is an error (contract 97). */
  readonly refuseDetachOfUnlinked: boolean;
}

export function createPersons(parts: { store: Store; clock: Clock; rules: PersonRules }): Persons {
  const { store, clock, rules } = parts;
  return {
    async create(accountId, data) {
      const personId = newId<PersonId>();
      const { userData = '', externalId = null } = data;
      return store.write(async ({ persons }) => {
        await persons.create(accountId, { personId, userData, externalId, createTime: clock() });
        return personId;
      });
    },
    page: (accountId, filter, page) => store.persons.page(accountId, filter, page),
    async get(accountId, personId) {
      const person = await store.persons.find(accountId, personId);
      if (!person) throw new NotFound('person', 'target');
      return person;
    },
    async update(accountId, personId, data) {
      const isKnown = await store.write(({ persons }) => persons.update(accountId, personId, data));
      if (!isKnown) throw new NotFound('person', 'target');
    },
    async delete(accountId, personId) {
      await store.transaction(async (tx) => {
        const locked = await lockMembers(tx, accountId, { personIds: [personId], withOwned: true, withLists: true });
        if (!locked.persons.has(personId)) throw new NotFound('person', 'target');
        await tx.descriptors.touch(accountId, locked.owned, clock());
        await tx.lists.recordChange([...locked.personsLists.keys()], { remove: locked.owned });
        await tx.persons.delete(accountId, personId);
        await recordNewOwner(tx, locked);
      });
    },
    async attachDescriptor(accountId, personId, descriptorId) {
      await store.transaction(async (tx) => {
        const locked = await lockBoth(tx, accountId, personId, descriptorId);
        const now = clock();
        await tx.persons.linkDescriptor(accountId, personId, descriptorId, now);
        await tx.descriptors.touch(accountId, [descriptorId], now);
        await tx.lists.recordChange([...locked.personsLists.keys()], { add: [descriptorId] });
        await recordNewOwner(tx, locked);
      });
    },
    async detachDescriptor(accountId, personId, descriptorId) {
      await store.transaction(async (tx) => {
        const locked = await lockBoth(tx, accountId, personId, descriptorId);
        if (!(await tx.persons.unlinkDescriptor(accountId, personId, descriptorId))) {
          if (rules.refuseDetachOfUnlinked) throw new NotLinked();
          return;
        }
        await tx.descriptors.touch(accountId, [descriptorId], clock());
        await tx.lists.recordChange([...locked.personsLists.keys()], { remove: [descriptorId] });
        await recordNewOwner(tx, locked);
      });
    },
  };
}

/** @throws NotFound('person'), NotFound('descriptor') */
async function lockBoth(
  tx: Stores,
  accountId: AccountId,
  personId: PersonId,
  descriptorId: DescriptorId,
): Promise<LockedMembers> {
  const toLock = { personIds: [personId], descriptorIds: [descriptorId], withLists: true };
  const locked = await lockMembers(tx, accountId, toLock);
  if (!locked.persons.has(personId)) throw new NotFound('person', 'target');
  if (!locked.descriptors.has(descriptorId)) throw new NotFound('descriptor', 'reference');
  return locked;
}

/**
 * Descriptors lists show their galleries the owner of each descriptor, since LP3 lets `identify` search them: to add a
 * descriptor once more brings its new owner.
 */
async function recordNewOwner(tx: Stores, { descriptorsLists }: LockedMembers): Promise<void> {
  for (const [listId, descriptorIds] of descriptorsLists) {
    await tx.lists.recordChange([listId], { add: descriptorIds });
  }
}
