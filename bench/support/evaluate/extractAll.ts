import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '../../../src/evaluation/photos/csv.ts';
import { DEFAULT_MODELS_DIR } from '../../../src/models/defaultDirectory.ts';
import { loadModel } from '../../../src/models/loadModel.ts';
import { ModelDirectory } from '../../../src/models/modelDirectory.ts';
import { createFaceEngine } from '../../../src/vision/engine.ts';
import { inParallel } from '../faces/inParallel.ts';
import { extractOnly } from '../faces/speed.ts';

/** A process that has an engine extract the faces of each photo of a folder, and forgets them: as `evaluate` does it, and nothing else. */
const [, , folder = ''] = process.argv;
const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
const workers = availableParallelism();
const engine = await createFaceEngine({ loadModel: (role) => loadModel(role, models), workers });
const photos = parseCsv(await readFile(join(folder, 'images.csv'), 'utf8'));
await inParallel(photos, 2 * workers, async (row) => {
  await extractOnly(engine, await readFile(join(folder, row.get('file') ?? '')));
});
await engine.close();
