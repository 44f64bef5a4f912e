import './runtime/telemetryOff.ts';

import type { BufferPool } from '../concurrency/memory/bufferPool.ts';
import { WorkerPool } from '../concurrency/threads/workerPool.ts';
import { BadImage } from '../domain/errors.ts';
import { BadManifest } from '../models/own/badManifest.ts';
import type { Role } from '../models/roles.ts';
import type { EmbedderModel } from './embed/embedder.ts';
import { DEFAULT_EMBEDDER, EMBEDDERS, type EmbedderName } from './embed/embedders.ts';
import type { ExtractRequest, FaceEngine } from './face.ts';
import { createFalseMatchRate } from './find/falseMatches.ts';
import { createSimilarity } from './find/similarity.ts';
import type { StageTimes } from './find/stageClock.ts';
import { reviveError, type WorkerAnswer, type WorkerSetup } from './messages.ts';
import { ownEmbedder } from './own/ownEmbedder.ts';
import type { OwnNet, OwnNets } from './own/ownNet.ts';

export interface FaceEngineOptions {
  /** Gives a role's net as ONNX bytes, ready to run. */
  readonly loadModel: (role: Role) => Promise<Uint8Array>;
  /** Default `DEFAULT_EMBEDDER`. */
  readonly embedder?: EmbedderName;
  /** Nets of manifests, in the place of that embedder and of other nets. */
  readonly own?: OwnNets;
  /** Nets of the catalogue to do without. */
  readonly leftOut?: readonly OptionalRole[];
  /** Threads, each with its own nets; default 2. More than there are cores brings nothing. */
  readonly workers?: number;
  /** Those that the start waits for; the others by `startAll`, or with the first picture. Default: all. */
  readonly firstWorkers?: number;
  /** Images that may wait; default 64. */
  readonly queueLimit?: number;
  /** Pixels an image's side may have; default 96 and 4096 (contract 20). */
  readonly minSide?: number;
  readonly maxSide?: number;
  /** How long the image decoder may take for one picture; default 4. */
  readonly decodeSeconds?: number;
  /** How long a picture may hold a thread in all; default 60. */
  readonly deadlineSeconds?: number;
  /** Larger sides of a portrait's thumbnails, pixels; default 64, 96 and 160. */
  readonly thumbnailSides?: readonly number[];
  /** Steps by which other threads go first where cores are short, 0..19; default 0. */
  readonly niceness?: number;
  /** What images may be lent from: they are read where they are. */
  readonly buffers?: Pick<BufferPool, 'hold'>;
  /** Told when a worker died and was replaced. */
  readonly onCrash?: (error: Error) => void;
  /** Told how long each picture was in each stage. */
  readonly onStages?: ((stages: StageTimes) => void) | undefined;
}

/** Buffers of Node that are no larger may share memory, which cannot be given away. */
const MAY_BE_SHARED = Buffer.poolSize;

/** What every worker needs beside the embedder. */
const ROLES: readonly Role[] = [
  'detector',
  'keypoints',
  'mesh',
  'age-gender',
  'faceres',
  'expression',
  'emotion',
  'gear',
  'liveness',
  // Whatever the embedder is, its descriptors tell of quality.
  'embedder-fr',
];

/** The nets of the catalogue that an engine with this embedder opens. @param own what else manifests bring */
export function rolesOf(
  { roles }: Pick<EmbedderModel, 'roles'>,
  own: Omit<OwnNames, 'embedder'> = {},
  leftOut: readonly OptionalRole[] = [],
): readonly Role[] {
  const others = ROLES.filter(
    (role) =>
      !leftOut.some((each) => each === role) &&
      !(role === 'detector' && own.detector) &&
      !(role === 'liveness' && own.liveness),
  );
  // What else a picture shows is asked by the judge of doubts, which an engine without these two nets does not have.
  const settlesDoubts = roles.includes('embedder-fr-narrow') && !leftOut.includes('faceres');
  return [...new Set([...others, ...(settlesDoubts ? ['objects' as const] : []), ...roles])];
}

