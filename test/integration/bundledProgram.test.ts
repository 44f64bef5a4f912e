import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const bundles = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.cjs'));

it('the program and what it starts are bundles, and all that these load from outside is installed with them', () => {
  expect(bundles).toEqual(
    expect.arrayContaining(['program.cjs', 'vision/worker.cjs', 'vision/decode/isolated/decodeProcess.cjs']),
  );
  const {
    dependencies,
    peerDependencies,
  }: Record<string, Record<string, string>> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const installed = new Set([...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {})]);
  const loaded = bundles.flatMap((path) => {
    const code = readFileSync(join(DIST, path), 'utf8');
    return [...code.matchAll(/\brequire\("((?:@[^"/]+\/)?[^"./][^"/]*)[^"]*"\)/g)].flatMap(([, name]) => name ?? []);
  });
  // Ajv's stand in the text of code that it would write to a file.
  const ownOrNode = /^(node:|ajv(-formats)?$)/;
  const missing = loaded.filter((name) => !ownOrNode.test(name) && !builtinModules.includes(name));
  expect(new Set(missing.filter((name) => !installed.has(name)))).toEqual(new Set());
});

it('the licences of the libraries in the bundles lie beside them', () => {
  const licences = readFileSync(join(DIST, 'LICENCES'), 'utf8');
  for (const library of ['fastify', 'kysely', 'pino', 'typebox', 'lru-cache']) {
    expect(licences).toMatch(new RegExp(`^${library} \\d.* \\(.+\\)$`, 'm'));
  }
  expect(licences.match(/Permission is hereby granted/g)?.length).toBeGreaterThan(20);
});

it('a start reads what V8 compiled of the program when it was built', () => {
  // A process without flags for V8, since a test may have some.
  const script = `const { compiledPath, scriptOf } = require('./bin/loadCompiled.js');
    const cached = require('node:fs').readFileSync(compiledPath('dist/program.cjs'));
    console.log(scriptOf('dist/program.cjs', cached).cachedDataRejected);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, env: {}, encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'false\n', stderr: '' });
});
