import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccuracyReport, measureAccuracy } from '../../bench/support/faces/accuracy.ts';
import { engineSubject } from '../../bench/support/faces/engineSubject.ts';
import { loadModel } from '../../src/models/loadModel.ts';
import { createFaceEngine } from '../../src/vision/engine.ts';
import type { FaceEngine } from '../../src/vision/face.ts';
import { samplePhotos } from '../support/faces/samplePhotos.ts';
import { testModels } from '../support/models.ts';

/** Accuracy on photos that every installation has; vision.test.ts measures it on more, where there are more. */
describe('accuracy gates on the photos of the models', () => {
  let engine: FaceEngine;
  let report: AccuracyReport;

  beforeAll(async () => {
    const models = await testModels();
    engine = await createFaceEngine({ loadModel: (role) => loadModel(role, models), workers: 1 });
    report = await measureAccuracy(engineSubject(engine), samplePhotos(join(models.root, 'samples')), 2);
  });
  afterAll(() => engine?.close());

  it('finds all 22 faces and nothing else', () => {
    expect(report.detection).toEqual({ faces: 22, found: 22, extras: 0 });
    expect(report.photosWithoutFace).toEqual([]);
  });

  it('tells 208 pairs of women apart, and knows each on a poor copy', () => {
    const [samples] = report.verification;
    expect(samples).toMatchObject({ genuine: 22, impostors: 208 });
    expect(samples?.thresholds.find(({ threshold }) => threshold === 0.9)).toMatchObject({ fmr: 0, fnmr: 0 });
  });

  it('all are women', () => {
    expect(report.gender).toEqual({ right: 21, of: 21 });
  });
});
