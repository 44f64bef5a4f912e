/**
 * Keeps what V8 compiles of the bundled program up to where a start meets its data directory: the next starts read it. For this
 * version of Node.js, which is the one that serves where the build is made in place.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const SELF = fileURLToPath(import.meta.url);
const PROGRAM = fileURLToPath(new URL('../dist/program.cjs', import.meta.url));
/** A file is no folder, so that the start is refused there, with this exit code. */
const START = ['serve', '--data-dir', `${SELF}/none`];
const REFUSED = 3;

/** @type {typeof import('../bin/loadCompiled.js')} */
const { compiledPath, runScript, scriptOf } = createRequire(import.meta.url)('../bin/loadCompiled.js');

/** In a process of its own, which the start ends. */
export function compileAhead() {
  rmSync(dirname(compiledPath(PROGRAM)), { recursive: true, force: true });
  const { status, stderr } = spawnSync(process.execPath, [SELF, ...START], { encoding: 'utf8', env: {} });
  if (status !== REFUSED) throw new Error(`the program did not start as far as it should: ${stderr}`);
}

if (process.argv[1] === SELF) {
  const script = scriptOf(PROGRAM);
  process.on('exit', () => {
    // The program keeps what it writes to itself; this is for everybody who may run it.
    process.umask(0o022);
    const path = compiledPath(PROGRAM);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, script.createCachedData());
  });
  runScript(script, PROGRAM);
}
