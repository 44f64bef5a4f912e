import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeModelFolder } from './makeModelFolder.ts';
import { writeAtomically } from './writeAtomically.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-modes-'));
const umask = process.umask();
afterEach(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

const modeOf = (...path: string[]) => (statSync(join(folder, ...path)).mode & 0o777).toString(8);

describe.each([0o000, 0o022, 0o077])('with umask %i', (mask) => {
  it('everyone can read the models, and nobody else can write them', async () => {
    mkdirSync(folder, { recursive: true });
    process.umask(mask);
    const root = join(folder, 'above', 'models');
    await makeModelFolder(root, join(root, 'prepared'));
    await writeAtomically(join(root, 'prepared', 'net.onnx'), new Uint8Array(3));
    expect(modeOf('above', 'models')).toBe('755');
    expect(modeOf('above', 'models', 'prepared')).toBe('755');
    expect(modeOf('above', 'models', 'prepared', 'net.onnx')).toBe('644');
    expect(modeOf('above')).toBe((0o777 & ~mask).toString(8));
  });

  it('leaves a folder that is there as it is', async () => {
    mkdirSync(join(folder, 'models'), { recursive: true });
    process.umask(mask);
    const before = modeOf('models');
    await makeModelFolder(join(folder, 'models'));
    expect(modeOf('models')).toBe(before);
  });
});
