import type { ExtractResult, FaceEngine } from '../../../src/vision/face.ts';
import type { Dataset } from './dataset.ts';

const ONLY_LIVENESS = {
  attributes: false,
  emotions: false,
  ethnicities: false,
  headPose: false,
  quality: false,
  liveness: true,
};
const WARM_UP = 8;
const ROUNDS = 3;

export interface LivenessReport {
  /** Photos with a label `live`. */
  readonly labelled: readonly { readonly file: string; readonly live: boolean; readonly probability: number }[];
  /** Photos of living people by folder; the largest face of each counts. */
  readonly sets: ReadonlyMap<string, { readonly photos: number; readonly alive: number }>;
}

/** The net's probability for the largest face of each photo, whatever room it has; 0 where no face is found. */
export async function measureLiveness(engine: FaceEngine, data: Dataset, threshold: number): Promise<LivenessReport> {
  const labelled: { file: string; live: boolean; probability: number }[] = [];
  const sets = new Map<string, { photos: number; alive: number }>();
  for (const { file, tags } of data.photos) {
    const { liveness: probability = 0 } = await judge(engine, await data.read(file));
    const live = tags.get('live');
    if (live !== undefined) {
      labelled.push({ file, live: live === '1', probability });
      continue;
    }
    const [set = ''] = file.split('/');
    const { photos, alive } = sets.get(set) ?? { photos: 0, alive: 0 };
    sets.set(set, { photos: photos + 1, alive: alive + (probability >= threshold ? 1 : 0) });
  }
  return { labelled, sets };
}

/** Milliseconds of decode, detect and judge, one picture after the other, warmed up: what POST /liveness asks for. */
export async function timeLiveness(engine: FaceEngine, photos: readonly Uint8Array[]): Promise<number[]> {
  for (const photo of photos.slice(0, WARM_UP)) await judge(engine, photo);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const photo of photos) {
      const start = performance.now();
      await judge(engine, photo);
      times.push(performance.now() - start);
    }
  }
  return times;
}

/** What POST /liveness asks of the engine; `liveness` is that of the largest face, undefined without one. */
export async function judge(
  engine: FaceEngine,
  image: Uint8Array,
): Promise<ExtractResult & { readonly liveness: number | undefined }> {
  const result = await engine.extract({
    image,
    estimates: ONLY_LIVENESS,
    warped: false,
    embed: false,
    portraits: false,
    exif: false,
  });
  return { ...result, liveness: result.faces[0]?.liveness?.probability };
}
