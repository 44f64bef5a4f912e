import { expect, it } from 'vitest';
import type { AccountId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { readOwned } from './readOwned.ts';

const [mine, theirs] = ['mine', 'theirs'] as AccountId[] as [AccountId, AccountId];

it('reads each id once for all who ask in one turn, and shows an account its own alone', async () => {
  const reads: string[][] = [];
  const find = readOwned({} as StoreContext, async (ids: readonly string[]) => {
    reads.push([...ids]);
    return new Map([
      ['a', { accountId: mine, value: 1 }],
      ['b', { accountId: theirs, value: 2 }],
    ]);
  });
  const asked = [find(mine, 'a'), find(theirs, 'a'), find(mine, 'b'), find(theirs, 'b'), find(mine, 'c')];
  expect(await Promise.all(asked)).toEqual([1, undefined, undefined, 2, undefined]);
  expect(reads).toEqual([['a', 'b', 'c']]);
});
