import { type ListKind, NotFound } from '../../domain/errors.ts';
import { type AccountId, type DescriptorId, type ListId, newId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { Clock } from '../../domain/time.ts';
import type { Descriptor } from '../../store/ports/descriptors.ts';
import type { List, ListSummary } from '../../store/ports/lists.ts';
import type { Person } from '../../store/ports/persons.ts';
import type { Store } from '../../store/store.ts';
import { lockMembers } from '../persons/lockMembers.ts';

/** One page of a list's members, by the kind of the list. */
export type ListMembers =
  | { readonly kind: 'persons'; readonly listData: string; readonly persons: Paged<Person> }
  | { readonly kind: 'descriptors'; readonly listData: string; readonly descriptors: Paged<Descriptor> };

export interface Lists {
  create(accountId: AccountId, kind: ListKind, listData: string): Promise<ListId>;
  /** The same page of both kinds (contract 40). */
  page(
    accountId: AccountId,
    page: Page,
  ): Promise<{ readonly persons: Paged<ListSummary>; readonly descriptors: Paged<ListSummary> }>;
  /** @throws NotFound('list') */
  members(accountId: AccountId, listId: ListId, page: Page): Promise<ListMembers>;
  /** @throws NotFound('list') */
  setData(accountId: AccountId, listId: ListId, listData: string): Promise<void>;
  /**
   * The members survive. Handlers that name the list keep its id: the next run that would use it fails with NotFound
   * (handlers/handlers.ts). @throws NotFound('list')
   */
  delete(accountId: AccountId, listId: ListId): Promise<void>;
  /** Unknown ids are passed over (contract 40). */
  deleteMany(accountId: AccountId, listIds: readonly ListId[]): Promise<void>;
}

const TOUCHED_AT_ONCE = 1000;

export function createLists(parts: { store: Store; clock: Clock }): Lists {
  const { store, clock } = parts;

  /**
   * Who is collected as garbage depends on when it was detached (contract 85). Before the list goes, in statements of their
   * own: as a part of the deletion a million members would keep it, and its locks, for longer than a statement may last.
   */
  async function touchMembers(accountId: AccountId, listId: ListId): Promise<void> {
    let ids: readonly DescriptorId[] = [];
    do {
      ids = await store.lists.descriptorIds(accountId, listId, { after: ids.at(-1), limit: TOUCHED_AT_ONCE });
      await store.repeatable(async (tx) => {
        const { descriptors } = await lockMembers(tx, accountId, { descriptorIds: ids });
        await tx.descriptors.touch(accountId, [...descriptors], clock());
      });
    } while (ids.length === TOUCHED_AT_ONCE);
  }

  async function remove(accountId: AccountId, listIds: readonly ListId[]): Promise<number> {
    // Unknown ids may be many: they are told apart together. A later attempt may find other members: only the deletion is
    // noted for it.
    const { lists } = await store.repeatable((tx) => lockMembers(tx, accountId, { listIds }));
    for (const { kind, listId } of lists) if (kind === 'descriptors') await touchMembers(accountId, listId);
    return store.write((stores) => stores.lists.delete(accountId, listIds));
  }

  return {
    async create(accountId, kind, listData) {
      const listId = newId<ListId>();
      return store.write(async ({ lists }) => {
        await lists.create(accountId, { listId, kind, listData, createTime: clock() });
        return listId;
      });
    },
    async page(accountId, page) {
      const [persons, descriptors] = await Promise.all([
        store.lists.page(accountId, 'persons', page),
        store.lists.page(accountId, 'descriptors', page),
      ]);
      return { persons, descriptors };
    },
    async members(accountId, listId, page) {
      const { kind, listData }: List = await requireList(store, accountId, listId);
      if (kind === 'persons') {
        return { kind, listData, persons: await store.lists.personsPage(accountId, listId, page) };
      }
      return { kind, listData, descriptors: await store.lists.descriptorsPage(accountId, listId, page) };
    },
    async setData(accountId, listId, listData) {
      const isKnown = await store.write(({ lists }) => lists.setData(accountId, listId, listData));
      if (!isKnown) throw new NotFound('list', 'target');
    },
    async delete(accountId, listId) {
      if ((await remove(accountId, [listId])) === 0) throw new NotFound('list', 'target');
    },
    async deleteMany(accountId, listIds) {
      await remove(accountId, listIds);
    },
  };
}

async function requireList(store: Store, accountId: AccountId, listId: ListId): Promise<List> {
  const list = await store.lists.find(accountId, listId);
  if (!list) throw new NotFound('list', 'target');
  return list;
}
