import { createAccountServices } from '../../../../src/app/accounts.ts';
import { createLists } from '../../../../src/core/lists/lists.ts';
import { createLinkChange } from '../../../../src/core/persons/linkChange.ts';
import { createLinks } from '../../../../src/core/persons/links.ts';
import { createPersons } from '../../../../src/core/persons/persons.ts';
import { createActions } from '../../../../src/core/review/actions.ts';
import { createInbox } from '../../../../src/core/review/inbox.ts';
import { TRUSTED_CLOCK } from '../../../../src/core/upkeep/clockGuard.ts';
import { createErasure } from '../../../../src/core/upkeep/erasure.ts';
import { collectGarbage } from '../../../../src/core/upkeep/garbage.ts';
import { createPortraitErasure } from '../../../../src/core/upkeep/portraitErasure.ts';
import { createRetention } from '../../../../src/core/upkeep/retention.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../../../src/domain/ids.ts';
import { createFilePortraitStore } from '../../../../src/portraits/filePortraitStore.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aList, anAccount, clock, descriptors, persons } from '../../store/support/rows.ts';

const COUNTS = { persons: 4, descriptors: 8, loose: 4, lists: 3 };

/** A few objects that every operation meets, so that each two of them share some. */
export interface World {
  readonly accountId: AccountId;
  readonly persons: PersonId[];
  readonly descriptors: DescriptorId[];
  /** Descriptors of nobody. */
  readonly loose: DescriptorId[];
  readonly personsLists: ListId[];
  readonly descriptorsLists: ListId[];
}

/** What there is at first is the same each time. */
export async function aWorld(store: Store): Promise<World> {
  const accountId = await anAccount(store);
  return store.transaction(async (tx) => {
    const personIds = await persons(tx, accountId, COUNTS.persons);
    const descriptorIds = await descriptors(tx, accountId, COUNTS.descriptors);
    const world: World = {
      accountId,
      persons: personIds,
      descriptors: descriptorIds,
      loose: await descriptors(tx, accountId, COUNTS.loose),
      personsLists: [],
      descriptorsLists: [],
    };
    for (const [index, descriptorId] of descriptorIds.entries()) {
      await tx.persons.linkDescriptor(accountId, at(personIds, index), descriptorId, clock());
    }
    // No list holds all: each two persons share a list that is the first of one and the last of the other.
    const someOf = <Id>(ids: readonly Id[], list: number) =>
      ids.filter((_, index) => index % COUNTS.lists === list || (index + 1) % COUNTS.lists === list);
    for (let list = 0; list < COUNTS.lists; list++) {
      const [personsList, descriptorsList] = [await aList(tx, accountId), await aList(tx, accountId, 'descriptors')];
      await tx.lists.linkPersons(accountId, personsList, someOf(personIds, list));
      const faces = descriptorIds.filter(
        (_, index) => (index + Math.floor(index / COUNTS.persons)) % COUNTS.lists === list,
      );
      await tx.lists.linkDescriptors(accountId, descriptorsList, faces, clock());
      world.personsLists.push(personsList);
      world.descriptorsLists.push(descriptorsList);
    }
    return world;
  });
}

export function servicesOn(store: Store, folder: string) {
  const portraits = createFilePortraitStore(folder);
  const portraitErasure = createPortraitErasure({ store, portraits, clock, onFailed: () => undefined });
  // Hashes nothing, so that it has no threads to close.
  const { authentication } = createAccountServices(
    {
      STORAGE_TIME: 'UTC',
      PASSWORD_CACHE_SECONDS: 10,
      PASSWORD_WORKERS: 2,
      LOGIN_FAILURE_LIMIT: 10,
      LOGIN_LONGEST_WAIT_SECONDS: 60,
      TOKEN_STORAGE: 'plain',
    },
    store,
  );
  const changeLinks = createLinkChange({ clock, rules: { refuseWrongListKind: false } });
  return {
    store,
    actions: createActions({ store, clock }),
    inbox: createInbox(store),
    persons: createPersons({ store, clock, rules: { refuseDetachOfUnlinked: true } }),
    lists: createLists({ store, clock }),
    links: createLinks({ store, changeLinks }),
    erasure: createErasure({
      store,
      authentication,
      portraits: portraitErasure,
      clock,
      onProgress: () => undefined,
      eraseFromLog: async () => 0,
      onErased: () => undefined,
    }),
    retention: createRetention({
      store,
      portraits,
      erasure: portraitErasure,
      clock,
      clockGuard: TRUSTED_CLOCK,
      defaults: { descriptorDays: 0, portraitDays: 0 },
      onRun: () => undefined,
    }),
    collect: (accountId: AccountId) =>
      collectGarbage(
        { garbage: store.garbage, portraits, clock, clockGuard: TRUSTED_CLOCK },
        { accountId, minimumAgeSeconds: 0, dryRun: false },
      ),
  };
}

export type Services = ReturnType<typeof servicesOn>;
/** @param turn which of the calls that are under way at once it is */
export type Operation = (services: Services, world: World, turn: number) => Promise<unknown>;

export const at = <Item>(items: readonly Item[], index: number) => items[index % items.length] as Item;
/** In one order or the other: what takes locks as they are given is found out. */
export const turned = <Item>(items: readonly Item[], turn: number) =>
  turn % 2 === 0 ? [...items] : [...items].reverse();
