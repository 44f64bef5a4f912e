import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '../../src/models/loadModel.ts';
import type { ModelDirectory } from '../../src/models/modelDirectory.ts';
import { createFaceEngine } from '../../src/vision/engine.ts';
import type { FaceEngine } from '../../src/vision/face.ts';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';

const NOTHING = { attributes: false, emotions: false, ethnicities: false, headPose: false, quality: false };
const INPUTS = '../shared/inputs';

let models: ModelDirectory;
let engine: FaceEngine;

beforeAll(async () => {
  models = await testModels();
  engine = await createFaceEngine({ loadModel: (role) => loadModel(role, models), workers: 1 });
});

afterAll(() => engine?.close());

async function scoresOf(image: Uint8Array, warped = false): Promise<number[]> {
  const request = { image, estimates: NOTHING, warped, embed: false, portraits: false, exif: false };
  const { faces, detected } = await engine.extract(request);
  expect(detected).toBe(faces.length);
  return faces.map(({ score }) => score);
}

/** A group photo that ships with face-api. */
function sample(number: number): Promise<Buffer> {
  return readFile(join(models.root, 'samples', `sample${number}.jpg`));
}

/** Brows, eyes, nose and mouth as a child draws them: the detector has 0.99 for it. */
function drawing(): Promise<Buffer> {
  const side = 600;
  const inBox = (x: number, y: number, left: number, top: number, width: number, height: number) =>
    x >= left && x < left + width && y >= top && y < top + height;
  const inOval = (x: number, y: number, centreX: number, centreY: number, radiusX: number, radiusY: number) =>
    ((x - centreX) / radiusX) ** 2 + ((y - centreY) / radiusY) ** 2 < 1;
  const isInk = (x: number, y: number) =>
    inBox(x, y, 70, 90, 66, 11) ||
    inBox(x, y, 165, 90, 66, 11) ||
    inBox(x, y, 142, 120, 17, 66) ||
    inOval(x, y, 105.5, 120.5, 24.5, 12.5) ||
    inOval(x, y, 195.5, 120.5, 24.5, 12.5) ||
    inOval(x, y, 150.5, 225.5, 50.5, 12.5);
  const pixels = Buffer.alloc(side * side * 3);
  for (let at = 0; at < side * side; at++) {
    pixels.set(isInk((at % side) / 2, Math.floor(at / side) / 2) ? [64, 32, 16] : [230, 180, 160], at * 3);
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

describe('the score', () => {
  it.each([1, 3, 4, 5, 6])('of every person in sample %i is 0.9 or more, below 1', async (number) => {
    const scores = await scoresOf(await sample(number));
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0.9);
    expect(Math.max(...scores)).toBeLessThan(1);
  });

  it('of a profile is lower, but above one half', async () => {
    const [least = 0, , most = 0] = (await scoresOf(await sample(2))).sort((a, b) => a - b);
    expect(least).toBeGreaterThan(0.5);
    expect(least).toBeLessThan(0.9);
    expect(most).toBeGreaterThan(0.9);
  });

  it.each([false, true])('of a drawing, aligned crop: %s, stays below 0.9', async (warped) => {
    for (const score of await scoresOf(await drawing(), warped)) expect(score).toBeLessThan(0.9);
  });
});

describe('one face a person', () => {
  it('a photo beside its mirror image has every face twice', async () => {
    const photo = await sharp(await sample(3)).toBuffer();
    const { width = 0, height = 0 } = await sharp(photo).metadata();
    const mirrored = await sharp(photo).flop().toBuffer();
    const both = sharp({ create: { width: 2 * width, height, channels: 3, background: '#fff' } }).composite([
      { input: photo, left: 0, top: 0 },
      { input: mirrored, left: width, top: 0 },
    ]);
    expect(await scoresOf(await both.jpeg({ quality: 95 }).toBuffer())).toHaveLength(6);
  });
});

const hasInputs = existsSync(INPUTS);

describe('pictures that failed in the field', needs(hasInputs, `there is no ${INPUTS}`), () => {
  it('a man who lies on his side is one face', async () => {
    expect(await scoresOf(await readFile(join(INPUTS, 'one-person-sideways-two-faces.jpg')))).toHaveLength(1);
  });

  it.each([false, true])('a drawing, aligned crop: %s, is no face or scores below 0.5', async (warped) => {
    const scores = await scoresOf(await readFile(join(INPUTS, 'drawing-score-0.99.png')), warped);
    expect(scores.filter((score) => score >= 0.5)).toEqual([]);
  });
});
