import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Row } from '../report.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Runs a bench in a process of its own, on this version of Node.js.
 * @returns the rows of its report; none when it passed everything over, which it says on standard error
 * @throws when it fails
 */
export async function runBench([script, ...options]: readonly [string, ...string[]]): Promise<readonly Row[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...options], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${script} ended with ${signal ?? code}:\n${output}`);
  return rowsOfReport(output);
}

/** `printReport` puts the same as JSON on the last line. */
export function rowsOfReport(output: string): readonly Row[] {
  const lastLine = output.trim().split('\n').at(-1) ?? '';
  return lastLine.startsWith('{') ? (JSON.parse(lastLine) as { rows: readonly Row[] }).rows : [];
}
