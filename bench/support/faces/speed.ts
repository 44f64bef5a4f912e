import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ExtractResult, FaceEngine } from '../../../src/vision/face.ts';
import { inParallel } from './inParallel.ts';

/** Decode, detect, landmarks, embed: what the speed figures are about. */
export const EXTRACT_ONLY = {
  estimates: { attributes: false, emotions: false, ethnicities: false, headPose: false, quality: false },
  warped: false,
  embed: true,
  portraits: false,
  exif: false,
} as const;

const ROUNDS = 3;
/** Long enough for thousands of turns of the event loop. */
const LOAD_SECONDS = 5;

export function extractOnly(engine: FaceEngine, image: Uint8Array): Promise<ExtractResult> {
  return engine.extract({ ...EXTRACT_ONLY, image });
}

/** Milliseconds of each extraction, one after the other, warmed up. */
export async function timeExtractions(engine: FaceEngine, photos: readonly Uint8Array[]): Promise<number[]> {
  for (const photo of photos.slice(0, 8)) await extractOnly(engine, photo);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const photo of photos) {
      const start = performance.now();
      await extractOnly(engine, photo);
      times.push(performance.now() - start);
    }
  }
  return times;
}

export interface Load {
  readonly facesPerSecond: number;
  /** 99th percentile of the delay of this process's event loop, milliseconds; about 1 when idle. */
  readonly loopDelayP99: number;
  /** Processors that this process had on average: fewer than its workers when the machine has other work. */
  readonly processors: number;
}

/** Keeps the engine busy for some seconds, with twice as many requests under way as it has workers. */
export async function load(engine: FaceEngine, photos: readonly Uint8Array[], workers: number): Promise<Load> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const until = performance.now() + LOAD_SECONDS * 1000;
  let faces = 0;
  const start = performance.now();
  const cpuBefore = process.cpuUsage();
  delays.enable();
  const lanes = Array.from({ length: workers * 2 }, (_, lane) => lane);
  await inParallel(lanes, lanes.length, async (lane) => {
    for (let turn = lane; performance.now() < until; turn++) {
      const { faces: found } = await extractOnly(engine, photos[turn % photos.length] as Uint8Array);
      faces += found.length;
    }
  });
  delays.disable();
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    facesPerSecond: (faces * 1000) / elapsed,
    processors: (user + system) / 1000 / elapsed,
    loopDelayP99: delays.percentile(99) / 1e6,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
