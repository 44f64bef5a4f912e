import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ProbeReport {
  /** Requests whose heads came in. */
  readonly arrived: number;
  /** Requests that were answered. */
  readonly requests: number;
  /** From the request's head to the end of the answer, measured in the server. */
  readonly serverMs: { readonly p50: number; readonly p99: number };
  readonly loopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Most processor time of the HTTP thread between two ticks of a timer; 0 when not watched, NaN where the system does not tell. */
  readonly turnMs: { readonly max: number };
  readonly rssBytes: number;
}

export interface ServerUnderTest {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to its `ready` line. */
  readonly readyMs: number;
  /** Measures turns of the event loop from now on. */
  watchTurns(): Promise<void>;
  /** Starts a new measuring period. */
  reset(): Promise<void>;
  /** Figures since the last `reset`. */
  report(): Promise<ProbeReport>;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const PROBE = new URL('./serverProbe.js', import.meta.url).href;

/** As the script `start` of package.json sets them: glibc gives freed image buffers back. */
const AS_NPM_START = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

/**
 * Starts the built server on a free port with these settings and waits for its `ready` line.
 * @param tree folder of the revision that is started
 * @param log a file that lines are written to; absent: they are shown
 */
export async function startServer(
  settings: Readonly<Record<string, string>>,
  tree: string = REPOSITORY,
  log?: string,
): Promise<ServerUnderTest> {
  const start = performance.now();
  const written = log === undefined ? 'inherit' : openSync(log, 'a');
  const child = spawn(process.execPath, ['--import', PROBE, join(tree, 'bin', 'luna-backport3.js'), 'serve'], {
    env: { ...process.env, ...AS_NPM_START, LOG_LEVEL: 'warn', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', written, 'ipc'],
  });
  if (written !== 'inherit') closeSync(written);
  const url = await readyUrl(child);
  // Log lines that nobody took would hold the server up.
  child.stdout?.resume();
  const readyMs = performance.now() - start;
  const ask = async <Answer>(question: string): Promise<Answer> => {
    const answer = once(child, 'message');
    child.send(question);
    const [message] = await answer;
    return message as Answer;
  };
  return {
    url,
    pid: child.pid ?? 0,
    readyMs,
    watchTurns: async () => {
      await ask('watch turns');
    },
    reset: async () => {
      await ask('reset');
    },
    report: () => ask<ProbeReport>('report'),
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^ready .*?(https?:\/\/\S+)/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('the server ended before it was ready');
}
