import { WrongListKind } from '../../domain/errors.ts';
import type { HandlerKind } from '../../domain/handlerKind.ts';
import { type AccountId, type HandlerId, type ListId, newId, type TokenId } from '../../domain/ids.ts';
import type { Clock, Timestamp } from '../../domain/time.ts';
import type { List } from '../../store/ports/lists.ts';
import type { Store } from '../../store/store.ts';
import { idsOf, rowOf, type TokenStorage } from '../accounts/tokenValue.ts';
import { defaultHandlers } from '../handlers/handlerPolicies.ts';
import { createLists } from '../lists/lists.ts';
import type { Authentication } from '../logins/authentication.ts';
import { orIdTaken } from './idTaken.ts';

export interface MovedAccount {
  readonly email: string;
  readonly organizationName: string;
  readonly password: string;
  readonly active: boolean;
  /** Ids that the handlers have where the account comes from. */
  readonly handlerIds: Readonly<Partial<Record<HandlerKind, HandlerId>>>;
}

export interface MovedToken {
  /** As clients send it. */
  readonly token: TokenId;
  readonly tokenData: string;
}

export interface MovedList extends Pick<List, 'listId' | 'kind' | 'listData'> {
  readonly createTime: Timestamp;
}

export interface AccountIntake {
  /**
   * The account with that e-mail, made without a token where there is none.
   * @returns `holds`: whether persons, descriptors, lists or tokens are in it
   */
  account(moved: MovedAccount): Promise<{ accountId: AccountId; made: boolean; holds: boolean }>;
  /** Makes tokens with these values, or changes their texts. @throws IdTaken */
  tokens(accountId: AccountId, moved: readonly MovedToken[]): Promise<void>;
  /** Makes lists with these ids, or changes their texts. @throws IdTaken, WrongListKind */
  lists(accountId: AccountId, moved: readonly MovedList[]): Promise<void>;
  /** Deletes lists, by the rules; unknown ones are passed over. */
  removeLists(accountId: AccountId, listIds: readonly ListId[]): Promise<void>;
}

/** Takes in what an account has besides persons and faces, with the ids that it has elsewhere; may be repeated. */
export function createAccountIntake(parts: {
  readonly store: Store;
  readonly authentication: Authentication;
  readonly clock: Clock;
  readonly storage: TokenStorage;
}): AccountIntake {
  const { store, authentication, clock, storage } = parts;

  async function holdsAnything(accountId: AccountId): Promise<boolean> {
    const first = { page: 1, size: 1 };
    const { persons, descriptors } = await store.accounts.countObjects(accountId);
    const [tokens, personsLists, descriptorsLists] = await Promise.all([
      store.tokens.page(accountId, first),
      store.lists.page(accountId, 'persons', first),
      store.lists.page(accountId, 'descriptors', first),
    ]);
    return persons + descriptors + tokens.count + personsLists.count + descriptorsLists.count > 0;
  }

  return {
    async account({ email: text, organizationName, password, active, handlerIds }) {
      const email = text.toLowerCase();
      const known = await store.accounts.findByEmail(email);
      if (known) return { accountId: known.accountId, made: false, holds: await holdsAnything(known.accountId) };
      const passwordHash = await authentication.hashPassword(password);
      const accountId = newId<AccountId>();
      const createTime = clock();
      const handlers = defaultHandlers().map((each) => ({
        ...each,
        handlerId: handlerIds[each.kind] ?? each.handlerId,
      }));
      await orIdTaken(
        store.transaction(async (tx) => {
          await tx.accounts.create({ accountId, email, organizationName, passwordHash, active, createTime });
          await tx.handlers.create(accountId, handlers, createTime);
        }),
      );
      authentication.registered(email, password);
      return { accountId, made: true, holds: false };
    },

    async tokens(accountId, moved) {
      await orIdTaken(
        store.transaction(async (tx) => {
          for (const { token, tokenData } of moved) {
            if (await tx.tokens.setData(accountId, idsOf(token), tokenData)) continue;
            await tx.tokens.create(accountId, { ...rowOf(token, storage), tokenData, createTime: clock() });
          }
        }),
      );
      authentication.forget({ tokenIds: moved.map(({ token }) => token) });
    },

    async lists(accountId, moved) {
      await orIdTaken(
        store.transaction(async (tx) => {
          for (const list of moved) await takeList(tx, accountId, list);
        }),
      );
    },

    removeLists: createLists({ store, clock }).deleteMany,
  };
}

async function takeList(tx: Pick<Store, 'lists'>, accountId: AccountId, list: MovedList): Promise<void> {
  const known = await tx.lists.find(accountId, list.listId);
  if (!known) return tx.lists.create(accountId, list);
  if (known.kind !== list.kind) throw new WrongListKind(list.kind, known.kind, list.listId);
  if (known.listData !== list.listData) await tx.lists.setData(accountId, list.listId, list.listData);
}
