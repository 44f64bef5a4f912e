import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_MODELS_DIR } from '../../../src/models/defaultDirectory.ts';
import { loadModel } from '../../../src/models/loadModel.ts';
import { ModelDirectory } from '../../../src/models/modelDirectory.ts';
import { createFaceEngine } from '../../../src/vision/engine.ts';
import { inParallel } from '../faces/inParallel.ts';

/** Faces of which it is known whose they are. */
export interface LabelledVectors {
  readonly identities: readonly string[];
  /** One behind the other. */
  readonly vectors: Float32Array;
  readonly dimension: number;
}

const NOTHING = { attributes: false, emotions: false, ethnicities: false, headPose: false, quality: false };

/**
 * The largest face of each photo of a folder with images.csv (`file,identity,tags`).
 * @param cache file that keeps the vectors, so that the next run need not look at the photos
 */
export async function labelledVectors(folder: string, cache: string | undefined): Promise<LabelledVectors> {
  if (cache !== undefined && existsSync(cache)) return readCache(cache);
  const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
  const engine = await createFaceEngine({ loadModel: (role) => loadModel(role, models), workers: 2 });
  const [, ...lines] = (await readFile(join(folder, 'images.csv'), 'utf8')).trim().split(/\r?\n/);
  const found: { readonly identity: string; readonly vector: Float32Array }[] = [];
  try {
    await inParallel(lines, 4, async (line) => {
      const [file = '', identity = ''] = line.split(',');
      const image = await readFile(join(folder, file));
      const request = { image, estimates: NOTHING, warped: false, embed: true, portraits: false, exif: false };
      const vector = (await engine.extract(request)).faces[0]?.embedding?.vector;
      if (vector) found.push({ identity, vector });
    });
  } finally {
    await engine.close();
  }
  const { dimension } = engine;
  const vectors = new Float32Array(found.length * dimension);
  for (const [index, { vector }] of found.entries()) vectors.set(vector, index * dimension);
  const labelled = { identities: found.map(({ identity }) => identity), vectors, dimension };
  if (cache !== undefined) await writeCache(cache, labelled);
  return labelled;
}

async function writeCache(file: string, { identities, vectors, dimension }: LabelledVectors): Promise<void> {
  await writeFile(`${file}.json`, JSON.stringify({ identities, dimension }));
  await writeFile(file, Buffer.from(vectors.buffer));
}

async function readCache(file: string): Promise<LabelledVectors> {
  const { identities, dimension } = JSON.parse(await readFile(`${file}.json`, 'utf8'));
  const bytes = await readFile(file);
  return { identities, dimension, vectors: new Float32Array(new Uint8Array(bytes).buffer) };
}
