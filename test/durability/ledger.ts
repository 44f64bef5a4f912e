/** What the server acknowledged: after a crash it must be there, or gone, exactly so. */
export interface Ledger {
  /** Person id to its user_data. */
  readonly persons: Map<string, string>;
  /** List id to its list_data. */
  readonly lists: Map<string, string>;
  /** Token id to its token_data. */
  readonly tokens: Map<string, string>;
  readonly descriptors: Set<string>;
  /** Descriptor id to the person that it was given to. */
  readonly owners: Map<string, string>;
  /** Person id to the list that it was put into. */
  readonly memberships: Map<string, string>;
  readonly deletedPersons: Set<string>;
  /** Asked for, not acknowledged: their fate is open. */
  readonly undecided: Set<string>;
}

export function newLedger(): Ledger {
  return {
    persons: new Map(),
    lists: new Map(),
    tokens: new Map(),
    descriptors: new Set(),
    owners: new Map(),
    memberships: new Map(),
    deletedPersons: new Set(),
    undecided: new Set(),
  };
}

export function countAcknowledged(ledger: Ledger): number {
  return [
    ledger.persons,
    ledger.lists,
    ledger.tokens,
    ledger.descriptors,
    ledger.owners,
    ledger.memberships,
    ledger.deletedPersons,
  ].reduce((total, part) => total + part.size, 0);
}
