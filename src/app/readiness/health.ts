import type { Health } from '../../api/service/health.ts';
import type { OtherModels } from '../../core/descriptors/otherModels.ts';
import { type DescriptorId, newId } from '../../domain/ids.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { Store } from '../../store/store.ts';
import type { WriteProbes } from './writeProbes.ts';

/** What `/healthcheck` asks: that each part answers, and takes what is written to it. */
export function createAppHealth(
  store: Store,
  portraits: PortraitStore,
  writes: WriteProbes,
  otherModels: Pick<OtherModels, 'counts'>,
): Health {
  return {
    database: {
      name: 'database',
      async check() {
        await store.ping();
        await writes.database.check();
      },
    },
    otherModels: () => otherModels.counts,
    services: writes.portraits ? [portraitsHealth(portraits, writes.portraits)] : [],
  };
}

/** A portrait that cannot exist is asked for: only a store that answers says that there is none. */
function portraitsHealth(portraits: PortraitStore, write: NonNullable<WriteProbes['portraits']>) {
  return {
    name: 'portraits',
    async check() {
      await portraits.get(newId<DescriptorId>());
      await write.check();
    },
  };
}
