import { readFile } from 'node:fs/promises';
import type { FaceEngine, Rect } from '../../../src/vision/face.ts';
import type { LabelledPicture } from '../detection/labelledPictures.ts';
import { inParallel } from '../faces/inParallel.ts';

/** What an engine said of one face: everything that a change of the engine could move. */
export interface ObservedFace {
  readonly rect: Rect;
  readonly score: number;
  /** float32, base64. */
  readonly vector: string;
  /** Age in years by 100; all others 0..1. */
  readonly estimates: Readonly<Record<string, number>>;
}

export interface Observation {
  readonly width: number;
  readonly height: number;
  readonly faces: readonly ObservedFace[];
}

const EVERYTHING = {
  attributes: true,
  emotions: true,
  ethnicities: true,
  headPose: false,
  quality: true,
  liveness: true,
};

/** What the engine says of each picture, by path. */
export async function observe(
  engine: FaceEngine,
  pictures: readonly LabelledPicture[],
  concurrency: number,
): Promise<Map<string, Observation>> {
  const observations = new Map<string, Observation>();
  await inParallel(pictures, concurrency, async ({ path }) => {
    const { faces, width, height } = await engine.extract({
      image: await readFile(path),
      estimates: EVERYTHING,
      warped: false,
      embed: true,
      portraits: false,
      exif: false,
    });
    const observed = faces.flatMap((face): ObservedFace[] => {
      const { rect, score, embedding, age = 0, gender = 0, liveness, emotions, ethnicities, quality } = face;
      if (!rect || !embedding) return [];
      const estimates = { age: age / 100, gender, liveness: liveness?.probability ?? 0 };
      return [
        {
          rect,
          score,
          vector: Buffer.from(new Uint8Array(embedding.vector.slice().buffer)).toString('base64'),
          estimates: { ...estimates, ...emotions, ...ethnicities, ...quality },
        },
      ];
    });
    observations.set(path, { width, height, faces: observed });
  });
  return observations;
}

export function vectorOf({ vector }: ObservedFace): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(vector, 'base64')).buffer);
}
