/**
 * `npm run bench:vision -- [--only accuracy,liveness,turned,stages,speed,load,peer] [--data DIR] [--base URL] [--embedder fr+|fr|mobilefacenet|dlib] [--json FILE]`
 *
 * Accuracy over a folder of labelled faces, in this process or (`--base`) through a running server; liveness; recognition
 * of turned photos; the stages of an extraction, with one worker's own share; speed with one worker and with two; the delay of the event loop under full load; the ratio
 * to @vladmandic/face-api measured in the same run. All but accuracy is always measured in this process.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { loadModel } from '../src/models/loadModel.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { DEFAULT_EMBEDDER, EMBEDDERS, type EmbedderName } from '../src/vision/embed/embedders.ts';
import { createFaceEngine } from '../src/vision/engine.ts';
import type { FaceEngine } from '../src/vision/face.ts';
import { type AccuracyReport, measureAccuracy } from './support/faces/accuracy.ts';
import { type Dataset, openDataset } from './support/faces/dataset.ts';
import { engineSubject } from './support/faces/engineSubject.ts';
import { measureLiveness, timeLiveness } from './support/faces/liveness.ts';
import { measureConditions } from './support/faces/livenessConditions.ts';
import { installPeer, timePeer } from './support/faces/peer.ts';
import { serverSubject } from './support/faces/serverSubject.ts';
import { load, median, timeExtractions } from './support/faces/speed.ts';
import { chooseSpeedPhotos, type SpeedPhotos } from './support/faces/speedPhotos.ts';
import { measureStages } from './support/faces/stages.ts';
import { measureTurned } from './support/faces/turned.ts';
import { printReport, type Row } from './support/report.ts';

const SECTIONS = ['accuracy', 'liveness', 'turned', 'stages', 'speed', 'load', 'peer'];
/** Long sides of the photos, pixels, and the milliseconds to stay below. */
const SIDES = new Map([
  [480, 45],
  [1280, 60],
]);
/** The peer takes half a second a photo. */
const PEER_PHOTOS = 8;
/** As the setting LIVENESS_THRESHOLD has it. */
const LIVENESS_THRESHOLD = 0.6;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: SECTIONS.join(',') },
    data: { type: 'string', default: '../shared/data/faces' },
    base: { type: 'string' },
    embedder: { type: 'string', default: DEFAULT_EMBEDDER },
    json: { type: 'string' },
  },
});
const sections = values.only.split(',');
const unknown = sections.filter((section) => !SECTIONS.includes(section));
if (unknown.length > 0) throw new Error(`--only knows ${SECTIONS.join(', ')}, not ${unknown.join(', ')}`);
const embedder = values.embedder as EmbedderName;
if (!(embedder in EMBEDDERS)) throw new Error(`--embedder knows ${Object.keys(EMBEDDERS).join(', ')}`);

const data = await openDataset(values.data);
if (!data) {
  console.error(`SKIPPED: everything. There is no dataset in ${values.data}; name a folder with images.csv by --data.`);
} else {
  const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
  await pullModels(models);
  const rows: Row[] = [];
  if (sections.includes('accuracy')) rows.push(...(await accuracyRows(models, data)));
  if (sections.some((section) => section !== 'accuracy')) rows.push(...(await photoRows(models, data)));
  printReport(`bench:vision, embedder ${embedder}`, rows, values.json);
}

function openEngine(models: ModelDirectory, workers: number): Promise<FaceEngine> {
  return createFaceEngine({ loadModel: (role) => loadModel(role, models), embedder, workers });
}

async function accuracyRows(models: ModelDirectory, dataset: Dataset): Promise<Row[]> {
  if (values.base !== undefined) return rowsOf(await measureAccuracy(await serverSubject(values.base), dataset, 4));
  const engine = await openEngine(models, 2);
  try {
    return rowsOf(await measureAccuracy(engineSubject(engine), dataset, 4));
  } finally {
    await engine.close();
  }
}

