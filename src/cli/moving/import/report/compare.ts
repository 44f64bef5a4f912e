import { type Inventory, type PersonEntry, sameIds } from '../inventory.ts';
import { type IsLocal, withLocal } from '../local.ts';
import { publicId, tokenHere } from '../plan.ts';

export interface Difference {
  readonly kind: string;
  readonly id: string;
  readonly what: string;
}

export interface Exceptions {
  /** Descriptors of no person and no list, which stay behind. */
  readonly loose: ReadonlySet<string>;
  /** Descriptors of which no face could be made. */
  readonly faceless: ReadonlySet<string>;
  readonly isLocal: IsLocal;
}

/** Everything of the old side that is not here, or not the same, by its id; and tokens, persons and lists that only are here. */
export function compare(
  old: Inventory,
  here: Inventory,
  { loose, faceless, isLocal }: Exceptions,
): readonly Difference[] {
  const differences: Difference[] = [];
  const note = (kind: string, id: string, what: string | undefined) => {
    if (what !== undefined) differences.push({ kind, id, what });
  };
  for (const [id, data] of old.tokens) {
    const known = tokenHere(here, id);
    note('token', id, known === undefined ? 'missing' : unequal('token_data', data, known));
  }
  for (const [id, list] of old.lists) {
    const known = here.lists.get(id);
    note(
      'list',
      id,
      known
        ? (unequal('kind', list.kind, known.kind) ?? unequal('list_data', list.listData, known.listData))
        : 'missing',
    );
  }
  for (const [id, person] of old.persons) {
    const known = here.persons.get(id);
    note('person', id, known ? personDifference(person, known, faceless, isLocal) : 'missing');
  }
  for (const [id, { lists, lastUpdate }] of old.descriptors) {
    if (loose.has(id) || faceless.has(id)) continue;
    const known = here.descriptors.get(id);
    if (!known) note('descriptor', id, 'missing');
    else if (!sameIds(withLocal(lists, known.lists, isLocal), known.lists)) note('descriptor', id, 'is in other lists');
    else note('descriptor', id, unequal('last_update', lastUpdate, known.lastUpdate));
  }
  const tokens = new Set([...old.tokens.keys()].flatMap((token) => [token, publicId(token)]));
  for (const id of here.tokens.keys()) if (!tokens.has(id)) note('token', id, 'is only here');
  for (const id of here.persons.keys()) if (!old.persons.has(id)) note('person', id, 'is only here');
  for (const id of here.lists.keys()) if (!old.lists.has(id)) note('list', id, 'is only here');
  for (const [id, { lists }] of here.descriptors) {
    if (lists.length > 0 && !old.descriptors.has(id)) note('descriptor', id, 'is only here, in a list');
  }
  return differences;
}

function personDifference(
  old: PersonEntry,
  here: PersonEntry,
  faceless: ReadonlySet<string>,
  isLocal: IsLocal,
): string | undefined {
  const possible = old.descriptors.filter((id) => !faceless.has(id));
  if (!sameIds(withLocal(possible, here.descriptors, isLocal), here.descriptors)) return 'has other descriptors';
  if (!sameIds(withLocal(old.lists, here.lists, isLocal), here.lists)) return 'is in other lists';
  return (
    unequal('user_data', old.userData, here.userData) ??
    unequal('external_id', old.externalId, here.externalId) ??
    unequal('create_time', old.createTime, here.createTime)
  );
}

function unequal(name: string, old: string | null, here: string | null): string | undefined {
  return old === here ? undefined : `${name} is ${JSON.stringify(here)}, there it is ${JSON.stringify(old)}`;
}
