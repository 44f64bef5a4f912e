import { expect, it } from 'vitest';
import type { EmbedderManifest } from '../../models/own/manifestSchema.ts';
import { createSimilarity } from '../find/similarity.ts';
import { createEmbedders } from './embedderRegistry.ts';

const manifest = (name: string): EmbedderManifest => ({
  kind: 'embedder',
  name,
  path: `/models/${name}.json`,
  file: `/models/${name}.onnx`,
  sha256: '0'.repeat(64),
  input: { size: [112, 112], layout: 'NCHW', colour: 'RGB', mean: 127.5, deviation: 127.5 },
  template: 'arcface',
  dimension: 128,
  calibration: { half: 0.2, same: 0.35 },
  licence: null,
  training_data: null,
});

it('knows our embedders and own ones by name and by model', () => {
  const embedders = createEmbedders([manifest('edge')]);
  expect(embedders.names).toEqual(['fr+', 'fr', 'mobilefacenet', 'dlib', 'edge']);
  const { id, dimension } = embedders.get('edge');
  expect([id, dimension, embedders.nameOf(id)]).toEqual([expect.stringMatching(/^edge-128-/), 128, 'edge']);
  expect(embedders.nameOf('fr-plus-256-v1')).toBe('fr+');
  expect(embedders.nameOf('edge-128-other')).toBeUndefined();
  expect(embedders.manifestOf('fr')).toBeUndefined();
  expect(() => embedders.get('nobody')).toThrow(
    'there is no embedder nobody; there are fr+, fr, mobilefacenet, dlib, edge',
  );
});

it('reads cosines by the two that the manifest gives', () => {
  const similarity = createSimilarity(createEmbedders([manifest('edge')]).get('edge').calibration);
  expect(similarity(0.2)).toBeCloseTo(0.5, 3);
  expect(similarity(0.35)).toBeCloseTo(0.9, 3);
  expect(similarity(1)).toBe(1);
});

it('refuses names that mean something already', () => {
  expect(() => createEmbedders([manifest('fr'), manifest('auto')])).toThrow(
    /^\/models\/fr\.json: name = "fr" is taken.*\n\/models\/auto\.json: name = "auto" is taken/,
  );
});
