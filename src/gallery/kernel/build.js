/**
 * Compiles the search kernel: assembly/scan.ts -> scan.wasm beside this file (for runs from source) and in dist.
 * Both are built, never committed; the compiler's version is fixed by the lockfile.
 */
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const source = here('assembly/scan.ts');
const target = here('scan.wasm');
const published = here('../../../dist/gallery/kernel/scan.wasm');

const changedAt = (/** @type {string} */ path) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

async function compile() {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    [
      'scan.ts',
      '--outFile=scan.wasm',
      '--optimizeLevel=3',
      '--shrinkLevel=0',
      '--noAssert',
      '--runtime=stub',
      '--enable=simd',
      '--enable=threads',
      '--importMemory',
      '--noExportMemory',
      '--sharedMemory',
      '--initialMemory=1',
      '--maximumMemory=65536',
    ],
    {
      readFile: (name) => (name === 'scan.ts' ? readFile(source, 'utf8') : null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`the search kernel does not compile\n${stderr.toString()}`);
  await writeFile(target, binary);
}

// `npm start` builds first each time; a second of compiling is saved when nothing has changed.
const newest = Math.max(await changedAt(source), await changedAt(here('build.js')));
if ((await changedAt(target)) < newest) await compile();
await mkdir(dirname(published), { recursive: true });
await copyFile(target, published);
