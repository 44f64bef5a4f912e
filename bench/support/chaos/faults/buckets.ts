import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../../../../test/support/fuzz/serverState.ts';
import { ask } from '../ask.ts';
import type { Fault } from '../fault.ts';
import type { PortraitBucket } from '../site/portraitBucket.ts';
import type { Site } from '../site/site.ts';
import { everyNodeIs } from './everyNodeIs.ts';

const GONE_MS = 4000;
/** Longer than a call may take: some are given up, and are done all the same when it thaws. */
const FROZEN_MS = 8000;
const LATE_MS = 500;
const SLOW_MS = 8000;
const WRONG_MS = 4000;
const TOLD_MS = 30_000;

interface BucketFaultParts {
  readonly name: string;
  /** What the load balancer is to hear meanwhile; undefined: it depends. */
  readonly readiness: 200 | 503 | undefined;
  readonly mayRefuse: boolean;
  readonly lastsMs: number;
  readonly begin: (bucket: PortraitBucket) => void | Promise<void>;
  readonly end: (bucket: PortraitBucket) => void | Promise<void>;
}

/** Requests that need a portrait may be refused; all others go on, and no process ends. */
function ofBucket({ name, readiness, mayRefuse, lastsMs, begin, end }: BucketFaultParts): Fault {
  return {
    name,
    async cause({ site, lifted }) {
      const { bucket } = site;
      if (!bucket) throw new Error('portraits are not in S3');
      await begin(bucket);
      let [isTold, without] = [false, 0];
      try {
        await pause(lastsMs);
        isTold = readiness === undefined || (await waitFor(everyNodeIs(site, '/readyz', readiness), TOLD_MS));
        without = await worksWithoutPortraits(site);
      } finally {
        await end(bucket);
      }
      lifted();
      if (!isTold) throw new Error(`/readyz did not answer ${readiness}`);
      if (without !== 200) throw new Error(`persons were answered ${without}, and they need no portraits`);
    },
    wellWithinSeconds: 15,
    mayRefuse,
    mayCut: false,
  };
}

/** @returns the worst status of requests that need no portrait */
async function worksWithoutPortraits(site: Site): Promise<number> {
  const persons = { method: 'GET', path: '/4/storage/persons?page=1&page_size=10' } as const;
  const replies = await Promise.all(site.nodes.map((node) => ask(node, site, persons)));
  return replies.find(({ status }) => status !== 200)?.status ?? 200;
}

function answering(
  name: string,
  parts: Omit<BucketFaultParts, 'name' | 'begin' | 'end'>,
  fault: PortraitBucket['proxy']['fault'],
): Fault {
  return ofBucket({
    name,
    ...parts,
    begin({ proxy }) {
      proxy.fault = fault;
    },
    end({ proxy }) {
      proxy.fault = () => 'none';
    },
  });
}

export const BUCKET_FAULTS: readonly Fault[] = [
  // It has what was stored when it is back: that of the tests keeps it in memory, so its address goes and comes.
  ofBucket({
    name: `S3 gone for ${GONE_MS / 1000} s`,
    readiness: 503,
    mayRefuse: true,
    lastsMs: GONE_MS,
    begin: ({ proxy }) => proxy.leave(),
    end: ({ proxy }) => proxy.comeBack(),
  }),
  ofBucket({
    name: `S3 frozen for ${FROZEN_MS / 1000} s`,
    readiness: 503,
    mayRefuse: true,
    lastsMs: FROZEN_MS,
    begin: ({ service }) => service.freeze(),
    end: ({ service }) => service.thaw(),
  }),
  answering(
    `slow S3: each answer ${LATE_MS / 1000} s late`,
    { readiness: 200, mayRefuse: false, lastsMs: SLOW_MS },
    () => ({ lateMs: LATE_MS }),
  ),
  answering(
    `S3 answers 500 for ${WRONG_MS / 1000} s`,
    { readiness: 503, mayRefuse: true, lastsMs: WRONG_MS },
    () => 500,
  ),
  answering(
    `S3 answers every second request with 500 for ${SLOW_MS / 1000} s`,
    // Three attempts in a row fail now and then.
    { readiness: 200, mayRefuse: true, lastsMs: SLOW_MS },
    (number) => (number % 2 === 0 ? 500 : 'none'),
  ),
  answering(
    `S3 returns wrong bytes for ${WRONG_MS / 1000} s`,
    // Writes go on, until a node reads again whose bucket it is.
    { readiness: undefined, mayRefuse: true, lastsMs: WRONG_MS },
    () => 'spoilt',
  ),
];