function rowsOf(report: AccuracyReport): Row[] {
  const { verification, detection, gender, age, emotions, photosWithoutFace } = report;
  const rows: Row[] = [];
  const percent = (what: string, part: number, of: number, reach?: string) => {
    if (of > 0) rows.push({ what: `${what} (${of})`, value: (part * 100) / of, unit: '%', ...(reach && { reach }) });
  };
  for (const { set, genuine, impostors, tar } of verification) {
    const reach = set === 'lfw' || set === 'yale' ? '≥ 99.5' : undefined;
    percent(`true accepts at 1e-3 false ones, ${set}, of ${impostors} impostor pairs`, tar * genuine, genuine, reach);
  }
  for (const { threshold, fmr, fnmr } of verification.at(-1)?.thresholds ?? []) {
    rows.push({ what: `false matches at similarity ${threshold}`, value: fmr * 100, unit: '%' });
    rows.push({ what: `false non-matches at similarity ${threshold}`, value: fnmr * 100, unit: '%' });
  }
  rows.push({ what: 'highest similarity of two persons', value: verification.at(-1)?.highestImpostor ?? 0, unit: '' });
  rows.push({
    what: `faces found of ${detection.faces}`,
    value: detection.found,
    unit: '',
    reach: `${detection.faces}`,
  });
  rows.push({ what: 'boxes that are no labelled face', value: detection.extras, unit: '', reach: '≤ 6' });
  rows.push({ what: 'photos without a face found', value: photosWithoutFace.length, unit: '' });
  percent('gender right', gender.right, gender.of, '≥ 99');
  if (age.of > 0)
    rows.push({ what: `mean age error (${age.of})`, value: age.meanError, unit: 'years', reach: '≤ 4.5' });
  const right = emotions.reduce((sum, emotion) => sum + emotion.right, 0);
  const of = emotions.reduce((sum, emotion) => sum + emotion.of, 0);
  percent('emotions right', right, of, '≥ 90');
  for (const emotion of emotions) percent(`emotion right when posed ${emotion.condition}`, emotion.right, emotion.of);
  return rows;
}

async function photoRows(models: ModelDirectory, dataset: Dataset): Promise<Row[]> {
  const rows: Row[] = [];
  const one = await openEngine(models, 1);
  try {
    const photos = await chooseSpeedPhotos(dataset, one, [...SIDES.keys()]);
    if (sections.includes('stages')) rows.push(...(await stageRows(models, photos)));
    if (sections.includes('speed') || sections.includes('peer')) rows.push(...(await extractionRows(one, photos)));
    if (sections.includes('liveness')) rows.push(...(await livenessRows(one, dataset, photos)));
    if (sections.includes('turned')) {
      for (const { degrees, photos: count, recognised } of await measureTurned(one, photos.get(480) ?? [])) {
        const what = `recognised when turned by ${degrees}° (${count})`;
        rows.push({ what, value: (recognised * 100) / count, unit: '%' });
      }
    }
    if (sections.includes('load')) rows.push(...(await loadRows(models, one, photos.get(480) ?? [])));
  } finally {
    await one.close();
  }
  return rows;
}

async function stageRows(models: ModelDirectory, photosBySide: SpeedPhotos): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [side, photos] of photosBySide) {
    const { stages, total, bareNets } = await measureStages(models, photos, embedder);
    for (const { name, runs, ms } of stages) {
      const count = runs === undefined ? '' : `, ${runs.toFixed(2)} runs`;
      rows.push({ what: `${side} px, processor time by photo: ${name}${count}`, value: ms, unit: 'ms' });
    }
    rows.push({ what: `${side} px, all but the portrait`, value: total, unit: 'ms' });
    const what = `${side} px, all but the portrait, to the bare runs of its nets`;
    rows.push({ what, value: total / bareNets, unit: '×', reach: '≤ 1.2' });
  }
  return rows;
}

