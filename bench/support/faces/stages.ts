import { loadModel } from '../../../src/models/loadModel.ts';
import type { ModelDirectory } from '../../../src/models/modelDirectory.ts';
import type { Role } from '../../../src/models/roles.ts';
import { decodeImage, type PixelDecoder } from '../../../src/vision/decode/decodeImage.ts';
import { createDetector } from '../../../src/vision/detect/detector.ts';
import type { EmbedderNet } from '../../../src/vision/embed/embedder.ts';
import { EMBEDDERS, type EmbedderName } from '../../../src/vision/embed/embedders.ts';
import { createFaceFinder } from '../../../src/vision/find/findFaces.ts';
import { toRect } from '../../../src/vision/geometry/box.ts';
import { judgeByLandmarks } from '../../../src/vision/judge/faceJudge.ts';
import { createFaceMesher } from '../../../src/vision/landmarks/faceMesh.ts';
import { createFaceRoll } from '../../../src/vision/landmarks/faceRoll.ts';
import { eyesOf, ibug68 } from '../../../src/vision/landmarks/landmarks.ts';
import { cutPortrait } from '../../../src/vision/portrait/portrait.ts';
import { rectIsoOf } from '../../../src/vision/portrait/rectIso.ts';
import { createPyramid } from '../../../src/vision/raster/pyramid.ts';
import { type Net, openNet } from '../../../src/vision/runtime/net.ts';

/** One part of an extraction: means over the photos. */
export interface Stage {
  readonly name: string;
  /** Of a net, by photo. */
  readonly runs?: number;
  /** Processor time by photo, of all threads. */
  readonly ms: number;
}

export interface Stages {
  readonly stages: readonly Stage[];
  /** Of everything but the portrait, by photo. */
  readonly total: number;
  /** What the same runs of the nets take one after the other, with nothing between them. */
  readonly bareNets: number;
}

/** The photos are gone through so often; of each stage the quietest time counts. */
const ROUNDS = 5;
const BARE_RUNS = 15;
const LIMITS = { minSide: 96, maxSide: 4096, decodeSeconds: 4 };
const THUMBNAILS = [64, 96, 160];
const apart: PixelDecoder = () => Promise.reject(new Error('a photo of the bench needs no process of its own'));

type Clock = <T>(stage: string, work: () => Promise<T> | T) => Promise<T>;

/**
 * Where the processor time of an extraction goes, in this thread: the parts of `extractFaces`, one by one. What the finder and the
 * embedder take beside their nets is sampling, the picture's smaller copies, and the boxes and points themselves.
 */
export async function measureStages(
  models: ModelDirectory,
  photos: readonly Uint8Array[],
  embedder: EmbedderName,
): Promise<Stages> {
  const runs = new Map<string, { net: Net; input: Float32Array; dims: readonly number[]; count: number }>();
  const times = new Map<string, number>();
  const clock: Clock = async (stage, work) => {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    times.set(stage, (times.get(stage) ?? 0) + (user + system) / 1000);
    return result;
  };
  const open = async (role: Role, manySizes = false): Promise<Net> => {
    const net = await openNet(await loadModel(role, models), { manySizes });
    return {
      run(input, dims) {
        const name = manySizes ? `${role}, ${Math.max(...dims)} px` : role;
        const known = runs.get(name) ?? { net, input: input.slice(), dims, count: 0 };
        runs.set(name, { ...known, count: known.count + 1 });
        return clock(name, () => net.run(input, dims));
      },
    };
  };
  const finder = createFaceFinder(
    createDetector(await open('detector', true), () => open('detector', true)),
    createFaceRoll(await open('keypoints')),
    createFaceMesher(await open('mesh')),
    judgeByLandmarks,
  );
  const { roles, create } = EMBEDDERS[embedder];
  const nets = new Map<EmbedderNet, Net>();
  for (const role of roles) nets.set(role, await open(role));
  const embed = create((role) => {
    const net = nets.get(role);
    if (!net) throw new Error(`${embedder} does not name ${role}`);
    return net;
  });

  async function extract(photo: Uint8Array): Promise<void> {
    const image = await clock('decode', () => decodeImage(photo, LIMITS, apart));
    const picture = createPyramid(image);
    const faces = await clock('find', () => finder.all(picture));
    for (const { box, mesh } of faces) {
      const points = ibug68(mesh);
      await clock('embed', () => embed(picture, points));
      const area = toRect(rectIsoOf(eyesOf(points), box));
      await clock('portrait and thumbnails', () => cutPortrait(picture, area, THUMBNAILS));
    }
  }

  const quietest = new Map<string, number>();
  for (let round = -1; round < ROUNDS; round++) {
    runs.clear();
    const sums = new Map<string, number>();
    for (const photo of photos) {
      times.clear();
      await extract(photo);
      for (const [stage, ms] of times) sums.set(stage, (sums.get(stage) ?? 0) + ms);
    }
    if (round < 0) continue;
    for (const [stage, ms] of sums) quietest.set(stage, Math.min(quietest.get(stage) ?? Infinity, ms));
  }
  return summed(quietest, runs, photos.length);
}

type Runs = ReadonlyMap<string, { net: Net; input: Float32Array; dims: readonly number[]; count: number }>;

async function summed(quietest: ReadonlyMap<string, number>, runs: Runs, photos: number): Promise<Stages> {
  const of = (stage: string) => (quietest.get(stage) ?? 0) / photos;
  const nets = [...runs].map(([name, { count }]) => ({ name, runs: count / photos, ms: of(name) }));
  const netTimes = nets.filter(({ name }) => !name.startsWith('embedder')).reduce((sum, { ms }) => sum + ms, 0);
  const embedderNets = nets.reduce((sum, { name, ms }) => sum + (name.startsWith('embedder') ? ms : 0), 0);
  let bareNets = 0;
  for (const { net, input, dims, count } of runs.values()) {
    bareNets += (await bareTime(net, input, dims)) * (count / photos);
  }
  return {
    stages: [
      { name: 'decode', ms: of('decode') },
      ...nets,
      { name: 'sampling to find faces', ms: of('find') - netTimes },
      { name: 'sampling for the embedder', ms: of('embed') - embedderNets },
      { name: 'portrait and thumbnails', ms: of('portrait and thumbnails') },
    ],
    total: of('decode') + of('find') + of('embed'),
    bareNets,
  };
}

async function bareTime(net: Net, input: Float32Array, dims: readonly number[]): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < BARE_RUNS; run++) {
    const before = process.cpuUsage();
    await net.run(input, dims);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b)[BARE_RUNS >> 2] ?? Number.NaN;
}
