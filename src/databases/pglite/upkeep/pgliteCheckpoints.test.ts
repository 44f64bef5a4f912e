import { expect, it } from 'vitest';
import { PgliteCheckpoints } from './pgliteCheckpoints.ts';

const MB = 1024 * 1024;

it('looks at the log once a second of writes, and ends in a checkpoint when it has grown', async () => {
  const asked: string[] = [];
  let [bytes, time] = [63 * MB, 0];
  const checkpoints = new PgliteCheckpoints({
    run: async () => {
      asked.push('look');
      return { rows: [{ bytes: String(bytes) }] };
    },
    checkpoint: async () => {
      asked.push('checkpoint');
      throw new Error('the disk is full');
    },
    now: () => time,
  });
  const after = async (ms: number) => {
    time += ms;
    checkpoints.note();
    await new Promise(setImmediate);
    return asked.splice(0);
  };
  expect(await after(0)).toEqual(['look']);
  expect(await after(999)).toEqual([]);
  bytes = 64 * MB;
  expect(await after(1)).toEqual(['look', 'checkpoint']);
  // It has failed: the next one is tried.
  expect(await after(1000)).toEqual(['look', 'checkpoint']);
});
