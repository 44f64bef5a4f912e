import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BadImage } from '../../domain/errors.ts';
import type { Face, FaceEngine } from '../../vision/face.ts';
import { chooseFace } from './chooseFace.ts';
import type { Observation, ObservedFace } from './observation.ts';
import type { FaceChoice, ObservationFile } from './observationFile.ts';
import type { Photo } from './photo.ts';

export interface ObserveOptions {
  readonly engine: FaceEngine;
  readonly root: string;
  readonly choice: FaceChoice;
  /** Also age, gender, emotions, ethnicities: three times the work of a small photo. */
  readonly estimates: boolean;
  readonly liveness: boolean;
  /** Photos under way at a time. */
  readonly parallel: number;
  readonly signal: AbortSignal;
  /** Told of each photo that is done, those included that were known. */
  readonly onDone: () => void;
}

/** Has the engine look at each photo that is not yet known, or that was changed since. Stops between photos when the signal says so. */
export async function observePhotos(
  photos: readonly Photo[],
  file: ObservationFile,
  options: ObserveOptions,
): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let index = next++; index < photos.length && !options.signal.aborted; index = next++) {
      await observe((photos[index] as Photo).file, file, options);
      options.onDone();
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
}

async function observe(
  name: string,
  file: ObservationFile,
  { engine, root, choice, estimates, liveness }: ObserveOptions,
) {
  const path = join(root, name);
  const { size, mtimeMs } = await stat(path);
  const modified = Math.trunc(mtimeMs);
  const known = file.observations.get(name);
  if (known?.size === size && known.modified === modified) return;
  const about = { file: name, size, modified };
  try {
    const { faces, width, height } = await engine.extract({
      image: await readFile(path),
      estimates: {
        attributes: estimates,
        emotions: estimates,
        ethnicities: estimates,
        headPose: true,
        quality: true,
        extendedQuality: true,
        liveness,
      },
      warped: false,
      embed: true,
      portraits: false,
      exif: false,
    });
    const found = faces.flatMap(({ rect, score }) => (rect ? [{ rect, score }] : []));
    const face = chooseFace(faces, choice, { width, height });
    await file.add(face?.embedding?.vector, (row) => ({
      ...about,
      found,
      ...(face?.rect && { face: observedFace(face, row) }),
    }));
  } catch (error) {
    if (!(error instanceof BadImage)) throw error;
    await file.add(undefined, () => ({ ...about, found: [], refused: error.problem.kind }) satisfies Observation);
  }
}

function observedFace(face: Face, row: number): ObservedFace {
  const { rect, score, quality, extendedQuality, headPose, age, gender, emotions, ethnicities, liveness } = face;
  if (!rect) throw new Error('a face of a whole photo has a place');
  return {
    row,
    rect,
    score,
    ...(quality && { quality }),
    ...(extendedQuality && { unified: extendedQuality.unified }),
    ...(headPose && { headPose }),
    ...(age !== undefined && { age }),
    ...(gender !== undefined && { gender }),
    ...(emotions && { emotions }),
    ...(ethnicities && { ethnicities }),
    ...(liveness && { liveness: liveness.probability }),
  };
}
