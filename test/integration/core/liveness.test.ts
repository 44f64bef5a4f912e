import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from '../../../bench/support/faces/dataset.ts';
import { type LivenessReport, measureLiveness } from '../../../bench/support/faces/liveness.ts';
import { createLiveness, type LivenessRules } from '../../../src/core/descriptors/liveness.ts';
import { BadImage, NoFaces } from '../../../src/domain/errors.ts';
import { LivenessOff } from '../../../src/domain/pictures/livenessErrors.ts';
import { loadModel } from '../../../src/models/loadModel.ts';
import { createFaceEngine } from '../../../src/vision/engine.ts';
import type { FaceEngine } from '../../../src/vision/face.ts';
import { testModels } from '../../support/models.ts';
import { needs } from '../../support/run/needs.ts';

const RULES: LivenessRules = {
  enabled: true,
  threshold: 0.6,
  qualityThreshold: 0,
  minFaceWidth: 64,
  minMargin: 0.1,
};
const DATASET = process.env.FACES_DIR ?? '../shared/data/faces';

let engine: FaceEngine;
/** One woman of a group photo, with room around her face. */
let woman: Buffer;

beforeAll(async () => {
  const models = await testModels();
  engine = await createFaceEngine({ loadModel: (role) => loadModel(role, models), workers: 1 });
  const group = await readFile(join(models.root, 'samples', 'sample3.jpg'));
  woman = await sharp(group).extract({ left: 993, top: 102, width: 468, height: 497 }).jpeg({ quality: 95 }).toBuffer();
});
afterAll(() => engine?.close());

const livenessBy = (rules: Partial<LivenessRules> = {}) => createLiveness({ engine, rules: { ...RULES, ...rules } });

describe('a prediction', () => {
  it('takes a probability and a quality at or above the thresholds', async () => {
    const { probability, quality } = await livenessBy().check(woman);
    const alive = async (rules: Partial<LivenessRules>) => (await livenessBy(rules).check(woman)).alive;
    expect(await alive({ threshold: probability })).toBe(true);
    expect(await alive({ threshold: probability + 1e-6 })).toBe(false);
    expect(await alive({ threshold: 0, qualityThreshold: quality })).toBe(true);
    expect(await alive({ threshold: 0, qualityThreshold: quality + 1e-6 })).toBe(false);
  });

  it('of several pictures is that of the weakest', () => {
    const estimate = (probability: number, quality: number) => ({ probability, quality, alive: true });
    const { aggregate } = livenessBy({ threshold: 0.6, qualityThreshold: 0.5 });
    expect(aggregate([])).toBeUndefined();
    expect(aggregate([estimate(0.9, 0.8)])).toEqual({ probability: 0.9, quality: 0.8, alive: true });
    expect(aggregate([estimate(0.9, 0.6), estimate(0.99, 0.7), estimate(0.1, 0.9)])).toEqual({
      probability: 0.1,
      quality: 0.6,
      alive: false,
    });
    expect(aggregate([estimate(0.9, 0.4), estimate(0.9, 0.9)])?.alive).toBe(false);
  });

  it('is of less quality when the picture is dark, grey or blurred', async () => {
    const { quality } = await livenessBy().check(woman);
    for (const spoilt of [sharp(woman).linear(0.2), sharp(woman).greyscale(), sharp(woman).blur(6)]) {
      const worse = await livenessBy().check(await spoilt.jpeg({ quality: 95 }).toBuffer());
      expect(worse.quality).toBeLessThan(quality / 2);
    }
  });
});

describe('a picture that cannot be judged', () => {
  const problemWith = (image: Uint8Array, rules: Partial<LivenessRules> = {}) =>
    livenessBy(rules)
      .check(image)
      .then(
        () => 'none',
        (error: unknown) => error,
      );

  it('says by how much the face is too small or too near to the edge', async () => {
    const { faces } = await engine.extract({
      image: woman,
      estimates: { attributes: false, emotions: false, ethnicities: false, headPose: false, quality: false },
      warped: false,
      embed: false,
      portraits: false,
      exif: false,
    });
    const { x = 0, y = 0, width = 0, height = 0 } = faces[0]?.rect ?? {};
    const margin = Math.min(x, y, 468 - x - width, 497 - y - height);
    expect(await problemWith(woman, { minFaceWidth: width })).toBe('none');
    expect(await problemWith(woman, { minFaceWidth: width + 1 })).toMatchObject({
      problem: { kind: 'face-too-small', width, limit: width + 1 },
    });
    expect(await problemWith(woman, { minMargin: margin / width })).toBe('none');
    expect(await problemWith(woman, { minMargin: (margin + 1) / width })).toMatchObject({
      problem: { kind: 'margin-too-small', margin, limit: margin + 1 },
    });
  });

  it('is one without a face, with several, warped, or none at all', async () => {
    const grey = sharp({ create: { width: 300, height: 300, channels: 3, background: '#777' } });
    expect(await problemWith(await grey.jpeg().toBuffer())).toBeInstanceOf(NoFaces);
    const group = await readFile(join((await testModels()).root, 'samples', 'sample3.jpg'));
    expect(await problemWith(group)).toMatchObject({ problem: { kind: 'several-faces', count: 3 } });
    const warped = await sharp(woman).resize(250, 250).jpeg().toBuffer();
    expect(await problemWith(warped)).toMatchObject({ problem: { kind: 'warped' } });
    expect(await problemWith(Buffer.from('hello'))).toBeInstanceOf(BadImage);
  });
});

it('switched off says so', () => {
  expect(() => livenessBy({ enabled: false }).assertServed()).toThrow(LivenessOff);
  expect(() => livenessBy().assertServed()).not.toThrow();
});

const hasDataset = existsSync(join(DATASET, 'images.csv'));

describe('on labelled faces', needs(hasDataset, `there is no dataset in ${DATASET}`), () => {
  let report: LivenessReport;
  beforeAll(async () => {
    const data = await openDataset(DATASET);
    if (data) report = await measureLiveness(engine, data, RULES.threshold);
  });

  it('a living person is above 0.8, prints and screens are below 0.2', () => {
    expect(report.labelled.filter(({ live }) => live).length).toBeGreaterThan(0);
    expect(report.labelled.filter(({ live }) => !live).length).toBeGreaterThan(1);
    for (const { file, live, probability } of report.labelled) {
      if (live) expect(probability, file).toBeGreaterThan(0.8);
      else expect(probability, file).toBeLessThan(0.2);
    }
  });

  it('95 % of the web photos are alive', () => {
    const { photos, alive } = report.sets.get('deepface') ?? { photos: 0, alive: 0 };
    expect(photos).toBeGreaterThan(50);
    expect(alive / photos).toBeGreaterThanOrEqual(0.95);
  });
});
