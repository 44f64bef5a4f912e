import { expect, it } from 'vitest';
import { provenanceOf } from '../../models/provenance.ts';
import { leftOutBy, requireLicences } from './modelsPolicy.ts';

const ANY = { MODELS_POLICY: 'any', LIVENESS_ENABLED: true } as const;
const CLEAN = { ...ANY, MODELS_POLICY: 'clean' } as const;

it('does without second opinions where the policy is clean, and without liveness only where nobody is served it', () => {
  expect(leftOutBy(ANY)).toEqual([]);
  expect(leftOutBy(CLEAN)).toEqual(['faceres', 'embedder-fr']);
  expect(leftOutBy({ ...CLEAN, LIVENESS_ENABLED: false })).toEqual(['faceres', 'embedder-fr', 'liveness']);
});

it('names the nets that it refuses in one sentence', () => {
  const nets = provenanceOf(['detector', 'mesh', 'embedder-fr']);
  expect(() => requireLicences(ANY, nets)).not.toThrow();
  expect(() => requireLicences(CLEAN, provenanceOf(['mesh', 'embedder-dlib']))).not.toThrow();
  expect(() => requireLicences(CLEAN, nets)).toThrow(
    'MODELS_POLICY = clean refuses nets whose weights have no licence statement: detector (faceplugin-0.0.1/fr_detect.onnx); embedder-fr (faceplugin-0.0.1/fr_feature.onnx). docs/own-models.md',
  );
});
