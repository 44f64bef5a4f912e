import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { needs } from '../support/run/needs.ts';
import { fetchNodes, NO_REGISTRY, nodeFolderIn } from './support/fetchNodes.ts';
import { ROOT, shellOf, startProgram } from './support/installWays.ts';

/** The unit tests run the kernel with relaxed SIMD only where the runtime has it: on Node.js 20 they go to a newer one. */
const NEWER = 24;

const folder = mkdtempSync(join(tmpdir(), 'luna-relaxed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isUnitTested = WebAssembly.validate(readFileSync(join(ROOT, 'src/gallery/kernel/relaxed.wasm')));
const hasNewer = !isUnitTested && (await fetchNodes(folder, [NEWER]));

test(
  'the kernel with relaxed SIMD finds what a comparison of everything finds',
  needs(hasNewer, isUnitTested ? 'unit tests run it on this Node.js' : NO_REGISTRY),
  async () => {
    const bin = nodeFolderIn(folder, NEWER);
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const args = ['run', '--project', 'unit', 'src/gallery/scan/scanner.test.ts', '--testNamePattern', '^relaxed scan'];
    const { code, stdout, stderr } = await startProgram(join(bin, 'node'), [vitest, ...args, '--reporter=json'], {
      cwd: ROOT,
      env: shellOf(bin, join(folder, 'home')),
    }).ended;
    expect(code, stderr).toBe(0);
    const { numPassedTests } = JSON.parse(stdout.slice(stdout.indexOf('{')));
    expect(numPassedTests).toBeGreaterThan(10);
  },
);
