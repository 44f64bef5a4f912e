import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { QUICK_PASSWORDS } from '../../support/quickPasswords.ts';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Serving {
  readonly process: ChildProcess;
  /** The `ready …` line. */
  readonly line: string;
  readonly url: string;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Outcome>;
}

export const PROGRAM = fileURLToPath(new URL('../../../bin/luna-backport3.js', import.meta.url));

/** All that a command gets of this process: nothing of the test runner's settings. */
export function environmentOf(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { PATH = '', HOME = '', MODELS_DIR } = process.env;
  return { PATH, HOME, NODE_OPTIONS: QUICK_PASSWORDS, ...(MODELS_DIR ? { MODELS_DIR } : {}), ...settings };
}

/**
 * The command line as it was built before the tests, which starts in a fraction of the time that its sources take; a process
 * of its own, and nothing of the test runner's settings reaches it.
 */
export function start(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  input?: string,
): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: environmentOf(settings),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  return child;
}

/** Runs a command to its end. @param input what it reads from standard input */
export async function run(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<Outcome> {
  return outcomeOf(start(args, settings, input));
}

/** Starts `serve` and waits for its `ready` line. @throws with what it printed when it ends before */
export async function serve(settings: Readonly<Record<string, string>>): Promise<Serving> {
  const child = start(['serve'], { PORT: '0', VISION_WORKERS: '1', ...settings });
  const outcome = outcomeOf(child);
  if (!child.stdout) throw new Error('no standard output');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([first]) => String(first)),
    outcome.then(({ code, stderr }) => Promise.reject(new Error(`serve ended with ${code}: ${stderr}`))),
  ]);
  return {
    process: child,
    line,
    url: /http:\/\/[^ ]+/.exec(line)?.[0] ?? '',
    end: (signal) => {
      child.kill(signal);
      return outcome;
    },
  };
}

async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}
