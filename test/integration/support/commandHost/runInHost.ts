import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { environmentOf, type Outcome } from '../commandLine.ts';

const HOST = fileURLToPath(new URL('host.js', import.meta.url));

interface Answer {
  readonly code: number;
  /** What would have kept a process of its own alive. */
  readonly left: readonly string[];
}

/** A process that has the program loaded. */
class CommandHost {
  readonly #process: ChildProcess;
  readonly #streams: readonly HostStream[];
  readonly #gone: Promise<Outcome>;
  isGone = false;

  constructor() {
    const end = `end of ${randomUUID()}`;
    this.#process = spawn(process.execPath, [HOST, end], {
      env: environmentOf({}),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const { stdout, stderr } = this.#process;
    this.#streams = [stdout, stderr].map((stream) => new HostStream(stream as Socket, end));
    this.#gone = once(this.#process, 'close').then(([code]) => {
      this.isGone = true;
      const [said = '', complained = ''] = this.#streams.map((stream) => stream.take());
      return { code, stdout: said, stderr: complained };
    });
    process.once('exit', () => this.#process.kill('SIGKILL'));
  }

  /** @returns the outcome; of a command that ends the whole process, as of that */
  async run(args: readonly string[], environment: NodeJS.ProcessEnv, input?: string): Promise<Outcome> {
    this.#hold(true);
    try {
      return await Promise.race([this.#answer(args, environment, input), this.#gone]);
    } finally {
      this.#hold(false);
    }
  }

  async #answer(args: readonly string[], environment: NodeJS.ProcessEnv, input?: string): Promise<Outcome> {
    const answered = once(this.#process, 'message');
    this.#process.send({ args, environment, input });
    const [[{ code, left }], stdout = '', stderr = ''] = await Promise.all([
      answered as Promise<[Answer]>,
      ...this.#streams.map((stream) => stream.untilEnd()),
    ]);
    if (left.length > 0) {
      throw new Error(`${args.join(' ')} is over, and its process would go on: ${left.join(', ')}\n${stderr}`);
    }
    return { code, stdout, stderr };
  }

  /** Whether this process waits for it. */
  #hold(isHeld: boolean): void {
    const call = isHeld ? 'ref' : 'unref';
    this.#process[call]();
    this.#process.channel?.[call]();
    for (const stream of this.#streams) stream.socket[call]();
  }
}

/** What a host writes, command by command. */
class HostStream {
  readonly socket: Socket;
  readonly #end: string;
  #text = '';
  #look: () => void = () => undefined;

  constructor(socket: Socket, end: string) {
    this.socket = socket;
    this.#end = end;
    socket.setEncoding('utf8').on('data', (piece: string) => {
      this.#text += piece;
      this.#look();
    });
  }

  async untilEnd(): Promise<string> {
    while (!this.#text.endsWith(this.#end)) {
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    }
    return this.take().slice(0, -this.#end.length);
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

const idle: CommandHost[] = [];

/**
 * Runs a command to its end in a process that has run others: to start one, and to compile the program and PGlite again, takes most of
 * the time of a short command. For tests of what commands do; how their process starts and ends is in cli.test.ts. Commands at
 * one time run in several processes. Each has to leave nothing that would keep a process of its own alive.
 */
export async function runInHost(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<Outcome> {
  const host = idle.pop() ?? new CommandHost();
  const outcome = await host.run(args, environmentOf(settings), input);
  if (!host.isGone) idle.push(host);
  return outcome;
}
