import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import type { BufferPool } from '../../concurrency/memory/bufferPool.ts';
import { ensureModels } from '../../models/ensureModels.ts';
import { loadModel } from '../../models/loadModel.ts';
import { ModelDirectory } from '../../models/modelDirectory.ts';
import type { Settings } from '../../settings/schema.ts';
import type { EmbedderName } from '../../vision/embed/embedders.ts';
import { createFaceEngine, type FaceEngineOptions, rolesOf } from '../../vision/engine.ts';
import type { FaceEngine } from '../../vision/face.ts';
import type { AppOptions } from '../appOptions.ts';
import { makeModelsFolder } from '../folders.ts';
import type { ModelChoice } from './modelChoice.ts';
import { leftOutBy, requireLicences } from './modelsPolicy.ts';
import { loadOwnNets } from './ownNets.ts';
import { createStandInEngine } from './standInEngine.ts';
import { weightsInUse } from './weightsInUse.ts';

/** What `readModelChoice` and `chooseEmbedder` say. */
export interface ChosenModels {
  readonly models: ModelChoice;
  readonly embedder: string;
}

/**
 * @throws ModelsRefused, BadManifest
 * @param buffers what pictures may lie in; undefined: in ordinary memory
 */
export async function openFaceEngine(
  settings: Settings,
  { models, embedder }: ChosenModels,
  log: Logger,
  buffers: BufferPool | undefined,
  { onModelPull, isRehearsal }: AppOptions,
  onStages?: FaceEngineOptions['onStages'],
): Promise<FaceEngine> {
  if (isRehearsal) return createStandInEngine();
  requireLicences(settings, await weightsInUse(settings, models, embedder));
  const leftOut = leftOutBy(settings);
  if (leftOut.length > 0) log.info({ leftOut }, 'nets without a licence statement are left out (docs/own-models.md)');
  const own = await loadOwnNets(models, embedder);
  await makeModelsFolder(settings.MODELS_DIR);
  const directory = new ModelDirectory(settings.MODELS_DIR);
  await ensureModels(directory, {
    roles: rolesOf(models.embedders.get(embedder), models, leftOut),
    ...(onModelPull && { onProgress: onModelPull }),
    onUnwritable: (reason) => log.warn({ reason }, 'model weights are converted at each start: they cannot be kept'),
  });
  return createFaceEngine({
    loadModel: (role) =>
      loadModel(role, directory, () => log.warn({ role }, 'no prepared net: the sources were converted in memory')),
    ...(!own.embedder && { embedder: embedder as EmbedderName }),
    own,
    leftOut,
    workers: settings.VISION_WORKERS || availableParallelism(),
    // One is enough to be ready; `startApp` starts the others then.
    firstWorkers: 1,
    queueLimit: settings.VISION_QUEUE_LIMIT,
    minSide: settings.MIN_IMAGE_SIDE,
    maxSide: settings.MAX_IMAGE_SIDE,
    decodeSeconds: settings.DECODE_TIMEOUT_SECONDS,
    deadlineSeconds: settings.VISION_TIMEOUT_SECONDS,
    thumbnailSides: settings.THUMBNAIL_SIDES,
    niceness: settings.VISION_NICENESS,
    ...(buffers && { buffers }),
    onStages,
    onCrash: (err) => log.error({ err }, 'an inference thread died and was replaced'),
  });
}
