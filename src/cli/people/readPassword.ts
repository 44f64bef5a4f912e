import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';

/**
 * A password that no process list and no shell history shows: the first line of standard input, or typed unseen, twice.
 * @throws CommandFailed when there is none, or the two differ
 */
export async function readPassword({ fromStdin }: { readonly fromStdin: boolean }): Promise<string> {
  if (fromStdin) {
    const [line = ''] = (await text(process.stdin)).split(/\r?\n/, 1);
    if (line === '') throw new CommandFailed('standard input holds no password', EXIT.usage);
    return line;
  }
  if (!process.stdin.isTTY) {
    throw new CommandFailed('give the password on standard input, with --password-stdin', EXIT.usage);
  }
  const password = await ask('Password: ');
  if ((await ask('Once more: ')) !== password) throw new CommandFailed('the two passwords differ', EXIT.usage);
  return password;
}

/** What is typed is not echoed. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
