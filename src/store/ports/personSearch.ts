import type { AccountId, ListId, PersonId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { Person } from './persons.ts';

/** Which persons are looked for; all members must hold. */
export interface WantedPersons {
  /** In the user data or the external id, whatever the letter case; `%` and `_` have no special meaning. */
  readonly text?: string | undefined;
  /** Whether the text must stand at the beginning. */
  readonly match: 'contains' | 'prefix';
  /** Members of this persons list, which is the account's: the caller has looked. */
  readonly listId?: ListId | undefined;
}

/** Where a page begins: behind this person, in the order of creation. */
export interface PersonKey {
  readonly createTime: Timestamp;
  readonly personId: PersonId;
}

export interface PersonRange {
  readonly after?: PersonKey | undefined;
  readonly order: 'newest' | 'oldest';
  /** Persons that match and are passed over. */
  readonly skip: number;
  readonly limit: number;
}

export interface PersonSearchStore {
  /** One page by key: persons that come or go in between make no other appear twice or not at all. */
  find(accountId: AccountId, wanted: WantedPersons, range: PersonRange): Promise<readonly Person[]>;
  count(accountId: AccountId, wanted: WantedPersons): Promise<number>;
}
