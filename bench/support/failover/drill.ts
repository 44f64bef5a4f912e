import { setTimeout as pause } from 'node:timers/promises';
import { FaultyProxy } from '../../../test/support/postgres/faultyProxy.ts';
import type { Installation } from '../../../test/support/postgres/installPostgres.ts';
import { openHosts } from '../../../test/support/postgres/openHosts.ts';
import type { PostgresServer } from '../../../test/support/postgres/postgresServer.ts';
import { startPair } from '../../../test/support/postgres/replicatedPair.ts';
import { type Audit, Writers } from '../../../test/support/postgres/writers.ts';

/** What is broken, and what the faults work on. */
export interface Scene {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  /** Between the pool and the primary. */
  readonly proxy: FaultyProxy;
}

export interface Drill {
  readonly name: string;
  readonly break: (scene: Scene) => Promise<void>;
  /** What ends the outage; answers the server that is the primary then. */
  readonly mend: (scene: Scene) => Promise<PostgresServer>;
  /** Between the two, ms. */
  readonly outageMs: number;
}

export interface DrillResult extends Audit {
  readonly acknowledged: number;
  readonly errors: number;
  /** From the end of the outage (promotion finished) to the next acknowledged write, ms. */
  readonly afterMendMs: number;
  /** From the fault to the first acknowledgement of a write begun after it, ms. */
  readonly afterFaultMs: number;
}

export const CALLERS = 4;
const QUERY_TIMEOUT_MS = 2000;

/** The standby takes over: the end of most outages. */
export async function promoteStandby({ standby }: Scene): Promise<PostgresServer> {
  await standby.promote();
  return standby;
}

/** A fresh primary with a synchronous standby, four callers that write all the time, the fault, its end, the audit. */
export async function runDrill(installation: Installation, drill: Drill): Promise<DrillResult> {
  const { primary, standby, kill } = await startPair(installation);
  const proxy = await FaultyProxy.start(primary.port);
  await Writers.prepare(primary);
  const pool = await openHosts([proxy, standby], { queryTimeoutMs: QUERY_TIMEOUT_MS, waitMs: 60_000 });
  try {
    const writers = new Writers(pool, CALLERS);
    await writers.acknowledged(100, 0, 30_000);
    await drill.break({ primary, standby, proxy });
    const broken = performance.now();
    await pause(drill.outageMs);
    const survivor = await drill.mend({ primary, standby, proxy });
    const mended = performance.now();
    await writers.acknowledged(100, mended, 30_000);
    await writers.stop();
    return {
      ...(await writers.audit(survivor)),
      acknowledged: writers.writes.length - writers.errors.length,
      errors: writers.errors.length,
      afterMendMs: (writers.firstAcknowledgedAfter(mended)?.ended ?? Number.NaN) - mended,
      afterFaultMs: (writers.firstBegunAfter(broken)?.ended ?? Number.NaN) - broken,
    };
  } finally {
    await pool.close(0);
    await proxy.close();
    await kill();
  }
}
