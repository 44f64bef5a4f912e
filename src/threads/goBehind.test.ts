import { getPriority } from 'node:os';
import { platform } from 'node:process';
import { afterEach, expect, it } from 'vitest';
import type { Order } from '../../test/support/threads/obedientWorker.ts';
import { WorkerPool } from './workerPool.ts';

const pool = new WorkerPool<Order, unknown>({
  entry: new URL('../../test/support/threads/obedientWorker.ts', import.meta.url),
  size: 1,
  queueLimit: 1,
  name: 'test',
});
afterEach(() => pool.close());

it.runIf(platform === 'linux')(
  'takes the calling thread behind the others, and leaves those where they are',
  async () => {
    const mine = getPriority();
    expect(await pool.run({ do: 'go behind' })).toBe(5);
    expect(getPriority()).toBe(mine);
  },
);
