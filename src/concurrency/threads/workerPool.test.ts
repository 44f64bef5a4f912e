import { execFileSync } from 'node:child_process';
import { mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Order } from '../../../test/support/threads/obedientWorker.ts';
import { Unavailable } from '../../domain/errors.ts';
import { WorkerPool } from './workerPool.ts';
import type { WorkerPoolOptions } from './workerPoolOptions.ts';

const OBEDIENT = new URL('../../../test/support/threads/obedientWorker.ts', import.meta.url);
const BROKEN = new URL('../../../test/support/threads/brokenWorker.ts', import.meta.url);

const pools: WorkerPool<Order, unknown>[] = [];

function open(options: Partial<WorkerPoolOptions> = {}): WorkerPool<Order, unknown> {
  const pool = new WorkerPool<Order, unknown>({ entry: OBEDIENT, size: 1, queueLimit: 10, name: 'test', ...options });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('a job', () => {
  it('is answered', async () => {
    expect(await open().run({ do: 'echo', value: { answer: 42 } })).toEqual({ answer: 42 });
  });

  it('may be handed in before the threads are ready', async () => {
    const pool = open({ size: 2 });
    const answers = Array.from({ length: 8 }, (_, value) => pool.run({ do: 'echo', value }));
    expect(await Promise.all(answers)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('moves what is transferred', async () => {
    const numbers = Int32Array.of(1, 2, 3);
    expect(await open().run({ do: 'add', numbers }, [numbers.buffer])).toBe(6);
    expect(numbers.length).toBe(0);
  });

  it('tells when no thread uses its request any more, however early its answer was', async () => {
    const pool = open({ deadlineMs: 200 });
    const over: string[] = [];
    const note = (name: string) => () => over.push(name);
    const client = new AbortController();
    const until = new Int32Array(new SharedArrayBuffer(4));
    const left = pool.run({ do: 'block', until }, [], client.signal, note('at work'));
    const waiting = pool.run({ do: 'echo', value: 1 }, [], client.signal, note('waiting'));
    await pool.ready();
    client.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await expect(waiting).rejects.toThrow('gone');
    await expect(pool.run({ do: 'echo', value: 1 }, [], client.signal, note('left before'))).rejects.toThrow('gone');
    expect(over).toEqual(['waiting', 'left before']);
    // Given up at its deadline, its thread is still in the call.
    await expect.poll(() => pool.stuck).toBe(1);
    expect(over).toEqual(['waiting', 'left before']);
    Atomics.store(until, 0, 1);
    Atomics.notify(until, 0);
    await expect.poll(() => over).toEqual(['waiting', 'left before', 'at work']);
    await pool.run({ do: 'echo', value: 1 }, [], undefined, note('answered'));
    await pool.run({ do: 'exit' }, [], undefined, note('died')).catch(() => undefined);
    await pool.run({ do: 'echo', value: () => {} }, [], undefined, note('not cloned')).catch(() => undefined);
    expect(over).toEqual(['waiting', 'left before', 'at work', 'answered', 'died', 'not cloned']);
  });

  it('fails with the error that the worker threw, brought back by reviveError', async () => {
    const pool = open({ reviveError: (plain) => new TypeError((plain as { name: string }).name) });
    await expect(pool.run({ do: 'throw' })).rejects.toThrow(new TypeError('RangeError'));
  });

  it('fails when its request cannot be cloned, and the thread goes on', async () => {
    const pool = open();
    await pool.ready();
    await expect(pool.run({ do: 'echo', value: () => {} })).rejects.toThrow(/could not be cloned/);
    expect(await pool.run({ do: 'echo', value: 1 })).toBe(1);
  });

  it('fails when its answer cannot be cloned, and the thread goes on', async () => {
    const pool = open({ reviveError: (plain) => new Error((plain as { name: string }).name) });
    await expect(pool.run({ do: 'answer a function' })).rejects.toThrow('DataCloneError');
    expect(await pool.run({ do: 'echo', value: 1 })).toBe(1);
  });

  it('is refused when the queue is full', async () => {
    const pool = open({ queueLimit: 1 });
    await pool.ready();
    const running = pool.run({ do: 'wait', ms: 20 });
    const waiting = pool.run({ do: 'wait', ms: 20 });
    expect(pool.waiting).toBe(1);
    await expect(pool.run({ do: 'wait', ms: 20 })).rejects.toBeInstanceOf(Unavailable);
    expect(await Promise.all([running, waiting])).toEqual(['waited', 'waited']);
  });
});

describe('a job that nobody waits for any more', () => {
  const gone = new Error('the client left');

  it('leaves the queue, and never runs', async () => {
    const ran = new Int32Array(new SharedArrayBuffer(4));
    const pool = open();
    await pool.ready();
    const release = new Int32Array(new SharedArrayBuffer(4));
    const running = pool.run({ do: 'block', until: release });
    const client = new AbortController();
    const waiting = pool.run({ do: 'count', in: ran }, [], client.signal);
    client.abort(gone);
    await expect(waiting).rejects.toBe(gone);
    expect(pool.waiting).toBe(0);
    Atomics.store(release, 0, 1);
    Atomics.notify(release, 0);
    await running;
    expect(await pool.run({ do: 'echo', value: 1 })).toBe(1);
    expect(Atomics.load(ran, 0)).toBe(0);
  });

  it('is not waited for while it runs, and the thread goes on with the next', async () => {
    const pool = open();
    await pool.ready();
    const release = new Int32Array(new SharedArrayBuffer(4));
    const client = new AbortController();
    const running = pool.run({ do: 'block', until: release }, [], client.signal);
    client.abort(gone);
    await expect(running).rejects.toBe(gone);
    const next = pool.run({ do: 'echo', value: 'next' });
    Atomics.store(release, 0, 1);
    Atomics.notify(release, 0);
    expect(await next).toBe('next');
  });

  it('is told so while it runs, and its thread takes the next', async () => {
    const pool = open();
    await pool.ready();
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const client = new AbortController();
    const running = pool.run({ do: 'count when abandoned', in: ended }, [], client.signal);
    client.abort(gone);
    await expect(running).rejects.toBe(gone);
    expect(await pool.run({ do: 'echo', value: 'next' })).toBe('next');
    expect(Atomics.load(ended, 0)).toBe(1);
  });

  it('is refused when it comes too late', async () => {
    await expect(open().run({ do: 'echo', value: 1 }, [], AbortSignal.abort(gone))).rejects.toBe(gone);
  });
});

describe('a thread that dies', () => {
  it.each(['exit', 'throw outside'] as const)('by "%s" fails its own job only and is replaced', async (death) => {
    const crashes: Error[] = [];
    const pool = open({ onCrash: (error) => crashes.push(error) });
    const dying = pool.run({ do: death });
    const next = pool.run({ do: 'echo', value: 'alive' });
    await expect(dying).rejects.toBeInstanceOf(Unavailable);
    expect(await next).toBe('alive');
    expect(crashes).toHaveLength(1);
  });

  it('again and again is replaced every time', async () => {
    const pool = open();
    for (let death = 0; death < 3; death++) await expect(pool.run({ do: 'exit' })).rejects.toBeInstanceOf(Unavailable);
    expect(await pool.run({ do: 'echo', value: 'alive' })).toBe('alive');
  });

  it('and cannot come back is tried again ever more slowly, until it can', async () => {
    const broken = new Int32Array(new SharedArrayBuffer(4));
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const random = vi.spyOn(Math, 'random').mockReturnValue(1);
    const delays: unknown[] = [];
    const pool = open({
      entry: BROKEN,
      workerData: { broken },
      onCrash: () => {
        if (delays.length === 3) Atomics.store(broken, 0, 0);
        queueMicrotask(() => delays.push(timers.mock.lastCall?.[1]));
      },
    });
    await pool.ready();
    Atomics.store(broken, 0, 1);
    await expect(pool.run({ do: 'exit' })).rejects.toBeInstanceOf(Unavailable);
    await expect(pool.run({ do: 'exit' })).rejects.toBeInstanceOf(Unavailable);
    timers.mockRestore();
    random.mockRestore();
    expect(delays.slice(0, 4)).toEqual([0, 100, 200, 400]);
  });
});

describe('a job over its deadline', () => {
  const releases: Int32Array[] = [];
  /** An order that holds its thread until the end of the test at the latest. */
  function block(): { readonly do: 'block'; readonly until: Int32Array } {
    const until = new Int32Array(new SharedArrayBuffer(4));
    releases.push(until);
    return { do: 'block', until };
  }
  function release(until: Int32Array): void {
    Atomics.store(until, 0, 1);
    Atomics.notify(until, 0);
  }
  afterEach(async () => {
    releases.splice(0).forEach(release);
    // A thread that comes back later would be ended in the middle of the next test.
    for (const pool of pools) await expect.poll(() => pool.stuck, { timeout: 10_000 }).toBe(0);
  });

  it('fails with the given error, its thread is replaced, and others go on', async () => {
    const crashes: Error[] = [];
    const pool = open({ deadlineMs: 300, overdue: () => new RangeError('too slow'), onCrash: (e) => crashes.push(e) });
    await pool.ready();
    const stuck = pool.run(block());
    const next = pool.run({ do: 'echo', value: 'alive' });
    await expect(stuck).rejects.toThrow(new RangeError('too slow'));
    expect(await next).toBe('alive');
    expect(crashes.map(({ message }) => message)).toEqual(['test: a job took longer than 300 ms']);
  });

  it('leaves its thread alone until it comes back, and only then ends it', async () => {
    const terminations = vi.spyOn(Worker.prototype, 'terminate');
    const pool = open({ deadlineMs: 100 });
    await pool.ready();
    const order = block();
    await expect(pool.run(order)).rejects.toBeInstanceOf(Unavailable);
    expect(pool.stuck).toBe(1);
    expect(terminations).not.toHaveBeenCalled();
    release(order.until);
    await expect.poll(() => pool.stuck).toBe(0);
    expect(terminations).toHaveBeenCalledTimes(1);
    terminations.mockRestore();
  });

  it('is not followed by new threads without end: beyond `size` the pool is exhausted, until some come back', async () => {
    const pool = open({ deadlineMs: 100 });
    await pool.ready();
    const orders = [block(), block()];
    for (const order of orders) await expect(pool.run(order)).rejects.toBeInstanceOf(Unavailable);
    expect(pool.isExhausted).toBe(true);
    const waiting = pool.run({ do: 'echo', value: 'alive' });
    for (const { until } of orders) release(until);
    expect(await waiting).toBe('alive');
    expect(pool.isExhausted).toBe(false);
  });

  it('is unavailable when no error is given', async () => {
    const pool = open({ deadlineMs: 100 });
    await expect(pool.run({ do: 'wait', ms: 1000 })).rejects.toBeInstanceOf(Unavailable);
  });

  it('and one within it is answered', async () => {
    expect(await open({ deadlineMs: 60_000 }).run({ do: 'wait', ms: 1 })).toBe('waited');
  });
});

describe('start and end', () => {
  it.each([
    ['by startAll', (pool: WorkerPool<Order, unknown>) => pool.startAll()],
    ['with a job', () => undefined],
  ])('is ready with the first threads, and the others come %s', async (_, start) => {
    const pool = open({ size: 3, first: 1 });
    await pool.ready();
    start(pool);
    const until = new Int32Array(new SharedArrayBuffer(4));
    const held = [pool.run({ do: 'block', until }), pool.run({ do: 'block', until })];
    expect(await pool.run({ do: 'echo', value: 'third' })).toBe('third');
    Atomics.store(until, 0, 1);
    Atomics.notify(until, 0);
    await Promise.all(held);
  });

  it('starts no more threads than its size', async () => {
    const until = new Int32Array(new SharedArrayBuffer(4));
    const pool = open({ size: 2, first: 1 });
    pool.startAll();
    pool.startAll();
    const held = [pool.run({ do: 'block', until }), pool.run({ do: 'block', until })];
    const third = pool.run({ do: 'echo', value: 'third' });
    await vi.waitFor(() => expect(pool.waiting).toBe(1), { timeout: 20_000 });
    Atomics.store(until, 0, 1);
    Atomics.notify(until, 0);
    await Promise.all([...held, third]);
  });

  it('is ready when every thread is', async () => {
    await expect(open({ size: 3 }).ready()).resolves.toBeUndefined();
  });

  it('rejects with the error of a thread that cannot start, and is closed', async () => {
    const broken = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    const crashes: Error[] = [];
    const pool = open({ entry: BROKEN, size: 2, workerData: { broken }, onCrash: (error) => crashes.push(error) });
    const queued = pool.run({ do: 'echo', value: 1 });
    queued.catch(() => {});
    await expect(pool.ready()).rejects.toThrow('a file is missing');
    await expect(queued).rejects.toBeInstanceOf(Unavailable);
    await expect(pool.run({ do: 'echo', value: 1 })).rejects.toBeInstanceOf(Unavailable);
    expect(crashes).toEqual([]);
  });

  it('is closed although a thread is in a native call that never returns', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pool-'));
    const fifo = join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const pool = open();
    await pool.ready();
    const entered = new Int32Array(new SharedArrayBuffer(4));
    const stuck = pool.run({ do: 'read', path: fifo, entered });
    stuck.catch(() => {});
    await expect.poll(() => Atomics.load(entered, 0)).toBe(1);
    await pool.close();
    await expect(stuck).rejects.toBeInstanceOf(Unavailable);
    // The reader goes on, and its thread can end. Opened for both, which waits for nobody.
    const writer = await openFile(fifo, 'r+');
    await writer.write('x');
    await writer.close();
    await rm(folder, { recursive: true });
  });

  it('fails what runs and what waits when it is closed', async () => {
    const pool = open();
    await pool.ready();
    const jobs = [pool.run({ do: 'wait', ms: 1000 }), pool.run({ do: 'echo', value: 1 })];
    const ends = Promise.allSettled(jobs);
    await pool.close();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.run({ do: 'echo', value: 1 })).rejects.toBeInstanceOf(Unavailable);
    await expect(pool.close()).resolves.toBeUndefined();
  });
});
