import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { tinyNet } from '../../../test/support/faces/tinyNet.ts';
import { loadOwnNet } from '../../models/own/loadOwnNet.ts';
import type { EmbedderManifest } from '../../models/own/manifestSchema.ts';
import { openBytes } from '../own/openOwnNet.ts';
import { tryDeterminism, tryShapes, tryWeights } from './tryNet.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-try-net-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const weightsOf = async (manifest: EmbedderManifest) => tryWeights(manifest, await loadOwnNet(manifest));

it('tells of weights that are too small to matter, and of those that matter all the same', async () => {
  expect(await weightsOf(tinyNet(folder, 1))).toMatchObject({ state: 'ok', figures: { tiny: 0, subnormal: 0 } });
  expect(await weightsOf(tinyNet(folder, 1e-40, 'half'))).toMatchObject({
    state: 'ok',
    figures: { tiny: 12, subnormal: 12 },
  });
  expect(await weightsOf(tinyNet(folder, 1e-20))).toMatchObject({
    state: 'bad',
    found: expect.stringMatching(/^24 weights are below 1e-12, 0 of them subnormal; .*: set as_is$/),
  });
  expect(await weightsOf({ ...tinyNet(folder, 1e-20), as_is: true })).toMatchObject({ state: 'warning' });
});

it('runs the net once for its shapes, and again for its bits', async () => {
  const manifest = tinyNet(folder, 1);
  const { prepared } = await loadOwnNet(manifest);
  const net = await openBytes(manifest, prepared);
  expect(await tryShapes(manifest, net)).toMatchObject({ found: 'takes 16 x 16 pixels and gives output [1, 8]' });
  await expect(tryShapes({ ...manifest, dimension: 9 }, net)).rejects.toThrow('8 numbers, [1, 8], and not 9');
  expect(await tryDeterminism(manifest, net, prepared)).toMatchObject({ state: 'ok', figures: { again: 0 } });
});
