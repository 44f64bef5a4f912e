import { setTimeout as pause } from 'node:timers/promises';
import { ApiClients, type Audit } from './apiClients.ts';
import type { ApiCluster } from './apiCluster.ts';
import type { ApiDrill } from './apiDrills.ts';
import { ReadinessWatch } from './readinessWatch.ts';

export interface ApiDrillResult extends Audit {
  readonly acknowledged: number;
  /** Clean 503 answers. */
  readonly unavailable: number;
  /** Any other answer that was not expected. */
  readonly problems: readonly string[];
  readonly longestMs: number;
  /** What /readyz said, each change once. */
  readonly readiness: readonly string[];
  readonly longestProbeMs: number;
  /** From the end of the outage (promotion finished) to the next acknowledged write, ms. */
  readonly afterMendMs: number;
  /** From the fault to the first acknowledgement of a write begun after it, ms. */
  readonly afterFaultMs: number;
}

const BEFORE = 30;
const AFTER = 60;
const WITHIN_MS = 45_000;
let runs = 0;

/** Clients of the API at work, the fault, its end, more work, the audit; a lost host is a standby again in the end. */
export async function runApiDrill(cluster: ApiCluster, drill: ApiDrill): Promise<ApiDrillResult> {
  runs += 1;
  const clients = new ApiClients(cluster.target, `run${runs}`);
  const watch = new ReadinessWatch(cluster.target);
  try {
    await clients.written(BEFORE, 0, WITHIN_MS);
    await watch.until('ready', WITHIN_MS);
    const broken = performance.now();
    await drill.break(cluster);
    await pause(drill.outageMs);
    if (drill.readiness === 'not ready') await watch.until('not ready', WITHIN_MS);
    await drill.mend(cluster);
    const mended = performance.now();
    await clients.written(AFTER, mended, WITHIN_MS);
    await watch.until('ready', WITHIN_MS);
    await clients.stop();
    const writes = clients.acknowledgedWrites;
    return {
      ...(await clients.audit(cluster.primary.server)),
      acknowledged: writes.length,
      unavailable: clients.unavailable.length,
      problems: clients.problems,
      longestMs: clients.longestMs,
      readiness: watch.answers,
      longestProbeMs: watch.longestMs,
      afterMendMs: (writes.find(({ ended }) => ended >= mended)?.ended ?? Number.NaN) - mended,
      afterFaultMs: (writes.find(({ began }) => began >= broken)?.ended ?? Number.NaN) - broken,
    };
  } finally {
    await Promise.all([clients.stop(), watch.stop()]);
    if (drill.failsOver) await cluster.rejoin();
  }
}
