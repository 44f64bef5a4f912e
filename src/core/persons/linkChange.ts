import { type ListKind, NotFound, WrongListKind } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { List } from '../../store/ports/lists.ts';
import type { Stores } from '../../store/store.ts';
import { lockMembers } from './lockMembers.ts';

export type LinkAction = 'attach' | 'detach';

/** What is put into a list or taken out of it. */
export interface Members {
  readonly personIds?: readonly PersonId[] | undefined;
  readonly descriptorIds?: readonly DescriptorId[] | undefined;
}

export interface LinkRules {
  /**
   * Whether persons for a descriptors list, or the reverse, are refused (contract 97). When they are not, a person
   * stands for its descriptors and a descriptor for its owner, as LP3's matching did.
   */
  readonly refuseWrongListKind: boolean;
}

/**
 * Changes a list's members within a transaction.
 * @throws NotFound('list'), WrongListKind, and what `missing` makes of an unknown member
 */
export type LinkChange = (
  tx: Stores,
  action: LinkAction,
  accountId: AccountId,
  listId: ListId,
  members: Members,
  missing: (kind: 'person' | 'descriptor') => Error,
) => Promise<void>;

export function createLinkChange({ clock, rules }: { clock: Clock; rules: LinkRules }): LinkChange {
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

  async function change(
    tx: Stores,
    action: LinkAction,
    accountId: AccountId,
    listId: ListId,
    members: Members,
    missing: (kind: 'person' | 'descriptor') => Error,
  ): Promise<void> {
    const list = await requireList(tx, accountId, listId, members);
    const { personIds = [], descriptorIds = [] } = members;
    // A persons list takes the owners of descriptors. Of these, one who changes until the locks are had is passed over:
    // there was a moment at which the descriptor had no person.
    const owners = list.kind === 'persons' ? await ownersOf(tx, accountId, descriptorIds) : [];
    const { persons, descriptors, owned, lists } = await lockMembers(tx, accountId, {
      personIds: [...personIds, ...owners],
      // A descriptors list takes a person's descriptors, which are touched then. The person's lock keeps them as they are.
      withOwned: list.kind === 'descriptors',
      descriptorIds,
      listIds: [listId],
    });
    if (personIds.some((id) => !persons.has(id))) throw missing('person');
    if (descriptorIds.some((id) => !descriptors.has(id))) throw missing('descriptor');
    if (lists.length === 0) throw new NotFound('list', 'reference');
    if (list.kind === 'persons') {
      const stillOwners = (await ownersOf(tx, accountId, descriptorIds)).filter((personId) => persons.has(personId));
      await changePersons(tx, action, accountId, listId, [...new Set([...personIds, ...stillOwners])]);
    } else {
      await changeDescriptors(tx, action, accountId, listId, [...new Set([...descriptorIds, ...owned])]);
    }
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

  return change;
}

async function ownersOf(
  tx: Stores,
  accountId: AccountId,
  descriptorIds: readonly DescriptorId[],
): Promise<readonly PersonId[]> {
  if (descriptorIds.length === 0) return [];
  return [...(await tx.persons.ownersOf(accountId, descriptorIds)).values()];
}

function logEntry(action: LinkAction, descriptorIds: readonly DescriptorId[]) {
  return action === 'attach' ? { add: descriptorIds } : { remove: descriptorIds };
}
