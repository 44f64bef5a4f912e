import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../../../../test/support/fuzz/serverState.ts';
import { hasSlowDisk, slowDown } from '../../../../test/support/slowDisk.ts';
import type { Fault } from '../fault.ts';
import type { Site } from '../site/site.ts';
import { everyNodeIs, statusesOf } from './everyNodeIs.ts';

const FULL_MS = 4000;
const SLOW_MS = 8000;
const TOLD_MS = 20_000;
const LIVEZ_EACH_MS = 20;
/** On a machine with a core for each node; threads that compute take turns with it. */
const LIVEZ_MS = 1000;

const full: Fault = {
  name: `disk full for ${FULL_MS / 1000} s or more`,
  unmet: ({ disk }) => (disk ? undefined : 'only root may mount a small disk'),
  async cause({ site, lifted }) {
    site.disk?.fill();
    await pause(FULL_MS);
    const isTold = await waitFor(everyNodeIs(site, '/readyz', 503), TOLD_MS);
    site.disk?.free();
    await site.postgres?.startStopped();
    lifted();
    if (!isTold) throw new Error('/readyz did not say that the disk is full');
  },
  wellWithinSeconds: 30,
  mayRefuse: true,
  mayCut: true,
  mayNeedRestart: true,
};

/** Asks for what needs no disk until the work is done. @returns the longest time that an answer took, in milliseconds */
async function longestLivez(site: Site, work: Promise<unknown>): Promise<number> {
  let [isDone, longest] = [false, 0];
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const began = performance.now();
    await statusesOf(site, '/livez');
    longest = Math.max(longest, performance.now() - began);
    await pause(LIVEZ_EACH_MS);
  }
  await done;
  return longest;
}

/** @param readiness what the load balancer is to hear meanwhile */
function slow(name: string, delayMs: number, readiness: 200 | 503, mayRefuse: boolean): Fault {
  return {
    name,
    unmet: () => (hasSlowDisk ? undefined : 'strace is not installed, or may not trace'),
    async cause({ site, lifted, patience }) {
      const mend = await slowDown(await site.writers(), delayMs);
      let isTold = false;
      const told = async () => {
        isTold = await waitFor(everyNodeIs(site, '/readyz', readiness), TOLD_MS);
      };
      const longest = await longestLivez(site, Promise.all([told(), pause(SLOW_MS)])).finally(mend);
      lifted();
      if (!isTold) throw new Error(`/readyz did not answer ${readiness}`);
      if (longest > LIVEZ_MS * patience)
        throw new Error(`/livez took ${Math.round(longest)} ms: the disk held up requests that do not need it`);
    },
    wellWithinSeconds: 15,
    mayRefuse,
    mayCut: false,
  };
}

export const DISK_FAULTS: readonly Fault[] = [
  full,
  slow('slow disk: each write-through 0.2 s late', 200, 200, false),
  slow('disk that stalls: each write-through 3 s late', 3000, 503, true),
];
