import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultModelsDirectory } from './modelsDirectory.ts';

const folder = mkdtempSync(join(tmpdir(), 'models-directory-'));
const checkout = join(folder, 'checkout');
const installed = join(folder, 'node_modules', 'luna-backport3');
const filled = join(folder, 'filled', 'node_modules', 'luna-backport3');
beforeAll(() => {
  mkdirSync(checkout);
  mkdirSync(installed, { recursive: true });
  mkdirSync(join(filled, '.cache', 'models'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['a checkout', checkout, join(checkout, '.cache/models')],
  ['an installed package', installed, '/data/models'],
  ['an installed package that holds weights', filled, join(filled, '.cache/models')],
  ['a package folder that nobody may write', '/proc/self', '/data/models'],
])('keeps the weights of %s', (_, root, expected) => {
  expect(defaultModelsDirectory(root, '/data')).toBe(expected);
});