/**
 * Nets that an engine can do without: of the second opinion on age and gender; of liveness, which nobody may ask for then; of the unified quality
 * score, which faces are without then, unless it is the embedder's.
 */
export type OptionalRole = 'faceres' | 'liveness' | 'embedder-fr';

/** Which nets manifests bring. */
type OwnNames = Readonly<Partial<Record<keyof OwnNets, unknown>>>;

/**
 * Starts the workers and resolves when each of the first ones has opened the nets that every picture needs; those of estimates are read here, and
 * opened by the first picture that asks for them.
 * @throws what `loadModel` throws, BadManifest, and the first error of a worker that could not start
 */
export async function createFaceEngine(options: FaceEngineOptions): Promise<FaceEngine> {
  const { own = {}, embedder = DEFAULT_EMBEDDER, leftOut = [] } = options;
  const model = own.embedder ? ownEmbedder(own.embedder.manifest) : EMBEDDERS[embedder];
  const models = new Map<Role, SharedArrayBuffer>();
  for (const role of rolesOf(model, own, leftOut)) models.set(role, shared(await options.loadModel(role)));
  const workerData: WorkerSetup = {
    embedder,
    models,
    own,
    leftOut,
    proof: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
    limits: {
      minSide: options.minSide ?? 96,
      maxSide: options.maxSide ?? 4096,
      decodeSeconds: options.decodeSeconds ?? 4,
    },
    thumbnailSides: options.thumbnailSides ?? [64, 96, 160],
    niceness: options.niceness ?? 0,
  };
  const pool = new WorkerPool<ExtractRequest, WorkerAnswer>({
    entry: new URL('./worker.ts', import.meta.url),
    name: 'face engine',
    size: options.workers ?? 2,
    queueLimit: options.queueLimit ?? 64,
    workerData,
    reviveError,
    deadlineMs: (options.deadlineSeconds ?? 60) * 1000,
    overdue: () => new BadImage({ kind: 'undecodable' }),
    ...(options.firstWorkers !== undefined && { first: options.firstWorkers }),
    ...(options.onCrash && { onCrash: options.onCrash }),
  });
  await pool.ready().catch((error: unknown) => {
    throw asBadManifest(error, own);
  });
  const told = ({ result, stages }: WorkerAnswer) => {
    options.onStages?.(stages);
    return result;
  };
  return {
    modelId: model.id,
    dimension: model.dimension,
    extract: async (request, signal) => {
      pool.requireRoom();
      // What the caller does not give away is copied: it keeps its bytes, and a view into a large buffer brings no more
      // than itself (a plain message would clone the whole buffer behind it).
      const release = request.handOver ? options.buffers?.hold(request.image) : undefined;
      if (release) return told(await pool.run(request, [], signal, release));
      const isMoved = request.handOver && request.image.buffer.byteLength > MAY_BE_SHARED;
      const image = isMoved ? request.image : new Uint8Array(request.image);
      return told(await pool.run({ ...request, image }, [image.buffer as ArrayBuffer], signal));
    },
    requireRoom: () => pool.requireRoom(),
    startAll: () => pool.startAll(),
    counts: () => pool.counts,
    similarity: createSimilarity(model.calibration),
    falseMatchRate: createFalseMatchRate(model.id),
    needsRestart: () => pool.isExhausted,
    close: () => pool.close(),
  };
}

/** A thread's error has lost its class when it comes here. */
function asBadManifest(error: unknown, own: OwnNets): unknown {
  const paths = Object.values(own).map(({ manifest }: OwnNet) => manifest.path);
  const isTheirs = error instanceof Error && paths.some((path) => error.message.startsWith(`${path}: `));
  return isTheirs ? new BadManifest(error.message.split('\n')) : error;
}

/** The bytes themselves where they fill memory that threads share. */
function shared(bytes: Uint8Array): SharedArrayBuffer {
  if (bytes.buffer instanceof SharedArrayBuffer && bytes.byteLength === bytes.buffer.byteLength) return bytes.buffer;
  const buffer = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}
