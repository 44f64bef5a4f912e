import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { OwnManifest } from './manifestSchema.ts';
import { verifyOwnFiles } from './verifyOwnFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-verify-own-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('tells files that are right, other ones, and those that are not there', async () => {
  const sha256 = createHash('sha256').update('net').digest('hex');
  writeFileSync(join(folder, 'right'), 'net');
  writeFileSync(join(folder, 'other'), 'another net');
  const manifest = (name: string): OwnManifest => ({
    kind: 'detector',
    name,
    path: join(folder, `${name}.json`),
    file: join(folder, name),
    sha256,
    input: { size: [32, 32], layout: 'NCHW', colour: 'RGB', mean: 0, deviation: 1 },
    outputs: 'scrfd',
    licence: null,
    training_data: null,
  });
  const states = await verifyOwnFiles(['right', 'other', 'gone'].map(manifest));
  expect(states.map(({ path, state }) => [path.slice(folder.length + 1), state])).toEqual([
    ['right', 'ok'],
    ['other', 'damaged'],
    ['gone', 'missing'],
  ]);
});
