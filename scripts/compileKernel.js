/**
 * Compiles a WASM kernel: assembly/NAME.ts beside the caller -> NAME.wasm beside it (for runs from source) and in dist. Both are
 * built, never committed; the compiler's version is fixed by the lockfile.
 */
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
const OUTPUTS = fileURLToPath(new URL('../dist', import.meta.url));
const OPTIONS = [
  '--optimizeLevel=3',
  '--shrinkLevel=0',
  '--noAssert',
  '--runtime=stub',
  '--enable=simd',
  '--importMemory',
  '--noExportMemory',
  '--initialMemory=1',
];

/**
 * @param {string} caller the `import.meta.url` of the file that asks
 * @param {string} name
 * @param {readonly string[]} options for the compiler, beside the common ones
 */
export async function compileKernel(caller, name, options = []) {
  const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, caller));
  const source = here(`assembly/${name}.ts`);
  const target = here(`${name}.wasm`);
  const published = target.replace(SOURCES, OUTPUTS);
  // `npm start` builds first each time; a second of compiling is saved when nothing has changed.
  const newest = Math.max(await changedAt(source), await changedAt(here('build.js')));
  if ((await changedAt(target)) < newest) await compile(source, target, [...OPTIONS, ...options]);
  await mkdir(dirname(published), { recursive: true });
  await copyFile(target, published);
}

const changedAt = (/** @type {string} */ path) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/**
 * @param {string} source
 * @param {string} target
 * @param {readonly string[]} options
 */
async function compile(source, target, options) {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile=kernel.wasm', ...options], {
    readFile: (name) => (name === 'kernel.ts' ? readFile(source, 'utf8') : null),
    writeFile: (_name, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`the kernel ${relative(SOURCES, source)} does not compile\n${stderr.toString()}`);
  await writeFile(target, binary);
}
