import { expect, it } from 'vitest';
import { loadSettings } from '../loadSettings.ts';

const load = (environment: Readonly<Record<string, string>>) =>
  loadSettings({ environment, workingDirectory: '/srv' }).settings;

it('takes our embedders by name, in any case', () => {
  expect(load({ EMBEDDER: 'FR+' }).EMBEDDER).toBe('fr+');
  expect(load({}).EMBEDDER).toBe('auto');
});

it.each([
  [
    { EMBEDDER: 'edge' },
    'EMBEDDER = edge: must be one of auto, fr+, fr, mobilefacenet, dlib, or MODEL_MANIFESTS must bring',
  ],
  [{ DETECTOR: 'yunet' }, 'DETECTOR = yunet: must be built-in, or MODEL_MANIFESTS must bring a model of that name'],
  [{ LIVENESS_NET: 'other' }, 'LIVENESS_NET = other: must be built-in, or MODEL_MANIFESTS must bring'],
  [
    { EMBEDDER: 'a b' },
    'EMBEDDER = "a b" (environment): must be auto, fr+, fr, mobilefacenet, dlib, or the name of an own embedder',
  ],
])('refuses %j where no manifest can bring it', (environment, problem) => {
  expect(() => load(environment)).toThrow(problem);
});

it('takes manifests from the working directory on, and leaves their names to the start', () => {
  const settings = load({ MODEL_MANIFESTS: 'own, /models/edge.json', EMBEDDER: 'edge' });
  expect(settings.MODEL_MANIFESTS).toBe('/srv/own,/models/edge.json');
});
