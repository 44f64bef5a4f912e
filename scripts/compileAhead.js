/**
 * Keeps what V8 compiles of the bundled program until a service is ready, in a start that is rehearsed on an empty database and without
 * nets: the next starts read it. For this version of Node.js, which is the one that serves where the build is made in place.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const SELF = fileURLToPath(import.meta.url);
const PROGRAM = fileURLToPath(new URL('../dist/program.cjs', import.meta.url));
/** What ends when it should not is ended. */
const PATIENCE_MS = 120_000;
/** What is compiled is valid for the flags of V8 that a process begins with: the one that the embedded database sets for good (pgliteModule.ts). */
const USUAL_FLAGS = Number.parseInt(process.versions.node, 10) < 22 ? ['--wasm-tiering-budget=1800000'] : [];

/** @type {typeof import('../bin/loadCompiled.js')} */
const { compiledPath, runScript, scriptOf } = createRequire(import.meta.url)('../bin/loadCompiled.js');

/** In a process of its own, which the start ends. */
export function compileAhead() {
  rmSync(dirname(compiledPath(PROGRAM)), { recursive: true, force: true });
  const folder = mkdtempSync(join(tmpdir(), 'luna-backport3-rehearsal-'));
  try {
    const start = [SELF, 'serve', '--rehearse', '--host', '127.0.0.1', '--port', '0', '--data-dir', folder];
    const options = /** @type {const} */ ({ encoding: 'utf8', env: { LOG_LEVEL: 'error' }, timeout: PATIENCE_MS });
    const { status, stderr, error } = spawnSync(process.execPath, start, options);
    if (status !== 0) throw new Error(`the start could not be rehearsed: ${error ?? stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === SELF) {
  const script = scriptOf(PROGRAM);
  const path = compiledPath(PROGRAM);
  process.on('exit', () => {
    // The program keeps what it writes to itself; this is for everybody who may run it.
    process.umask(0o022);
    mkdirSync(dirname(path), { recursive: true });
    for (const flag of USUAL_FLAGS) setFlagsFromString(flag);
    writeFileSync(path, script.createCachedData());
  });
  runScript(script, PROGRAM);
}
