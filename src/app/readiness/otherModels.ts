import type { Logger } from 'pino';
import { createOtherModels, type OtherModels } from '../../core/descriptors/otherModels.ts';
import { startRepeatTimer } from '../../core/upkeep/repeatTimer.ts';
import type { Store } from '../../store/store.ts';
import type { FaceEngine } from '../../vision/face.ts';

const INTERVAL_SECONDS = 3600;

export interface OtherModelsParts {
  readonly store: Pick<Store, 'descriptorModels'>;
  readonly engine: Pick<FaceEngine, 'modelId'>;
  readonly log: Logger;
}

/** Says loudly at the start when descriptors of another model are there, and keeps knowing how many. */
export async function openOtherModels(parts: OtherModelsParts): Promise<OtherModels & { close(): Promise<void> }> {
  const { store, engine, log } = parts;
  const models = createOtherModels(store, engine.modelId);
  const onFailed = (err: unknown) => log.warn({ err }, 'descriptors of other models could not be counted');
  const otherModels = await models.look().catch(onFailed);
  if (otherModels) {
    log.warn(
      { model: engine.modelId, otherModels },
      'the database has descriptors of ANOTHER MODEL: no search finds them until EMBEDDER is set back or models migrate has moved them (docs/models.md)',
    );
  }
  const { close } = startRepeatTimer({
    intervalSeconds: INTERVAL_SECONDS,
    run: () => models.look(),
    onDone: () => undefined,
    onFailed,
  });
  return {
    get counts() {
      return models.counts;
    },
    look: () => models.look(),
    close,
  };
}
