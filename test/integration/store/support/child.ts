import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const SOURCES = new URL('../../../../src/', import.meta.url).href;
/** Of these sources: the set-up of the tests sees to it. */
const COMPILED = new URL('../../../../dist/', import.meta.url).href;

/** A process of its own that runs a script of the tests and says things line by line. */
export interface Child {
  readonly pid: number;
  /** Lines so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line that begins so; rejects when the process ends before it. */
  line(beginning: string): Promise<string>;
  /** Ends it without a chance to tidy up, and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export async function startChild(script: URL, ...args: string[]): Promise<Child> {
  const child: ChildProcess = spawn(process.execPath, [await compiled(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const ended = once(child, 'close');
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  if (!child.stdout || child.pid === undefined) throw new Error('the child did not start');
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    wake();
  });
  let over = false;
  ended.then(() => {
    over = true;
    wake();
  }, wake);
  return {
    pid: child.pid,
    lines,
    line: (beginning) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = lines.find((line) => line.startsWith(beginning));
          if (found === undefined && !over) return;
          waiting.delete(check);
          if (found === undefined) reject(new Error(`the child ended without "${beginning}": ${lines.join(' | ')}`));
          else resolve(found);
        };
        waiting.add(check);
        check();
      }),
    async kill(signal = 'SIGKILL') {
      if (!over) child.kill(signal);
      await ended;
    },
  };
}

/** What a script imports of the sources is taken from where the build has compiled it. */
const OVER_COMPILED: Plugin = {
  name: 'over-compiled',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\/src\// }, ({ path, resolveDir }) => {
      const source = pathToFileURL(join(resolveDir, path)).href;
      return { path: source.replace(SOURCES, COMPILED).replace(/\.ts$/, '.js'), external: true };
    });
  },
};

const made = new Map<string, Promise<string>>();

/** The script as JavaScript, made once: a process that had to compile all sources itself would take several times as long. */
function compiled(script: URL): Promise<string> {
  const found = made.get(script.href) ?? compile(script);
  made.set(script.href, found);
  return found;
}

async function compile(script: URL): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'luna-child-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'child.mjs');
  const entryPoints = [fileURLToPath(script)];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', plugins: [OVER_COMPILED] });
  return outfile;
}
