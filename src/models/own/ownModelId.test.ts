import { expect, it } from 'vitest';
import type { EmbedderManifest } from './manifestSchema.ts';
import { ownModelId } from './ownModelId.ts';

const manifest: EmbedderManifest = {
  kind: 'embedder',
  name: 'a'.repeat(32),
  path: '/models/a.json',
  file: '/models/a.onnx',
  sha256: '0'.repeat(64),
  input: { size: [112, 112], layout: 'NCHW', colour: 'RGB', mean: 127.5, deviation: 127.5 },
  template: 'arcface',
  dimension: 4096,
  calibration: { half: 0.2, same: 0.4 },
  licence: null,
  training_data: null,
};
const id = ownModelId(manifest);

it('fits where model ids are kept, and begins with the name', () => {
  expect(id).toMatch(/^a{32}-4096-[0-9a-f]{12}$/);
  expect(id.length).toBeLessThanOrEqual(64);
});

it.each<Partial<EmbedderManifest>>([
  { sha256: '1'.repeat(64) },
  { name: 'b' },
  { dimension: 512 },
  { output: 'fc1' },
  { as_is: true },
  { input: { ...manifest.input, colour: 'BGR' } },
  { input: { ...manifest.input, mean: [1, 2, 3] } },
  {
    template: [
      [38, 51],
      [73, 51],
      [56, 71],
      [41, 92],
      [70, 92],
    ],
  },
])('is another one with %j', (change) => {
  expect(ownModelId({ ...manifest, ...change })).not.toBe(id);
});

it('stays where only the reading of cosines, the place and the statements change', () => {
  const change = { calibration: { half: 0.1, same: 0.2 }, path: '/b.json', file: '/b.onnx', licence: 'MIT' };
  expect(ownModelId({ ...manifest, ...change })).toBe(id);
});
