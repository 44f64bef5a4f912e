import { publicIdOf } from '../../../core/accounts/tokenValue.ts';
import type { TokenId } from '../../../domain/ids.ts';
import { type Inventory, type PersonEntry, sameIds } from './inventory.ts';
import { createIsLocal, type IsLocal, withLocal } from './local.ts';

/** What has to be done so that what is here equals what is there. */
export interface Plan {
  readonly tokens: readonly string[];
  /** Oldest first, so that they are made in their order. */
  readonly lists: readonly string[];
  /** Faces that are not here. */
  readonly newDescriptors: readonly string[];
  readonly changedDescriptors: readonly string[];
  readonly newPersons: readonly string[];
  readonly changedPersons: readonly string[];
  /** Brought by an earlier run and gone where they came from. */
  readonly removedPersons: readonly string[];
  readonly removedLists: readonly string[];
  /** By the ids that they have here. */
  readonly removedTokens: readonly string[];
  /** Of no person and no list: left behind. */
  readonly loose: readonly string[];
}

export interface PlanRules {
  /** Also descriptors of no person and no list. */
  readonly all: boolean;
  /** Faces that could not be made before. */
  readonly faceless: ReadonlySet<string>;
  /** What earlier runs have brought; tokens by their public ids. */
  readonly brought: ReadonlySet<string>;
}

export function makePlan(old: Inventory, here: Inventory, { all, faceless, brought }: PlanRules): Plan {
  const loose = all ? [] : looseOf(old);
  const isLoose = new Set(loose);
  const isLocal = createIsLocal(old, brought);
  const persons = [...old.persons].reverse();
  const oldTokens = new Set([...old.tokens.keys()].map(publicId));
  // What was missed by pages that shifted must not be taken for gone.
  const gone = (ids: Iterable<string>, isThere: (id: string) => boolean, nameOf = (id: string) => id) =>
    old.unsteady ? [] : [...ids].filter((id) => brought.has(nameOf(id)) && !isThere(id));
  const removedLists = gone(here.lists.keys(), (id) => old.lists.has(id));
  // A list that is deleted takes its links with it.
  const staysAsItIs: IsLocal = (id) => isLocal(id) || removedLists.includes(id);
  return {
    tokens: [...old.tokens].filter(([id, data]) => tokenHere(here, id) !== data).map(([id]) => id),
    lists: [...old.lists]
      .reverse()
      .filter(([id, { kind, listData }]) => {
        const known = here.lists.get(id);
        return known?.kind !== kind || known.listData !== listData;
      })
      .map(([id]) => id),
    newDescriptors: [...old.descriptors.keys()].filter(
      (id) => !here.descriptors.has(id) && !faceless.has(id) && !isLoose.has(id),
    ),
    changedDescriptors: [...old.descriptors]
      .filter(([id, { lists, lastUpdate }]) => {
        const known = here.descriptors.get(id);
        return (
          known &&
          (known.lastUpdate !== lastUpdate || !sameIds(known.lists, withLocal(lists, known.lists, staysAsItIs)))
        );
      })
      .map(([id]) => id),
    newPersons: persons.filter(([id]) => !here.persons.has(id)).map(([id]) => id),
    changedPersons: persons
      .filter(([id, person]) => {
        const known = here.persons.get(id);
        return known && !samePerson(person, known, faceless, staysAsItIs);
      })
      .map(([id]) => id),
    removedPersons: gone(here.persons.keys(), (id) => old.persons.has(id)),
    removedLists,
    removedTokens: gone(
      here.tokens.keys(),
      (id) => oldTokens.has(id) || old.tokens.has(id),
      (id) => (brought.has(id) ? id : publicId(id)),
    ),
    loose,
  };
}

function looseOf({ persons, descriptors }: Inventory): readonly string[] {
  const owned = new Set([...persons.values()].flatMap((person) => person.descriptors));
  return [...descriptors].filter(([id, { lists }]) => lists.length === 0 && !owned.has(id)).map(([id]) => id);
}

/** What stands for a token where its value must not stand. */
export function publicId(token: string): string {
  return publicIdOf(token as TokenId);
}

/** The text of a token here, whether it is hashed or not. */
export function tokenHere(here: Inventory, token: string): string | undefined {
  return here.tokens.get(token) ?? here.tokens.get(publicId(token));
}

function samePerson(old: PersonEntry, here: PersonEntry, faceless: ReadonlySet<string>, isLocal: IsLocal): boolean {
  const possible = old.descriptors.filter((id) => !faceless.has(id));
  return (
    old.userData === here.userData &&
    old.externalId === here.externalId &&
    sameIds(withLocal(possible, here.descriptors, isLocal), here.descriptors) &&
    sameIds(withLocal(old.lists, here.lists, isLocal), here.lists)
  );
}

/** How many there are of each kind, by names as JSON has them: `new_persons`. */
export function countsOf(plan: Plan): Record<string, number> {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(plan).map(([name, ids]) => [snake(name), ids.length]));
}
