import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nameOf } from '../../../src/failover/dsn/address.ts';
import type { HostEvent } from '../../../src/failover/hostEvents.ts';
import type { PostgresHosts } from '../../../src/failover/postgres/openPostgresHosts.ts';
import { CONDITION_MS } from '../../support/patience.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { openHosts } from '../../support/postgres/openHosts.ts';
import { makeSynchronous, type ReplicatedPair, startPair } from '../../support/postgres/replicatedPair.ts';
import { Writers } from '../../support/postgres/writers.ts';

const NOTHING_WRONG = { lost: 0, twice: 0, unexpected: 0 };
/** Each has one request under way at most, so a fault may cost that many errors. */
const CALLERS = 4;

describe('a primary fails while four callers write', () => {
  let installation: Installation;
  let pair: ReplicatedPair;
  let pool: PostgresHosts;
  let events: HostEvent[];

  beforeAll(async () => {
    installation = await installPostgres();
  });

  afterAll(() => installation.remove());

  beforeEach(async () => {
    pair = await startPair(installation);
    await Writers.prepare(pair.primary);
    events = [];
    pool = await openHosts([pair.primary, pair.standby], { onEvent: (event) => events.push(event) });
  });

  afterEach(async () => {
    await pool.close(0);
    await pair.kill();
  });

  /** The fault, then the promotion; the writers go on until they have written on the new primary. */
  async function failOver(fault: () => Promise<void>): Promise<Writers> {
    const writers = new Writers(pool, CALLERS);
    await writers.acknowledged(40, 0, CONDITION_MS);
    await fault();
    await pause(300);
    await pair.standby.promote();
    await writers.acknowledged(40, performance.now(), CONDITION_MS);
    return writers;
  }

  async function expectNothingLost(writers: Writers): Promise<void> {
    await writers.stop();
    expect(await writers.audit(pair.standby)).toEqual(NOTHING_WRONG);
    expect(writers.errors.filter(({ outcome }) => outcome === 'other')).toEqual([]);
    expect(writers.errors.length).toBeLessThanOrEqual(CALLERS);
    expect(pool.status()).toMatchObject({ state: 'serving', address: { port: pair.standby.port } });
  }

  it('killed at once', async () => {
    const writers = await failOver(() => pair.primary.kill());
    await expectNothingLost(writers);
    expect(events.map(({ type }) => type)).toContain('left');
  });

  it('stopped in order, and comes back as a standby of the new primary', async () => {
    const writers = await failOver(() => pair.primary.stop('fast'));
    await pair.primary.follow(pair.standby);
    await pair.primary.start();
    await makeSynchronous(pair.standby);
    await writers.acknowledged(20, performance.now(), CONDITION_MS);
    await expectNothingLost(writers);

    // And back again: the way home is a fail-over like any other.
    const again = new Writers(pool, CALLERS);
    await again.acknowledged(20, 0, CONDITION_MS);
    await pair.standby.kill();
    await pair.primary.promote();
    await again.acknowledged(20, performance.now(), CONDITION_MS);
    await again.stop();
    expect(await again.audit(pair.primary)).toMatchObject({ lost: 0 });
    expect(pool.status().address).toMatchObject({ port: pair.primary.port });
  });

  it('frozen: connections are accepted, and nothing answers', async () => {
    const writers = await failOver(() => pair.primary.freeze());
    await expectNothingLost(writers);
  });

  it('frozen, and thaws as a second primary: nothing goes there any more', async () => {
    const writers = await failOver(() => pair.primary.freeze());
    await pair.primary.thaw();
    // Even when the new primary is gone for a moment, the old one does not count.
    await pair.standby.stop('fast');
    const refused = expect.objectContaining({ type: 'unsuitable', outdated: true });
    await expect.poll(() => events).toContainEqual(refused);
    expect(pool.status().state).toBe('searching');
    await pair.standby.start();
    await writers.acknowledged(20, performance.now(), CONDITION_MS);
    await writers.stop();
    expect(await writers.audit(pair.standby)).toEqual(NOTHING_WRONG);
    expect(writers.errors.length).toBeLessThanOrEqual(2 * CALLERS);
    const opened = events.flatMap((event) => (event.type === 'opened' ? [nameOf(event.address)] : []));
    expect(opened.slice(1)).not.toContain(`127.0.0.1:${pair.primary.port}`);
  });

  it('is demoted to read-only under its open connections', async () => {
    const writers = await failOver(async () => {
      await pair.primary.query(`alter system set default_transaction_read_only = on`);
      await pair.primary.query('select pg_reload_conf()');
    });
    await expectNothingLost(writers);
  });
});
