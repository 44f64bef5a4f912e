import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const bundles = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.cjs'));

it('the program and what it starts are bundles, and all that these load from outside is installed with them', () => {
  expect(bundles).toEqual(
    expect.arrayContaining(['program.cjs', 'vision/worker.cjs', 'vision/decode/isolated/decodeProcess.cjs']),
  );
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?<!\.test)\.ts$/.test(path),
  );
  const started = sources.flatMap((path) => {
    const code = readFileSync(join(ROOT, 'src', path), 'utf8');
    return [...code.matchAll(/new URL\('\.\/(\w+)\.ts', import\.meta\.url\)/g)].map(([, name]) =>
      join(dirname(path), `${name}.cjs`),
    );
  });
  expect(started.length).toBeGreaterThan(5);
  expect(bundles).toEqual(expect.arrayContaining(started));
  const {
    dependencies,
    peerDependencies,
  }: Record<string, Record<string, string>> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const installed = new Set([...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {})]);
  const loaded = bundles.flatMap((path) => {
    const code = readFileSync(join(DIST, path), 'utf8');
    return [...code.matchAll(/\brequire\("((?:@[^"/]+\/)?[^"./][^"/]*)[^"]*"\)/g)].flatMap(([, name]) => name ?? []);
  });
  // Ajv's stand in the text of code that it would write to a file; sharp asks for those of other machines, and PGlite's file of Emscripten has
  // sockets, which nothing opens.
  const ownOrNode = /^(node:|ajv(-formats)?$|@img\/|ws$)/;
  const missing = loaded.filter((name) => !ownOrNode.test(name) && !builtinModules.includes(name));
  expect(new Set(missing.filter((name) => !installed.has(name)))).toEqual(new Set());
});

it('threads of the engine bring the files of their libraries, and leave the binaries where these are', () => {
  for (const path of ['vision/worker.cjs', 'vision/decode/isolated/decodeProcess.cjs']) {
    const code = readFileSync(join(DIST, path), 'utf8');
    expect(code).not.toMatch(/\brequire\("(sharp|semver|onnxruntime-[a-z]+)["/]/);
    expect(code).toContain('ownRequire("@img/sharp-linux-x64/sharp.node")');
  }
});

it('the licences of the libraries in the bundles lie beside them', () => {
  const licences = readFileSync(join(DIST, 'LICENCES'), 'utf8');
  for (const library of ['fastify', 'kysely', 'pino', 'typebox', 'lru-cache']) {
    expect(licences).toMatch(new RegExp(`^${library} \\d.* \\(.+\\)$`, 'm'));
  }
  expect(licences.match(/Permission is hereby granted/g)?.length).toBeGreaterThan(20);
});

it('what V8 compiled holds what a start runs until it is ready', () => {
  // A process without flags for V8, since a test may have some.
  const script = `const { compiledPath } = require('./bin/loadCompiled.js'); console.log(compiledPath('dist/program.cjs'));`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, env: {}, encoding: 'utf8' });
  const compiled = readFileSync(join(ROOT, stdout.trim()), 'latin1');
  // Texts are kept with the functions that say them; one of the first, one of the last of a start, and one of another command.
  expect(compiled).toContain('database: first start, creating it');
  expect(compiled).toContain('the admin API listens at ');
  expect(compiled).not.toContain('nothing was done: ');
});

it('a rehearsed start ends by itself, with a database and without nets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luna-backport3-rehearsal-'));
  try {
    const [data, models] = [join(folder, 'data'), join(folder, 'models')];
    const start = ['serve', '--rehearse', '--port', '0', '--data-dir', data];
    const env = { LOG_LEVEL: 'error', MODELS_DIR: models };
    const program = [join(ROOT, 'bin/luna-backport3.js'), ...start];
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { env, encoding: 'utf8', cwd: folder });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(join(data, 'database/pgdata/PG_VERSION'))).toBe(true);
    expect(existsSync(models)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a start reads what V8 compiled of the program when it was built', () => {
  // A process without flags for V8, since a test may have some.
  const script = `const { compiledPath, scriptOf } = require('./bin/loadCompiled.js');
    const cached = require('node:fs').readFileSync(compiledPath('dist/program.cjs'));
    console.log(scriptOf('dist/program.cjs', cached).cachedDataRejected);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, env: {}, encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'false\n', stderr: '' });
});
