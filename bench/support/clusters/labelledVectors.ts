import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObservationFile } from '../../../src/evaluation/photos/observationFile.ts';
import { observePhotos } from '../../../src/evaluation/photos/observePhotos.ts';
import type { PhotoFolder } from '../../../src/evaluation/photos/photo.ts';
import { readPhotos } from '../../../src/evaluation/photos/readPhotos.ts';
import { DEFAULT_MODELS_DIR } from '../../../src/models/defaultDirectory.ts';
import { loadModel } from '../../../src/models/loadModel.ts';
import { ModelDirectory } from '../../../src/models/modelDirectory.ts';
import { createFaceEngine } from '../../../src/vision/engine.ts';

/** Faces of which it is known whose they are. */
export interface LabelledVectors {
  readonly identities: readonly string[];
  /** Identities that are one person under two names, or may be. */
  readonly doubtful: PhotoFolder['doubtful'];
  /** One behind the other. */
  readonly vectors: Float32Array;
  readonly dimension: number;
}

/**
 * The face in the middle of each photo of a folder with images.csv (`file,identity,tags`).
 * @param cache folder that keeps what was seen, so that the next run need not look at the photos
 */
export async function labelledVectors(root: string, cache: string | undefined): Promise<LabelledVectors> {
  const kept = cache ?? (await mkdtemp(join(tmpdir(), 'luna-clusters-')));
  const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
  const engine = await createFaceEngine({ loadModel: (role) => loadModel(role, models), workers: 2 });
  try {
    const { modelId, dimension } = engine;
    const folder = await readPhotos(root);
    const file = await ObservationFile.open(kept, {
      modelId,
      dimension,
      choice: 'central',
      estimates: false,
      liveness: false,
    });
    const signal = new AbortController().signal;
    await observePhotos(folder.photos, file, {
      engine,
      root,
      choice: 'central',
      estimates: false,
      liveness: false,
      parallel: 4,
      signal,
      onDone: () => undefined,
    });
    const seen = folder.photos.flatMap(({ file: name, identity }) => {
      const row = file.observations.get(name)?.face?.row;
      return row === undefined || identity === undefined ? [] : [{ identity, row }];
    });
    const rows = await file.read(0, file.rows);
    await file.close();
    const vectors = new Float32Array(seen.length * dimension);
    for (const [index, { row }] of seen.entries()) {
      vectors.set(rows.subarray(row * dimension, (row + 1) * dimension), index * dimension);
    }
    return { identities: seen.map(({ identity }) => identity), doubtful: folder.doubtful, vectors, dimension };
  } finally {
    await engine.close();
    if (cache === undefined) await rm(kept, { recursive: true });
  }
}
