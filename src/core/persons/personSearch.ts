import { NotFound, WrongListKind } from '../../domain/errors.ts';
import type { AccountId, ListId } from '../../domain/ids.ts';
import type { PersonRange, WantedPersons } from '../../store/ports/personSearch.ts';
import type { Person } from '../../store/ports/persons.ts';
import type { Store } from '../../store/store.ts';

export interface PersonSearch {
  /** One page by key. @throws NotFound('list'), WrongListKind */
  find(accountId: AccountId, wanted: WantedPersons, range: PersonRange): Promise<readonly Person[]>;
  /** @throws NotFound('list'), WrongListKind */
  count(accountId: AccountId, wanted: WantedPersons): Promise<number>;
}

/** Finds persons by what is written of them. */
export function createPersonSearch(store: Pick<Store, 'lists' | 'personSearch'>): PersonSearch {
  return {
    async find(accountId, wanted, range) {
      await requirePersonsList(store, accountId, wanted.listId);
      return store.personSearch.find(accountId, wanted, range);
    },
    async count(accountId, wanted) {
      await requirePersonsList(store, accountId, wanted.listId);
      return store.personSearch.count(accountId, wanted);
    },
  };
}

/** @throws NotFound('list'), WrongListKind */
export async function requirePersonsList(
  { lists }: Pick<Store, 'lists'>,
  accountId: AccountId,
  listId: ListId | undefined,
): Promise<void> {
  if (listId === undefined) return;
  const list = await lists.find(accountId, listId);
  if (!list) throw new NotFound('list', 'reference');
  if (list.kind !== 'persons') throw new WrongListKind('persons', list.kind, listId);
}
