import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Net } from './net.ts';

/**
 * A net that runs no more once the job at hand was abandoned.
 * @param signal of that job; `run` throws its reason
 */
export function stoppableNet(net: Net, signal: () => AbortSignal | undefined): Net {
  return {
    async run(input, dims) {
      // The message that aborts it needs a turn to come in.
      await nextTurn();
      signal()?.throwIfAborted();
      return net.run(input, dims);
    },
  };
}
