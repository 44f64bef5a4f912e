import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { tinyNet } from '../../../test/support/faces/tinyNet.ts';
import { loadOwnNet } from '../../models/own/loadOwnNet.ts';
import type { EmbedderManifest } from '../../models/own/manifestSchema.ts';
import { openOwnNet } from './openOwnNet.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-open-own-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(manifest: EmbedderManifest, isProven: boolean): Promise<string> {
  const { prepared, untouched } = await loadOwnNet(manifest);
  const memory = new SharedArrayBuffer(prepared.byteLength);
  new Uint8Array(memory).set(prepared);
  return openOwnNet({ manifest, prepared: memory, isChanged: prepared !== untouched }, isProven).then(
    () => 'opened',
    ({ name, message }: Error) => `${name}: ${message}`,
  );
}

it('refuses a net to which the weights that are set to zero matter, unless it is to be run as it is', async () => {
  const manifest = tinyNet(folder, 1e-20);
  expect(await open(manifest, false)).toMatch(
    /^BadManifest: .*tiny\.json: as_is is not true, and weights below 1e-12 matter to this net: without them an output changes by 1/,
  );
  expect(await open({ ...manifest, as_is: true }, false)).toBe('opened');
});

it('opens a net to which they do not matter, and leaves the comparison to the first thread', async () => {
  expect(await open(tinyNet(folder, 1e-20, 'half'), false)).toBe('opened');
  expect(await open(tinyNet(folder, 1e-20), true)).toBe('opened');
});
