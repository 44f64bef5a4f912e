import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { type ChosenModels, openFaceEngine } from '../../app/engine/faceEngine.ts';
import { readModelChoice } from '../../app/engine/modelChoice.ts';
import { appVersion } from '../../app/version.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import type { Evaluation } from '../../evaluation/evaluation.ts';
import { asStrangers } from '../../evaluation/photos/asStrangers.ts';
import { ObservationFile } from '../../evaluation/photos/observationFile.ts';
import { observePhotos } from '../../evaluation/photos/observePhotos.ts';
import type { PhotoFolder } from '../../evaluation/photos/photo.ts';
import { readPhotos } from '../../evaluation/photos/readPhotos.ts';
import { reportPage } from '../../evaluation/report/reportPage.ts';
import type { Settings } from '../../settings/schema.ts';
import { DEFAULT_EMBEDDER } from '../../vision/embed/embedders.ts';
import type { FaceEngine } from '../../vision/face.ts';
import { CommandFailed } from '../commandFailed.ts';
import { createCommandLog } from '../createLog.ts';
import { EXIT } from '../exitCodes.ts';
import { createPullReporter } from '../models/pullProgress.ts';
import type { EvaluateCommandOptions } from './evaluateOptions.ts';
import { showEvaluation } from './showEvaluation.ts';
import { createStages } from './stages.ts';

/** Labels that estimates are judged by. */
const JUDGED = ['age', 'gender', 'emotion', 'race'];
/** Of the thumbnails that the engine makes; 96 pixels are the largest that a pair has room for. */
const THUMBNAIL = 96;

/** Looks at the photos, compares them and writes the report. @throws CommandFailed */
export async function runEvaluate(
  settings: Settings,
  folderName: string,
  options: EvaluateCommandOptions,
): Promise<void> {
  const root = resolve(folderName);
  const read = await readPhotos(root).catch((error: Error) => {
    throw new CommandFailed(error.message, EXIT.usage);
  });
  const EMBEDDER = options.embedder ?? settings.EMBEDDER;
  const folder = options.unnamed === 'strangers' ? asStrangers(read) : read;
  const models = await readModelChoice({ ...settings, EMBEDDER });
  const embedder = EMBEDDER === 'auto' ? DEFAULT_EMBEDDER : EMBEDDER;
  const log = createCommandLog(settings);
  const engine = await openEngine({ ...settings, THUMBNAIL_SIDES: [THUMBNAIL] }, { models, embedder }, log);
  const out = resolve(options.out);
  const choice = options.preset === 'lfw' ? 'central' : options.face;
  const estimates =
    options.estimates === 'auto'
      ? options.groups === 'estimates' || hasLabels(folder, JUDGED)
      : options.estimates === 'always';
  const liveness = hasLabels(folder, ['live']);
  const stages = createStages();
  try {
    const { modelId, dimension } = engine;
    const file = await ObservationFile.open(out, { modelId, dimension, choice, estimates, liveness });
    try {
      const lookedFor = await look({ engine, folder, file, choice, estimates, liveness, stages });
      const compare = stages.begin('comparing', 1000);
      const evaluation = await evaluate({
        folder,
        file,
        engine,
        embedder,
        version: appVersion(),
        choice,
        groups: options.groups,
        livenessThreshold: settings.LIVENESS_THRESHOLD,
        lookedFor,
        onProgress: (share) => compare(Math.round(share * 1000)),
      });
      stages.stop();
      await writeFile(join(out, 'report.json'), `${JSON.stringify(evaluation, null, 2)}\n`);
      await writeFile(join(out, 'report.html'), reportPage(evaluation, await thumbnailsOf(evaluation, engine, file)));
      console.log(options.json ? JSON.stringify(evaluation) : showEvaluation(evaluation, join(out, 'report.html')));
    } finally {
      await file.close();
    }
  } finally {
    stages.stop();
    await engine.close();
  }
}

async function openEngine(settings: Settings, chosen: ChosenModels, log: Logger): Promise<FaceEngine> {
  const reporter = createPullReporter();
  return openFaceEngine(settings, chosen, log, undefined, { onModelPull: reporter.onProgress }).finally(reporter.stop);
}

interface Looking {
  readonly engine: FaceEngine;
  readonly folder: PhotoFolder;
  readonly file: ObservationFile;
  readonly choice: 'largest' | 'central';
  readonly estimates: boolean;
  readonly liveness: boolean;
  readonly stages: ReturnType<typeof createStages>;
}

/** @returns seconds */
async function look({ engine, folder, file, choice, estimates, liveness, stages }: Looking): Promise<number> {
  const started = performance.now();
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const advance = stages.begin('looking', folder.photos.length);
  let done = 0;
  try {
    await observePhotos(folder.photos, file, {
      engine,
      root: folder.root,
      choice,
      estimates,
      liveness,
      parallel: 2 * availableParallelism(),
      signal: interrupt.signal,
      onDone: () => advance(++done),
    });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
  if (interrupt.signal.aborted) {
    throw new CommandFailed(
      `stopped after ${done} of ${folder.photos.length} photos; the same command goes on there`,
      EXIT.failure,
    );
  }
  return (performance.now() - started) / 1000;
}

function hasLabels({ photos }: PhotoFolder, labels: readonly string[]): boolean {
  return photos.some(({ tags }) => labels.some((label) => tags.has(label)));
}

/** Of the faces that the report shows: their photos are read again. */
async function thumbnailsOf(
  { folder, falseMatches = [], falseNonMatches = [] }: Evaluation,
  engine: FaceEngine,
  { observations }: ObservationFile,
): Promise<Map<string, Uint8Array>> {
  const files = new Set(
    [...falseMatches, ...falseNonMatches].flatMap(({ first, second }) => [first.file, second.file]),
  );
  const thumbnails = new Map<string, Uint8Array>();
  for (const file of files) {
    const { faces } = await engine.extract({
      image: await readFile(join(folder, file)),
      estimates: { attributes: false, emotions: false, ethnicities: false, headPose: false, quality: false },
      warped: false,
      embed: false,
      portraits: true,
      exif: false,
    });
    const wanted = observations.get(file)?.face?.rect;
    const face = faces.find(({ rect }) => rect?.x === wanted?.x && rect?.y === wanted?.y);
    const thumbnail = face?.portrait?.thumbnails.get(THUMBNAIL);
    if (thumbnail) thumbnails.set(file, thumbnail);
  }
  return thumbnails;
}
