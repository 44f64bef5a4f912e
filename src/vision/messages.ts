import { BadImage, type ImageProblem } from '../domain/errors.ts';
import type { Role } from '../models/roles.ts';
import type { ImageLimits } from './decode/imageLimits.ts';
import type { EmbedderName } from './embed/embedders.ts';
import type { ExtractResult } from './face.ts';
import type { StageTimes } from './find/stageClock.ts';
import type { OwnNets } from './own/ownNet.ts';

/** What an engine tells its workers when it starts them. */
export interface WorkerSetup {
  readonly embedder: EmbedderName;
  /** ONNX bytes by role, in memory that all workers share. */
  readonly models: ReadonlyMap<Role, SharedArrayBuffer>;
  /** Nets that take the place of those of the catalogue. */
  readonly own: OwnNets;
  /** Nets that are not there. */
  readonly leftOut: readonly Role[];
  /** One int32, 0 until a thread has set out to compare the own nets with their files. */
  readonly proof: SharedArrayBuffer;
  readonly limits: ImageLimits;
  readonly thumbnailSides: readonly number[];
  /** Steps by which other threads go first, 0..19. */
  readonly niceness: number;
}

/** What a worker answers with. */
export interface WorkerAnswer {
  readonly result: ExtractResult;
  readonly stages: StageTimes;
}

/** An error as a plain object: a class does not survive the way between threads. */
type PlainError =
  | { readonly kind: 'bad-image'; readonly problem: ImageProblem }
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string | undefined };

export function dehydrateError(error: unknown): PlainError {
  if (error instanceof BadImage) return { kind: 'bad-image', problem: error.problem };
  if (error instanceof Error) return { kind: 'defect', message: error.message, stack: error.stack };
  return { kind: 'defect', message: String(error), stack: undefined };
}

export function reviveError(plain: unknown): Error {
  const error = plain as PlainError;
  if (error.kind === 'bad-image') return new BadImage(error.problem);
  const revived = new Error(error.message);
  if (error.stack !== undefined) revived.stack = error.stack;
  return revived;
}
