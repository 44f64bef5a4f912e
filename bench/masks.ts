/**
 * `npm run bench:masks -- [--people 200] [--every 1] [--eval DIR]`
 *
 * How often a face is taken for a masked one, by set, and how often strangers in masks reach the similarity 0.9, with and without a
 * handler's `mask_policy`. Masks are painted on faces of LFW, one photo a person; the sets of real masks name nobody.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readPhotos } from '../src/evaluation/photos/readPhotos.ts';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { loadModel } from '../src/models/loadModel.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { decodeImage } from '../src/vision/decode/decodeImage.ts';
import { DecoderProcess } from '../src/vision/decode/isolated/decoderProcess.ts';
import type { EmbedderNet } from '../src/vision/embed/embedder.ts';
import { FR_PLUS } from '../src/vision/embed/frPlus.ts';
import type { FoundFace } from '../src/vision/find/foundFace.ts';
import { createSimilarity, SAME_PERSON } from '../src/vision/find/similarity.ts';
import { centreOf } from '../src/vision/geometry/box.ts';
import { ibug68 } from '../src/vision/landmarks/landmarks.ts';
import { maskOf } from '../src/vision/quality/mask.ts';
import { createPyramid } from '../src/vision/raster/pyramid.ts';
import type { Raster } from '../src/vision/raster/raster.ts';
import { type Net, openNet } from '../src/vision/runtime/net.ts';
import { openFinder } from './support/detection/openFinder.ts';
import { MASK_COLOURS, paintMask } from './support/masks/paintMask.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '200' },
    every: { type: 'string', default: '1' },
    eval: { type: 'string', default: '../shared/data/eval' },
  },
});
/** From which likelihood on the policy counts a face as masked, when it names no other. */
const MASKED = 0.5;

interface Looked {
  readonly person: number;
  readonly mask: number;
  readonly vector: Float32Array;
}

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const finder = await openFinder(models);
const nets = new Map<EmbedderNet, Net>(
  await Promise.all(FR_PLUS.roles.map(async (role) => [role, await openNet(await loadModel(role, models))] as const)),
);
const embed = FR_PLUS.create((role) => {
  const net = nets.get(role);
  if (!net) throw new Error(`no net for ${role}`);
  return net;
});
const similarity = createSimilarity(FR_PLUS.calibration);
const decoder = new DecoderProcess();

await printShares();
await printPairs();
process.exit(0);

async function printShares(): Promise<void> {
  console.log('| faces | found | taken for masked |\n|---|---|---|');
  for (const [set, tag] of [
    ['lfw', undefined],
    ['celeba_ids', undefined],
    ['southasian1600', undefined],
    ['mask_prajnasb', '0'],
    ['mask_prajnasb', '1'],
    ['rmfd_part1', '1'],
  ] as const) {
    const { photos } = await readPhotos(`${values.eval}/${set}`);
    const wanted = photos.filter(({ tags }) => tag === undefined || (tags.get('mask') ?? '0') === tag);
    const masks: number[] = [];
    const chosen = wanted.filter((_, index) => index % Number(values.every) === 0);
    for (const { file } of chosen) {
      const raster = await decoded(`${values.eval}/${set}/${file}`);
      const face = raster && (await central(raster));
      if (raster && face) masks.push(maskOf(createPyramid(raster), face));
    }
    const masked = masks.filter((mask) => mask >= MASKED).length;
    const what = tag === undefined ? set : `${set}, ${tag === '1' ? 'masked' : 'bare'}`;
    console.log(`| ${what} | ${masks.length} of ${chosen.length} | ${masked} (${percent(masked, masks.length)}) |`);
  }
}

async function printPairs(): Promise<void> {
  const { photos } = await readPhotos(`${values.eval}/lfw`);
  const people = [...new Map(photos.map((photo) => [photo.identity, photo])).values()].slice(0, Number(values.people));
  const byColour = new Map<string, Looked[]>(Object.keys(MASK_COLOURS).map((name) => [name, []]));
  for (const [person, { file }] of people.entries()) {
    const raster = await decoded(`${values.eval}/lfw/${file}`);
    const bare = raster && (await central(raster));
    if (!raster || !bare) continue;
    for (const [name, colour] of Object.entries(MASK_COLOURS)) {
      const painted = paintMask(raster, bare.mesh, colour);
      const face = await central(painted);
      if (face) byColour.get(name)?.push({ person, ...(await look(painted, face)) });
    }
  }
  console.log(
    '\n| painted masks | faces | flagged | pairs of strangers at 0.9 | … whose probe mask_policy lets pass |\n|---|---|---|---|---|',
  );
  for (const [name, faces] of byColour) printStrangers(name, faces);
  printStrangers('all colours', [...byColour.values()].flat());
}

function printStrangers(name: string, faces: readonly Looked[]): void {
  let pairs = 0;
  let accepted = 0;
  let passed = 0;
  for (const probe of faces) {
    for (const other of faces) {
      if (other.person === probe.person) continue;
      pairs++;
      if (similarity(cosine(probe.vector, other.vector)) < SAME_PERSON) continue;
      accepted++;
      if (probe.mask < MASKED) passed++;
    }
  }
  const flagged = faces.filter(({ mask }) => mask >= MASKED).length;
  console.log(
    `| ${name} | ${faces.length} | ${percent(flagged, faces.length)} | ${percent(accepted, pairs)} | ${percent(passed, pairs)} |`,
  );
}

async function look(raster: Raster, face: FoundFace): Promise<Omit<Looked, 'person'>> {
  const picture = createPyramid(raster);
  return { mask: maskOf(picture, face), vector: (await embed(picture, ibug68(face.mesh))).vector };
}

/** The face nearest to the middle. */
async function central(raster: Raster): Promise<FoundFace | undefined> {
  const off = ({ box }: FoundFace) => {
    const { x, y } = centreOf(box);
    return Math.hypot(x - raster.width / 2, y - raster.height / 2);
  };
  return [...(await finder.all(createPyramid(raster)))].sort((a, b) => off(a) - off(b))[0];
}

async function decoded(path: string): Promise<Raster> {
  return decodeImage(await readFile(path), { minSide: 16, maxSide: 4096, decodeSeconds: 10 }, (request) =>
    decoder.decode(request),
  );
}

function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] as number), 0);
}

function percent(part: number, whole: number): string {
  return `${((part * 100) / Math.max(1, whole)).toFixed(2)} %`;
}
