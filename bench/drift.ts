/**
 * `npm run bench:drift -- --write FILE` with the older engine, then `npm run bench:drift -- --base FILE` with the newer one.
 * Options: [--sets faces/lfw,neg_monkeys] [--every 12] [--faces DIR] [--eval DIR]
 *
 * Whether a change of the engine moves what it says of photos: faces lost and added, boxes, scores, estimates and the cosine and
 * similarity of the two vectors of a face. All pictures of the folder of faces, every so many of the evaluation sets. Fails when
 * a face is lost, something more is taken for a face, or old and new vectors are less alike than they must be. The
 * file holds vectors of faces: keep it out of the repository.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { loadModel } from '../src/models/loadModel.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { createFaceEngine } from '../src/vision/engine.ts';
import { type LabelledPicture, labelledPictures } from './support/detection/labelledPictures.ts';
import { compareObservations, type SetDrift } from './support/drift/compareObservations.ts';
import { type Observation, observe } from './support/drift/observation.ts';

const WORKERS = 2;
/** Small pictures are looked at, too, whatever a service would accept. */
const MIN_SIDE = 16;
/** Least similarity of the old and the new vector of a face: descriptors that are stored must go on to match. */
const LEAST_SIMILARITY = 0.9999;

const { values } = parseArgs({
  options: {
    write: { type: 'string' },
    base: { type: 'string' },
    sets: { type: 'string' },
    every: { type: 'string', default: '12' },
    faces: { type: 'string', default: '../shared/data/faces' },
    eval: { type: 'string', default: '../shared/data/eval' },
  },
});

const all = await labelledPictures(values.faces, values.eval);
if (all.length === 0) {
  console.error(`SKIPPED: everything. There are no pictures in ${values.faces} or ${values.eval}.`);
} else {
  const sets = new Map((values.sets?.split(',') ?? all.map(({ set }) => set)).map((set) => [set, picturesOf(set)]));
  const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
  await pullModels(models);
  const engine = await createFaceEngine({
    loadModel: (role) => loadModel(role, models),
    workers: WORKERS,
    minSide: MIN_SIDE,
  });
  try {
    const now = await observe(engine, [...sets.values()].flat(), WORKERS);
    if (values.write !== undefined) writeFileSync(values.write, JSON.stringify([...now]));
    if (values.base !== undefined) {
      const before = new Map(JSON.parse(readFileSync(values.base, 'utf8')) as [string, Observation][]);
      const drifts = [...sets].map(([set, pictures]) => compareObservations(set, pictures, before, now));
      print(drifts, engine.similarity);
    }
  } finally {
    await engine.close();
  }
}

function picturesOf(set: string): LabelledPicture[] {
  const pictures = all.filter((picture) => picture.set === set);
  const every = set.startsWith('faces/') ? 1 : Number(values.every);
  return pictures.filter((_, index) => index % every === 0);
}

function print(drifts: readonly SetDrift[], similarity: (cosine: number) => number): void {
  console.log(
    '\n| set (pictures) | faces | lost | added | labelled found | no face | least overlap | cosine: least, 1 %, middle | least similarity | score by up to |\n|---|---|---|---|---|---|---|---|---|---|',
  );
  for (const drift of drifts) {
    const { set, pictures, faces, lost, added, found, wrong, leastOverlap, cosines } = drift;
    const at = (part: number) => (cosines[Math.floor(cosines.length * part)] ?? 1).toFixed(5);
    const cells = [
      `${set} (${pictures})`,
      faces,
      lost.length,
      added.length,
      found.join(' → '),
      wrong.join(' → '),
      leastOverlap.toFixed(3),
      `${at(0)}, ${at(0.01)}, ${at(0.5)}`,
      similarity(cosines[0] ?? 1).toFixed(6),
      drift.greatestScoreChange.toFixed(3),
    ];
    console.log(`| ${cells.join(' | ')} |`);
    for (const path of new Set(lost)) console.error(`lost: ${path}`);
    for (const path of new Set(added)) console.error(`added: ${path}`);
  }
  const changes = new Map<string, number>();
  for (const { estimates } of drifts) {
    for (const [name, change] of estimates) changes.set(name, Math.max(changes.get(name) ?? 0, change));
  }
  console.log(`\nestimates by up to: ${[...changes].map(([name, value]) => `${name} ${value.toFixed(4)}`).join(', ')}`);
  const moved = drifts.filter(
    ({ lost, found, wrong, cosines }) =>
      lost.length > 0 || found[1] < found[0] || wrong[1] > wrong[0] || similarity(cosines[0] ?? 1) < LEAST_SIMILARITY,
  );
  console.log(moved.length === 0 ? '\nnothing moved' : `\nMOVED: ${moved.map(({ set }) => set).join(', ')}`);
  if (moved.length > 0) process.exitCode = 1;
}
