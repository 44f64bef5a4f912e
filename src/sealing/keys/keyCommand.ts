import { spawn } from 'node:child_process';
import { KeyRingRefused } from './keyRing.ts';

/** A KMS is asked over a network. */
const DEADLINE_MS = 30_000;
/** Some hundred keys. */
const LONGEST_OUTPUT = 64 * 1024;
const SHOWN_CHARACTERS = 200;

/**
 * What the shell command prints: the key ring, from a KMS or a vault.
 * @throws KeyRingRefused when it fails, takes longer than 30 seconds, or prints more than 64 KB
 */
export async function runKeyCommand(command: string, deadlineMs = DEADLINE_MS): Promise<string> {
  const child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  let refusal: string | undefined;
  const giveUp = (reason: string) => {
    refusal ??= reason;
    // With everything that it has started.
    if (child.pid !== undefined) endGroup(child.pid);
  };
  const timer = setTimeout(() => giveUp(`took longer than ${deadlineMs / 1000} seconds`), deadlineMs);
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      if (output[name].length + text.length > LONGEST_OUTPUT) giveUp('printed more than 64 KB');
      else output[name] += text;
    });
  }
  const code = await new Promise<number | NodeJS.Signals | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (exit, signal) => resolve(exit ?? signal ?? 'nothing'));
  }).finally(() => clearTimeout(timer));
  if (refusal === undefined && code === 0) return output.stdout;
  const said = output.stderr.trim().slice(0, SHOWN_CHARACTERS);
  throw new KeyRingRefused(
    `ENCRYPTION_KEYS_COMMAND ${refusal ?? `ended with ${code}`}${said === '' ? '' : `; it said: ${said}`}`,
  );
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
