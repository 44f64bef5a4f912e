import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of its own that runs a script beside this file and says things line by line. */
export interface Child {
  readonly pid: number;
  /** Lines so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line that begins so; rejects when the process ends before it. */
  line(beginning: string): Promise<string>;
  /** Ends it without a chance to tidy up, and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export function startChild(script: URL, ...args: string[]): Child {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(script), ...args], {
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
