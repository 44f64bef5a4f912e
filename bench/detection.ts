/**
 * `npm run bench:detection -- [--sets neg_monkeys,faces/detect] [--every N] [--fit] [--faces DIR] [--eval DIR] [--json FILE] [--base FILE]`
 *
 * Faces found and things that are no faces, by set and by threshold of the score. `--every 10` takes every tenth picture of
 * a set. `--json` writes the figures; `--base` shows those of another commit, written by the same script, beside them.
 * `--fit` prints coefficients for src/vision/judge/faceScore.ts instead, fitted to the sets.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { loadModel } from '../src/models/loadModel.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { createFaceEngine } from '../src/vision/engine.ts';
import type { FaceEngine } from '../src/vision/face.ts';
import { fitJudge } from './support/detection/fitJudge.ts';
import { type LabelledPicture, labelledPictures } from './support/detection/labelledPictures.ts';
import { matchPicture, type Verdict } from './support/detection/matchPicture.ts';
import { openFinder } from './support/detection/openFinder.ts';
import { printDetection } from './support/detection/printDetection.ts';
import { type SetReport, tally } from './support/detection/tally.ts';
import { inParallel } from './support/faces/inParallel.ts';
import { describeMachine } from './support/machine.ts';

const NOTHING = { attributes: false, emotions: false, ethnicities: false, headPose: false, quality: false };
const WORKERS = 2;
/** Small pictures are judged, too, whatever a service would accept. */
const MIN_SIDE = 16;

const { values } = parseArgs({
  options: {
    sets: { type: 'string' },
    every: { type: 'string', default: '1' },
    fit: { type: 'boolean', default: false },
    faces: { type: 'string', default: '../shared/data/faces' },
    eval: { type: 'string', default: '../shared/data/eval' },
    json: { type: 'string' },
    base: { type: 'string' },
  },
});

const every = Number(values.every);
const all = await labelledPictures(values.faces, values.eval);
const sets = new Map((values.sets?.split(',') ?? all.map(({ set }) => set)).map((set) => [set, picturesOf(set)]));
if (all.length === 0) {
  console.error(`SKIPPED: everything. There are no pictures in ${values.faces} or ${values.eval}.`);
} else {
  const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
  await pullModels(models);
  if (values.fit) console.log(await fitJudge(await openFinder(models), [...sets.values()].flat()));
  else await measure(models);
}

function picturesOf(set: string): LabelledPicture[] {
  const pictures = all.filter((picture) => picture.set === set);
  if (pictures.length === 0) throw new Error(`there is no set ${set}`);
  return pictures.filter((_, index) => index % every === 0);
}

async function measure(models: ModelDirectory): Promise<void> {
  const engine = await createFaceEngine({
    loadModel: (role) => loadModel(role, models),
    workers: WORKERS,
    minSide: MIN_SIDE,
  });
  try {
    const reports: SetReport[] = [];
    for (const [set, pictures] of sets) {
      reports.push(tally(set, await verdictsOf(engine, pictures)));
      console.error(`${set}: ${pictures.length} pictures`);
    }
    const base = values.base && (JSON.parse(readFileSync(values.base, 'utf8')) as { sets: SetReport[] });
    printDetection(reports, base ? base.sets : []);
    const json = JSON.stringify({ machine: describeMachine(), date: new Date().toISOString(), every, sets: reports });
    console.log(`\n${json}`);
    if (values.json !== undefined) writeFileSync(values.json, `${json}\n`);
  } finally {
    await engine.close();
  }
}

async function verdictsOf(
  engine: FaceEngine,
  pictures: readonly LabelledPicture[],
): Promise<Verdict<{ score: number }>[]> {
  const verdicts: Verdict<{ score: number }>[] = [];
  await inParallel(pictures, WORKERS, async ({ path, label }) => {
    const { faces, width, height } = await engine.extract({
      image: await readFile(path),
      estimates: NOTHING,
      warped: false,
      embed: false,
      portraits: false,
      exif: false,
    });
    const placed = faces.flatMap(({ rect, score }) => (rect ? [{ rect, score }] : []));
    verdicts.push(matchPicture(label, placed, { x: width / 2, y: height / 2 }));
  });
  return verdicts;
}
