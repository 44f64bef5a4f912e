import { serveJobs } from '../../../src/threads/serveJobs.ts';

/** What a test can have a worker do. */
export type Order =
  | { readonly do: 'echo'; readonly value: unknown }
  | { readonly do: 'add'; readonly numbers: Int32Array }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'throw' }
  | { readonly do: 'answer a function' }
  | { readonly do: 'throw outside' }
  | { readonly do: 'exit' };

serveJobs<Order, unknown>(
  async (order) => {
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
      case 'exit':
        process.exit(3);
    }
  },
  (error) => ({ name: error instanceof Error ? error.name : 'unknown' }),
);
