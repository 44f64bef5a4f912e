import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readManifests } from './readManifests.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-manifests-'));
const manifest = (name: string) =>
  JSON.stringify({
    kind: 'detector',
    name,
    file: 'net.onnx',
    sha256: '0'.repeat(64),
    input: { size: [640, 640], layout: 'NCHW', colour: 'BGR', mean: 0, deviation: 1 },
    outputs: 'yunet',
    licence: 'MIT',
    training_data: 'WIDER FACE',
  });

beforeAll(() => {
  for (const name of ['all', 'empty', 'bad']) mkdirSync(join(folder, name));
  for (const name of ['b', 'a']) writeFileSync(join(folder, 'all', `${name}.json`), manifest(name));
  writeFileSync(join(folder, 'all', 'net.onnx'), '');
  writeFileSync(join(folder, 'single.json'), manifest('single'));
  writeFileSync(join(folder, 'again.json'), manifest('a'));
  writeFileSync(join(folder, 'bad', 'one.json'), '{');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: readonly string[]) => names.map((name) => join(folder, name));

it('reads files, and every .json of folders, each once', async () => {
  const read = await readManifests(at('single.json', 'all', 'all/a.json'));
  expect(read.map(({ name, file }) => [name, file])).toEqual([
    ['single', join(folder, 'net.onnx')],
    ['a', join(folder, 'all', 'net.onnx')],
    ['b', join(folder, 'all', 'net.onnx')],
  ]);
  expect(await readManifests([])).toEqual([]);
});

it('tells all problems at once', async () => {
  const places = at('nowhere', 'empty', 'bad', 'all', 'again.json');
  await expect(readManifests(places)).rejects.toMatchObject({
    problems: [
      `MODEL_MANIFESTS: ${places[0]} cannot be read (ENOENT)`,
      `MODEL_MANIFESTS: ${places[1]} holds no .json file`,
      expect.stringContaining(`${places[2]}/one.json: is no JSON`),
      `${places[4]}: name = "a" is that of ${places[3]}/a.json, too`,
    ],
  });
});
