/**
 * Compiles the kernels and the sources to dist, bundles what a start runs, and notes there of what sources it was made. With
 * `--if-changed`, as `npm ci` and `npm start` call it, nothing happens when dist is of these sources already: reading them takes
 * a tenth of a second, compiling takes many. Types are not checked here, which is three quarters of what compiling would cost:
 * `npm run types` does it. The console is built apart, and only when it has changed. `--check` builds nothing: the exit code says
 * whether dist is of these sources.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const inRoot = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const NOTE = inRoot('dist/.sources');
const COMPILERS = ['node_modules/.bin/tsc', 'node_modules/assemblyscript', 'node_modules/esbuild'];
/** What else decides what dist is like; the lock file, since libraries are bundled. */
const BESIDE = [
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
  'scripts/build.js',
  'scripts/bundleProgram.js',
  'scripts/compileAhead.js',
  'bin/loadCompiled.js',
];
const KERNELS = ['gallery/kernel/relaxed.wasm', 'gallery/kernel/simd.wasm', 'vision/raster/kernel/raster.wasm'];
const OUTPUTS = [
  'dist/main.js',
  'dist/program.cjs',
  ...KERNELS.flatMap((kernel) => [`dist/${kernel}`, `src/${kernel}`]),
];

/** One hash of all that is compiled. Contents, not times: a copy or a checkout changes these. */
function hashOfSources() {
  const sources = readdirSync(inRoot('src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[jt]s$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => `src/${path}`);
  const hash = createHash('sha256');
  for (const path of [...sources, ...BESIDE].sort()) {
    hash
      .update(`${path}\n`)
      .update(readFileSync(inRoot(path)))
      .update('\n');
  }
  return hash.digest('hex');
}

/** @returns {boolean} whether dist is of these sources, or all there is, as in an image that holds no sources */
function isBuilt(/** @type {string | undefined} */ hash) {
  if (hash === undefined) return existsSync(inRoot('dist/main.js'));
  const isComplete = OUTPUTS.every((path) => existsSync(inRoot(path)));
  return isComplete && existsSync(NOTE) && readFileSync(NOTE, 'utf8') === hash;
}

/** @returns {Promise<number>} the exit code */
async function build() {
  if (process.argv.includes('--check')) return isBuilt(hashOfSources()) ? 0 : 1;
  const status = await buildService();
  if (status !== 0 || !existsSync(inRoot('node_modules/vite'))) return status;
  const { buildConsole } = await import('./buildConsole.js');
  await buildConsole(inRoot('.'));
  return 0;
}

/** @returns {Promise<number>} the exit code */
async function buildService() {
  const hash = existsSync(inRoot('src')) ? hashOfSources() : undefined;
  if (process.argv.includes('--if-changed') && isBuilt(hash)) return 0;
  if (hash === undefined || !COMPILERS.every((path) => existsSync(inRoot(path)))) {
    console.error(
      'luna-backport3: dist is not of these sources, and the compilers are development dependencies: run "npm ci" first, then "npm prune --omit=dev"',
    );
    return 1;
  }
  rmSync(NOTE, { force: true });
  await import('../src/gallery/kernel/build.js');
  await import('../src/vision/raster/kernel/build.js');
  const { status } = spawnSync(inRoot('node_modules/.bin/tsc'), ['-p', inRoot('tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) return status ?? 1;
  const { bundleProgram } = await import('./bundleProgram.js');
  await bundleProgram(inRoot('.'));
  const { makeTemplate } = await import('./makeTemplate.js');
  await makeTemplate();
  const { compileAhead } = await import('./compileAhead.js');
  compileAhead();
  writeFileSync(NOTE, hash);
  return 0;
}

process.exitCode = await build();
