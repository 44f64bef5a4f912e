import { describe, expect, it } from 'vitest';
import type { Caller } from '../../domain/caller.ts';
import { ClientGone } from '../../domain/errors.ts';
import { CallerScope } from './callerScope.ts';
import { readTogether } from './readTogether.ts';

/** Notes what was read in one go; answers each key by itself. */
function recorded(most = 3) {
  const reads: string[][] = [];
  const seen: (Caller | undefined)[] = [];
  const callers = new CallerScope();
  const read = readTogether<string, string>({
    most,
    callers,
    async read(keys) {
      reads.push([...keys]);
      seen.push(callers.current);
      if (keys.includes('broken')) throw new Error('broken');
      return (key) => key.toUpperCase();
    },
  });
  return { read, reads, seen, callers };
}

describe('readTogether', () => {
  it('reads once for all who ask in one turn, and gives each its own', async () => {
    const { read, reads } = recorded();
    expect(await Promise.all(['a', 'b', 'a'].map(read))).toEqual(['A', 'B', 'A']);
    expect(reads).toEqual([['a', 'b', 'a']]);
  });

  it('reads anew for who asks while a read is under way, which may be from before a change', async () => {
    const reads: string[] = [];
    let finish = () => {};
    const read = readTogether<string, number>({
      most: 3,
      async read(keys) {
        reads.push(keys.join());
        const number = reads.length;
        if (number === 1)
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
        return () => number;
      },
    });
    const first = read('a');
    await new Promise(setImmediate);
    expect(reads).toEqual(['a']);
    const second = read('a');
    expect(await second).toBe(2);
    finish();
    expect(await first).toBe(1);
  });

  it('reads no more in one go than it may', async () => {
    const { read, reads } = recorded(2);
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(read))).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(reads).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('fails for those whom the read was for, and for nobody else', async () => {
    const { read } = recorded(2);
    const settled = await Promise.allSettled(['a', 'broken', 'c'].map(read));
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    await expect(read('d')).resolves.toBe('D');
  });

  it('reads nothing for who has left before, and is of no more use when all have left', async () => {
    const { read, reads, seen, callers } = recorded();
    const [gone, leaves, stays] = [{ isGone: false }, { isGone: false }, { isGone: false }];
    const answers = [gone, leaves, stays].map((caller, index) => callers.begin(caller, () => read(`${index}`)));
    gone.isGone = true;
    const settled = await Promise.allSettled(answers);
    expect(settled[0]).toMatchObject({ reason: expect.any(ClientGone) });
    expect(reads).toEqual([['1', '2']]);
    leaves.isGone = true;
    expect(seen[0]?.isGone).toBe(false);
    stays.isGone = true;
    expect(seen[0]?.isGone).toBe(true);
  });

  it('stays of use for somebody who never leaves', async () => {
    const { read, seen, callers } = recorded();
    const caller = { isGone: false };
    await Promise.all([callers.begin(caller, () => read('a')), read('b')]);
    caller.isGone = true;
    expect(seen[0]?.isGone).toBe(false);
  });
});
