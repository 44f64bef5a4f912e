import type { AccountId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { readTogether } from './readTogether.ts';

/** What was found, and the account that it belongs to. */
export interface Owned<Value> {
  readonly accountId: string;
  readonly value: Value;
}

/** One statement is to hold neither thread for long: a person may own thousands of descriptors. */
const READ_AT_ONCE = 16;

/**
 * Reads by id that requests make in one turn of the event loop, made together (`readTogether`). An account gets only what
 * belongs to it, whoever asked in the same turn.
 */
export function readOwned<Id extends string, Value>(
  { callers }: StoreContext,
  read: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Owned<Value>>>,
): (accountId: AccountId, id: Id) => Promise<Value | undefined> {
  const find = readTogether({
    most: READ_AT_ONCE,
    callers,
    read: async (asked: readonly Id[]) => {
      const found = await read([...new Set(asked)]);
      return (id) => found.get(id);
    },
  });
  return async (accountId, id) => {
    const found = await find(id);
    return found?.accountId === accountId ? found.value : undefined;
  };
}
