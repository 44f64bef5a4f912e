import { Unavailable } from '../../domain/errors.ts';
import { DEFAULT_EMBEDDER, EMBEDDERS } from '../../vision/embed/embedders.ts';
import type { FaceEngine } from '../../vision/face.ts';
import { createSimilarity } from '../../vision/find/similarity.ts';

const COUNTS = { threads: 0, running: 0, waiting: 0, queueLimit: 0, stuck: 0, deaths: 0, waitedMs: 0 };
const NO_JOBS = { done: 0, failed: 0, refused: 0, leftWaiting: 0, leftRunning: 0 };

/** Stands where the engine does in a start that is only rehearsed: it has no nets, and refuses pictures. */
export function createStandInEngine(): FaceEngine {
  const { id, dimension, calibration } = EMBEDDERS[DEFAULT_EMBEDDER];
  const refuse = () => {
    throw new Unavailable('face engine');
  };
  return {
    modelId: id,
    dimension,
    extract: async () => refuse(),
    requireRoom: refuse,
    startAll: () => undefined,
    similarity: createSimilarity(calibration),
    falseMatchRate: () => undefined,
    needsRestart: () => false,
    counts: () => ({ ...COUNTS, ...NO_JOBS }),
    close: async () => undefined,
  };
}
