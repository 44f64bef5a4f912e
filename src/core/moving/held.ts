import { HANDLER_KINDS } from '../../domain/handlerKind.ts';
import type { AccountId, DescriptorId } from '../../domain/ids.ts';
import type { Page, Paged } from '../../domain/pages.ts';
import type { AccountPortraits } from '../../portraits/accountPortraits.ts';
import type { Descriptor } from '../../store/ports/descriptors.ts';
import type { Handler } from '../../store/ports/handlers.ts';
import type { ListSummary } from '../../store/ports/lists.ts';
import type { Person } from '../../store/ports/persons.ts';
import type { Store } from '../../store/store.ts';
import { type MovedFace, readFaces } from './movedFaces.ts';

/** What an account holds, for who compares it or takes it elsewhere. */
export interface Held {
  persons(accountId: AccountId, page: Page): Promise<Paged<Person>>;
  descriptors(accountId: AccountId, page: Page): Promise<Paged<Descriptor>>;
  /** Persons lists, descriptors lists. */
  lists(accountId: AccountId, page: Page): Promise<readonly [Paged<ListSummary>, Paged<ListSummary>]>;
  handlers(accountId: AccountId): Promise<readonly Handler[]>;
  faces(accountId: AccountId, ids: readonly DescriptorId[], withPortraits: boolean): Promise<readonly MovedFace[]>;
}

export function createHeld(parts: { readonly store: Store; readonly portraits: AccountPortraits }): Held {
  const { store } = parts;
  return {
    persons: (accountId, page) => store.persons.page(accountId, {}, page),
    descriptors: (accountId, page) => store.descriptors.page(accountId, page),
    lists: (accountId, page) =>
      Promise.all([store.lists.page(accountId, 'persons', page), store.lists.page(accountId, 'descriptors', page)]),
    async handlers(accountId) {
      const found = await Promise.all(HANDLER_KINDS.map((kind) => store.handlers.find(accountId, kind)));
      return found.filter((handler) => handler !== undefined);
    },
    faces: (accountId, ids, withPortraits) => readFaces(parts, accountId, ids, withPortraits),
  };
}
