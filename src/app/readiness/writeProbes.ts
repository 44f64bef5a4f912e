import { SharedProbe } from '../../concurrency/sharedProbe.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { Store } from '../../store/store.ts';

/**
 * A write every five seconds at most, and none while no one asks: that is nothing beside one answered request. When things
 * are bad a load balancer should hear of their end soon.
 */
const TIMES = { goodMs: 5000, badMs: 500, waitMs: 800, overdueMs: 5000 };

export interface WriteProbes {
  readonly database: SharedProbe;
  /** Undefined when portraits are switched off. */
  readonly portraits: SharedProbe | undefined;
}

/** Whether what requests write to takes it, asked by `/readyz` and `/healthcheck` together. */
export function createWriteProbes(store: Store, portraits: PortraitStore | undefined): WriteProbes {
  return {
    database: new SharedProbe({ ...TIMES, name: 'a write to the database', run: () => store.probeWrite() }),
    portraits:
      portraits && new SharedProbe({ ...TIMES, name: 'a write of a portrait', run: () => portraits.probeWrite() }),
  };
}
