import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READERS, WRITERS } from '../../support/failover/apiClients.ts';
import { ApiCluster, LIMITS } from '../../support/failover/apiCluster.ts';
import * as drills from '../../support/failover/apiDrills.ts';
import { runApiDrill } from '../../support/failover/runApiDrill.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';

/** A request may wait for a host as long as the settings say, and then for one statement. */
const LONGEST_MS = (Number(LIMITS.DB_WAIT_SECONDS) + Number(LIMITS.DB_QUERY_TIMEOUT_SECONDS)) * 1000;

/** One `serve` process lives through all of it, as the hosts take turns as primary. */
describe('the database fails while clients of the API write and read', () => {
  let installation: Installation;
  let cluster: ApiCluster;

  beforeAll(async () => {
    installation = await installPostgres();
    cluster = await ApiCluster.start(installation);
  });

  afterAll(async () => {
    await cluster?.close();
    await installation.remove();
  });

  it.each([
    drills.killed,
    drills.frozen,
    drills.halfOpen,
    drills.allGone(3000),
    drills.rotated,
    drills.exhausted,
    drills.reordered,
  ])('$name', async (drill) => {
    const result = await runApiDrill(cluster, drill);
    expect(result).toMatchObject({ lost: 0, twice: 0, foreign: 0, problems: [] });
    expect(result.unavailable).toBeLessThanOrEqual(WRITERS + READERS);
    expect(result.longestMs).toBeLessThan(LONGEST_MS);
    if (drill.readiness === 'not ready') expect(result.readiness).toEqual(['ready', 'not ready', 'ready']);
  });
});
