import sharp from 'sharp';
import type { FaceEngine } from '../../../src/vision/face.ts';
import { inParallel } from './inParallel.ts';
import { extractOnly } from './speed.ts';

/** In-plane turns of a photo, degrees, clockwise. */
export const TURNS = [30, 45, 60, 90, 120, 180, 270];

export interface TurnedReport {
  readonly degrees: number;
  readonly photos: number;
  /** Photos in which some face has a similarity of 0.9 and more to the face of the upright photo. */
  readonly recognised: number;
}

const RECOGNISED = 0.9;

/** Turns photos of one face and compares what is found with the upright one. */
export async function measureTurned(engine: FaceEngine, photos: readonly Uint8Array[]): Promise<TurnedReport[]> {
  const upright = await Promise.all(photos.map((photo) => vectorsOf(engine, photo)));
  const reports: TurnedReport[] = [];
  for (const degrees of TURNS) {
    let recognised = 0;
    await inParallel([...photos.entries()], 2, async ([index, photo]) => {
      const turned = await sharp(photo).rotate(degrees).jpeg({ quality: 95 }).toBuffer();
      const found = await vectorsOf(engine, turned);
      const [reference] = upright[index] ?? [];
      if (reference && found.some((vector) => engine.similarity(dot(reference, vector)) >= RECOGNISED)) recognised++;
    });
    reports.push({ degrees, photos: photos.length, recognised });
  }
  return reports;
}

async function vectorsOf(engine: FaceEngine, photo: Uint8Array): Promise<Float32Array[]> {
  const { faces } = await extractOnly(engine, photo);
  return faces.flatMap(({ embedding }) => embedding?.vector ?? []);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
