import type { Net } from './net.ts';

/** A net that is opened by its first run: who never asks for an estimate waits for none of its nets, and keeps none. */
export function lateNet(open: () => Promise<Net>): Net {
  let opened: Promise<Net> | undefined;
  return {
    async run(input, dims) {
      opened ??= open().catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return (await opened).run(input, dims);
    },
  };
}
