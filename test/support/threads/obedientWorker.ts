import { readFileSync } from 'node:fs';
import { serveJobs } from '../../../src/concurrency/threads/serveJobs.ts';

/** What a test can have a worker do. */
export type Order =
  | { readonly do: 'echo'; readonly value: unknown }
  | { readonly do: 'add'; readonly numbers: Int32Array }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'throw' }
  | { readonly do: 'answer a function' }
  | { readonly do: 'throw outside' }
  | { readonly do: 'exit' }
  /** Holds the thread until another one sets the number. */
  | { readonly do: 'block'; readonly until: Int32Array }
  | { readonly do: 'count'; readonly in: Int32Array }
  /** Counts once nobody waits for the answer. */
  | { readonly do: 'count when abandoned'; readonly in: Int32Array }
  /** Of a FIFO that nobody writes to: a native call that nothing interrupts. */
  | { readonly do: 'read'; readonly path: string; readonly entered: Int32Array };

serveJobs<Order, unknown>(
  async (order, signal) => {
    switch (order.do) {
      case 'echo':
        return { response: order.value };
      case 'add':
        return { response: order.numbers.reduce((sum, number) => sum + number, 0) };
      case 'wait':
        await new Promise((resolve) => setTimeout(resolve, order.ms));
        return { response: 'waited' };
      case 'throw':
        throw new RangeError('as ordered');
      case 'answer a function':
        return { response: () => {} };
      case 'throw outside':
        setImmediate(() => {
          throw new Error('lost control');
        });
        return new Promise(() => {});
      case 'block':
        Atomics.wait(order.until, 0, 0);
        return { response: 'released' };
      case 'count':
        return { response: Atomics.add(order.in, 0, 1) };
      case 'count when abandoned':
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        return { response: Atomics.add(order.in, 0, 1) };
      case 'read':
        Atomics.store(order.entered, 0, 1);
        return { response: readFileSync(order.path, 'utf8') };
      case 'exit':
        process.exit(3);
    }
  },
  (error) => ({ name: error instanceof Error ? error.name : 'unknown' }),
);
