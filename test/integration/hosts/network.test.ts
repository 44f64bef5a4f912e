import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostEvent } from '../../../src/failover/hostEvents.ts';
import type { PostgresHosts } from '../../../src/failover/postgres/openPostgresHosts.ts';
import { CONDITION_MS } from '../../support/patience.ts';
import { type Fault, FaultyProxy } from '../../support/postgres/faultyProxy.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { openHosts } from '../../support/postgres/openHosts.ts';
import { type ReplicatedPair, startPair } from '../../support/postgres/replicatedPair.ts';
import { Writers } from '../../support/postgres/writers.ts';

const NOTHING_WRONG = { lost: 0, twice: 0, unexpected: 0 };
const CALLERS = 4;

describe('the network to the primary is cut while four callers write', () => {
  let installation: Installation;
  let pair: ReplicatedPair;
  let proxy: FaultyProxy;
  let pool: PostgresHosts;
  let events: HostEvent[];

  beforeAll(async () => {
    installation = await installPostgres();
  });

  afterAll(() => installation.remove());

  beforeEach(async () => {
    pair = await startPair(installation);
    await Writers.prepare(pair.primary);
    proxy = await FaultyProxy.start(pair.primary.port);
    events = [];
    pool = await openHosts([proxy, pair.standby], { onEvent: (event) => events.push(event) });
  });

  afterEach(async () => {
    await pool.close(0);
    await proxy.close();
    await pair.kill();
  });

  async function startWriting(): Promise<Writers> {
    const writers = new Writers(pool, CALLERS);
    await writers.acknowledged(40, 0, CONDITION_MS);
    return writers;
  }

  it.each<Fault['kind'] & ('half-open' | 'black-hole' | 'reset')>(['half-open', 'black-hole', 'reset'])(
    '%s, and the standby takes over; the old primary is fenced by its missing standby',
    async (kind) => {
      const writers = await startWriting();
      proxy.fault = { kind };
      await pair.standby.promote();
      await writers.acknowledged(40, performance.now(), CONDITION_MS);
      await writers.stop();
      expect(await writers.audit(pair.standby)).toEqual(NOTHING_WRONG);
      expect(writers.errors.length).toBeLessThanOrEqual(CALLERS);
    },
  );

  it('reset, and mended before anything was promoted: the same host goes on', async () => {
    const writers = await startWriting();
    proxy.fault = { kind: 'reset' };
    await expect.poll(() => pool.status().state).toBe('searching');
    proxy.fault = { kind: 'none' };
    await writers.acknowledged(40, performance.now(), CONDITION_MS);
    await writers.stop();
    expect(await writers.audit(pair.primary)).toEqual(NOTHING_WRONG);
    expect(writers.errors.length).toBeLessThanOrEqual(CALLERS);
    expect(pool.status().address).toMatchObject({ port: proxy.port });
  });

  it('slow, but within the time-outs: nothing fails and nothing moves', async () => {
    const writers = await startWriting();
    proxy.fault = { kind: 'delay', ms: 100 };
    await writers.acknowledged(8, performance.now(), CONDITION_MS);
    proxy.fault = { kind: 'none' };
    await writers.stop();
    expect(writers.errors).toEqual([]);
    expect(await writers.audit(pair.primary)).toEqual(NOTHING_WRONG);
    expect(events.map(({ type }) => type)).not.toContain('left');
  });
});