async function livenessRows(engine: FaceEngine, dataset: Dataset, photosBySide: SpeedPhotos): Promise<Row[]> {
  const rows: Row[] = [];
  const { labelled, sets } = await measureLiveness(engine, dataset, LIVENESS_THRESHOLD);
  for (const { file, live, probability } of labelled) {
    const what = `liveness of ${file}, ${live ? 'a living person' : 'an attack'}`;
    rows.push({ what, value: probability, unit: '', reach: live ? '> 0.8' : '< 0.2' });
  }
  for (const [set, { photos, alive }] of sets) {
    const what = `taken for living at ${LIVENESS_THRESHOLD}, ${set} (${photos})`;
    rows.push({ what, value: (alive * 100) / photos, unit: '%', ...(set === 'deepface' && { reach: '≥ 95' }) });
  }
  for (const report of await measureConditions(engine, dataset, 'deepface', LIVENESS_THRESHOLD)) {
    const { condition, living, alive, highestAttack } = report;
    if (living === 0) continue;
    const what = `deepface with one face (${living}), ${condition}`;
    rows.push({ what: `taken for living, ${what}`, value: (alive * 100) / living, unit: '%' });
    rows.push({ what: `highest liveness of an attack, ${condition}`, value: highestAttack, unit: '' });
  }
  for (const [side, photos] of photosBySide) {
    const what = `liveness, ${side} px, one worker, median of ${photos.length} photos`;
    rows.push({ what, value: median(await timeLiveness(engine, photos)), unit: 'ms', reach: '≤ 60' });
  }
  return rows;
}

async function extractionRows(engine: FaceEngine, photosBySide: SpeedPhotos): Promise<Row[]> {
  const rows: Row[] = [];
  const peer = sections.includes('peer') ? await installPeer() : undefined;
  for (const [side, photos] of photosBySide) {
    const own = median(await timeExtractions(engine, photos));
    const reach = `≤ ${SIDES.get(side)}`;
    rows.push({
      what: `extract, ${side} px, one worker, median of ${photos.length} photos`,
      value: own,
      unit: 'ms',
      reach,
    });
    if (peer === undefined) continue;
    const some = photos.slice(0, PEER_PHOTOS);
    const ownAgain = median(await timeExtractions(engine, some));
    const theirs = median(await timePeer(peer, some));
    rows.push({
      what: `face-api on tfjs-wasm, ${side} px, median of ${some.length} photos`,
      value: theirs,
      unit: 'ms',
    });
    rows.push({ what: `times faster than face-api, ${side} px`, value: theirs / ownAgain, unit: '×', reach: '≥ 8' });
  }
  return rows;
}

/** One and two workers take turns, so that a busy neighbour does not decide the ratio. */
async function loadRows(models: ModelDirectory, one: FaceEngine, photos: readonly Uint8Array[]): Promise<Row[]> {
  const two = await openEngine(models, 2);
  try {
    await load(two, photos, 2);
    const single: number[] = [];
    const double: number[] = [];
    const delays: number[] = [];
    const used: number[] = [];
    for (let round = 0; round < 3; round++) {
      single.push((await load(one, photos, 1)).facesPerSecond);
      const { facesPerSecond, loopDelayP99, processors } = await load(two, photos, 2);
      used.push(processors);
      double.push(facesPerSecond);
      delays.push(loopDelayP99);
    }
    return [
      { what: 'faces per second, 480 px, one worker', value: median(single), unit: '/s' },
      { what: 'faces per second, 480 px, two workers', value: median(double), unit: '/s' },
      { what: 'processors had by two workers; below 1.8 the next line says little', value: median(used), unit: '' },
      { what: 'two workers against one', value: median(double) / median(single), unit: '×', reach: '≥ 1.6' },
      {
        what: 'event-loop delay p99 under full load, worst of 3',
        value: Math.max(...delays),
        unit: 'ms',
        reach: '≤ 20',
      },
    ];
  } finally {
    await two.close();
  }
}
