import './runtime/telemetryOff.ts';

import type { BufferPool } from '../concurrency/memory/bufferPool.ts';
import { WorkerPool } from '../concurrency/threads/workerPool.ts';
import { BadImage } from '../domain/errors.ts';
import type { Role } from '../models/roles.ts';
import { DEFAULT_EMBEDDER, EMBEDDERS, type EmbedderName } from './embed/embedders.ts';
import type { ExtractRequest, FaceEngine } from './face.ts';
import { createFalseMatchRate } from './find/falseMatches.ts';
import { createSimilarity } from './find/similarity.ts';
import type { StageTimes } from './find/stageClock.ts';
import { reviveError, type WorkerAnswer, type WorkerSetup } from './messages.ts';

export interface FaceEngineOptions {
  /** Gives a role's net as ONNX bytes, ready to run. */
  readonly loadModel: (role: Role) => Promise<Uint8Array>;
  /** Default `DEFAULT_EMBEDDER`. */
  readonly embedder?: EmbedderName;
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

/** The nets that an engine with this embedder opens. */
export function rolesOf(embedder: EmbedderName): readonly Role[] {
  return [...new Set([...ROLES, ...EMBEDDERS[embedder].roles])];
}

/**
 * Starts the workers and resolves when each of the first ones has opened the nets that every picture needs; those of estimates are read here, and
 * opened by the first picture that asks for them.
 * @throws what `loadModel` throws, and the first error of a worker that could not start
 */
export async function createFaceEngine(options: FaceEngineOptions): Promise<FaceEngine> {
  const embedder = options.embedder ?? DEFAULT_EMBEDDER;
  const model = EMBEDDERS[embedder];
  const models = new Map<Role, SharedArrayBuffer>();
  for (const role of rolesOf(embedder)) models.set(role, shared(await options.loadModel(role)));
  const workerData: WorkerSetup = {
    embedder,
    models,
    limits: {
      minSide: options.minSide ?? 96,
      maxSide: options.maxSide ?? 4096,
      decodeSeconds: options.decodeSeconds ?? 4,
    },
    thumbnailSides: options.thumbnailSides ?? [64, 96, 160],
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
  await pool.ready();
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
    falseMatchRate: createFalseMatchRate(embedder),
    needsRestart: () => pool.isExhausted,
    close: () => pool.close(),
  };
}

/** The bytes themselves where they fill memory that threads share. */
function shared(bytes: Uint8Array): SharedArrayBuffer {
  if (bytes.buffer instanceof SharedArrayBuffer && bytes.byteLength === bytes.buffer.byteLength) return bytes.buffer;
  const buffer = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}
