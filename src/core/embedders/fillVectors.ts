import { setTimeout as pause } from 'node:timers/promises';
import { BadImage } from '../../domain/errors.ts';
import type { DescriptorId } from '../../domain/ids.ts';
import type { AccountPortraits } from '../../portraits/accountPortraits.ts';
import type { ModelVectorStore, Vectorless } from '../../store/ports/modelVectors.ts';
import type { ExtractResult, Face, FaceEngine } from '../../vision/face.ts';

const NO_ESTIMATES = {
  attributes: false,
  emotions: false,
  ethnicities: false,
  headPose: false,
  quality: false,
} as const;
/** Descriptors that are asked for at a time. */
const PAGE = 200;
/** Vectors of one transaction: what a crash loses is made again. */
const TOGETHER = 20;

export interface FillParts {
  readonly modelVectors: Pick<ModelVectorStore, 'missing' | 'countMissing' | 'put'>;
  readonly portraits: Pick<AccountPortraits, 'get'>;
  /** Makes the vectors. */
  readonly engine: Pick<FaceEngine, 'modelId' | 'extract'>;
}

export interface FillProgress {
  /** Faces that were looked at. */
  readonly done: number;
  readonly total: number;
}

/** A face that keeps its old model alone, and why: nothing of the new model finds it. */
export interface LeftFace extends Pick<Vectorless, 'descriptorId' | 'accountId'> {
  readonly reason: 'no portrait' | 'no face in the portrait' | 'portrait cannot be read';
}

export interface Filled {
  readonly made: number;
  readonly left: number;
}

/** Makes a vector of the engine's model from the portrait of each descriptor that has none. @throws the signal's reason; Unavailable */
export async function fillVectors(
  { modelVectors, portraits, engine }: FillParts,
  {
    rate,
    signal,
    onProgress,
    onLeft,
  }: {
    readonly rate: number;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: FillProgress) => void;
    readonly onLeft: (face: LeftFace) => Promise<void>;
  },
): Promise<Filled> {
  const { modelId } = engine;
  let total = await modelVectors.countMissing(modelId);
  let [done, made, left] = [0, 0, 0];
  let ready: { descriptorId: DescriptorId; vector: Float32Array }[] = [];
  const keep = async () => {
    if (ready.length > 0) made += await modelVectors.put(modelId, ready);
    ready = [];
    // Nodes go on storing: there may be more than there were.
    total = Math.max(total, done);
    onProgress({ done, total });
  };
  onProgress({ done, total });
  let next = performance.now();
  for (let after: DescriptorId | undefined; ; ) {
    const page = await modelVectors.missing(modelId, after, PAGE);
    for (const face of page) {
      signal.throwIfAborted();
      const outcome = await vectorOf(face, portraits, engine, signal);
      done++;
      if (typeof outcome === 'string') {
        left++;
        await onLeft({ descriptorId: face.descriptorId, accountId: face.accountId, reason: outcome });
      } else {
        ready.push({ descriptorId: face.descriptorId, vector: outcome });
        if (ready.length >= TOGETHER) await keep();
        next = Math.max(next + (rate > 0 ? 1000 / rate : 0), performance.now() - 1000);
        const early = next - performance.now();
        if (early > 0) await pause(early, undefined, { signal });
      }
    }
    await keep();
    if (page.length < PAGE) return { made, left };
    after = page.at(-1)?.descriptorId;
  }
}

async function vectorOf(
  { descriptorId, accountId, hasPortrait }: Vectorless,
  portraits: FillParts['portraits'],
  engine: FillParts['engine'],
  signal: AbortSignal,
): Promise<Float32Array | LeftFace['reason']> {
  const image = hasPortrait ? await portraits.get(accountId, descriptorId) : undefined;
  if (!image) return 'no portrait';
  const look = (warped: boolean) =>
    engine.extract(
      { image, estimates: NO_ESTIMATES, warped, known: true, embed: true, portraits: false, exif: false },
      signal,
    );
  try {
    const [only] = (await look(true)).faces;
    // A face that is small, masked or lying down was found in a photo by a closer look than an aligned crop gets.
    const face = only ?? mostCentral(await look(false));
    return face?.embedding?.vector ?? 'no face in the portrait';
  } catch (error) {
    if (error instanceof BadImage) return 'portrait cannot be read';
    throw error;
  }
}

/** A portrait is cut around its face; a neighbour may look in. */
function mostCentral({ faces, width, height }: ExtractResult): Face | undefined {
  const offCentre = ({ rect }: Face) =>
    rect ? Math.hypot((rect.x + rect.width / 2) / width - 0.5, (rect.y + rect.height / 2) / height - 0.5) : 1;
  return [...faces].sort((one, other) => offCentre(one) - offCentre(other))[0];
}
