/**
 * Compiles a WASM kernel: assembly/ENTRY.ts beside the caller, and what it imports there, -> NAME.wasm beside it (for runs from
 * source) and in dist. Both are built, never committed; the compiler's version is fixed by the lockfile.
 */
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
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
 * @param {{ entry?: string, options?: readonly string[] }} how `entry` is `name` when not given; the options are for the
 *   compiler, beside the common ones
 */
export async function compileKernel(caller, name, { entry = name, options = [] } = {}) {
  const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, caller));
  const folder = here('assembly');
  const target = here(`${name}.wasm`);
  const published = target.replace(SOURCES, OUTPUTS);
  // `npm start` builds first each time; a second of compiling is saved when nothing has changed.
  const sources = (await readdir(folder)).map((file) => join(folder, file));
  const newest = Math.max(...(await Promise.all([...sources, here('build.js')].map(changedAt))));
  if ((await changedAt(target)) < newest) await compile(folder, `${entry}.ts`, target, [...OPTIONS, ...options]);
  await mkdir(dirname(published), { recursive: true });
  await copyFile(target, published);
}

const changedAt = (/** @type {string} */ path) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/**
 * @param {string} folder
 * @param {string} entry
 * @param {string} target
 * @param {readonly string[]} options
 */
async function compile(folder, entry, target, options) {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main([entry, '--outFile=kernel.wasm', ...options], {
    readFile: (name) => readFile(join(folder, name), 'utf8').catch(() => null),
    writeFile: (_name, contents) => {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error)
    throw new Error(`the kernel ${relative(SOURCES, join(folder, entry))} does not compile\n${stderr.toString()}`);
  await writeFile(target, binary);
}
