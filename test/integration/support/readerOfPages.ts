import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from './installWays.ts';
import { ROOT } from './printedBlocks.ts';

export const ADMIN_KEY = 'a-key-for-this-test-only';

/** Shells that a reader may have, each with the options that make it stop at a failure and read no start file. */
export const SHELLS: Readonly<Record<string, readonly string[]>> = {
  dash: ['-eu', '-c'],
  bash: ['--norc', '-euo', 'pipefail', '-c'],
  zsh: ['-f', '-euo', 'pipefail', '-c'],
};

/** A reader's folder: the administrator's key lies in it, and the program is on the path under its own name. */
export function makeFolder(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const program = join(bin, 'luna-backport3');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'bin/luna-backport3.js')}" "$@"\n`);
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'admin.key'), ADMIN_KEY, { mode: 0o600 });
  return folder;
}

/**
 * Runs the blocks one after the other in one shell, as a reader would paste them. Asynchronously: a test that looks away from its
 * connections for a minute would send its next request on one that the server has closed.
 * @param variables those that the page says the reader has
 * @returns what each block printed
 * @throws with what the shell said, when a command fails or says something on standard error
 */
export async function pasteBlocks(
  shell: string,
  blocks: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>>,
): Promise<string[]> {
  const BORDER = '=== next block';
  const script = blocks.join(`\nprintf '\\n%s\\n' '${BORDER}'\n`);
  const { code, stdout, stderr } = await startProgram(shell, [...(SHELLS[shell] ?? []), script], {
    cwd,
    env: { ...variables, HOME: cwd, PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, no_proxy: '*' },
  }).ended;
  if (code !== 0 || stderr !== '') {
    throw new Error(`${shell} left with ${code}: ${stderr.slice(-600)}\nafter ${stdout.slice(-300)}`);
  }
  return stdout.split(`\n${BORDER}\n`);
}
