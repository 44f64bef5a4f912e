import { randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { CommandFailed } from '../../../commandFailed.ts';
import { EXIT } from '../../../exitCodes.ts';
import { readLines } from '../../archive/readLines.ts';
import type { Credentials } from './credentials.ts';
import type { Exchange } from './exchange.ts';

/** Of a recording; a reader refuses every other one. */
export const RECORDING_FORMAT = 1;

/** First line of a recording. */
export interface RecordingHead {
  readonly type: 'recording';
  readonly format: typeof RECORDING_FORMAT;
  readonly time: string;
  readonly old: string;
  /** Part of the marks of credentials. */
  readonly salt: string;
}

interface ExchangeLine {
  readonly type: 'exchange';
  readonly method: string;
  readonly path: string;
  readonly as: string | null;
  readonly content_type?: string;
  readonly accept?: string;
  readonly body?: string;
  readonly left_out?: string;
  readonly answer?: {
    readonly status: number;
    readonly content_type?: string;
    readonly body?: string;
    readonly milliseconds: number;
  };
}

/** Only where secrets are asked for. */
interface CredentialsLine {
  readonly type: 'credentials';
  readonly as: string;
  readonly headers: Credentials;
}

type Line = RecordingHead | ExchangeLine | CredentialsLine;

/** Writes a recording up to its largest size; then it stops, and says so once. What it holds are people's data: mode 0600. */
export class RecordingWriter {
  readonly head: RecordingHead;
  readonly #file: FileHandle;
  readonly #mostBytes: number;
  #bytes = 0;
  #stopped: string | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle, head: RecordingHead, mostBytes: number) {
    this.#file = file;
    this.head = head;
    this.#mostBytes = mostBytes;
  }

  /** @throws CommandFailed when there is such a file, or it cannot be written */
  static async open(path: string, old: string, mostBytes: number): Promise<RecordingWriter> {
    const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EEXIST' ? 'exists: name another file or delete it' : `cannot be written (${error.code})`;
      throw new CommandFailed(`${path} ${why}`, EXIT.usage);
    });
    const salt = randomBytes(16).toString('hex');
    const head: RecordingHead = {
      type: 'recording',
      format: RECORDING_FORMAT,
      time: new Date().toISOString(),
      old,
      salt,
    };
    const writer = new RecordingWriter(file, head, mostBytes);
    writer.#write(head);
    return writer;
  }

  /** Why nothing more is recorded. */
  get stopped(): string | undefined {
    return this.#stopped;
  }

  add(exchange: Exchange): void {
    this.#write(toLine(exchange));
  }

  addCredentials(as: string, headers: Credentials): void {
    this.#write({ type: 'credentials', as, headers });
  }

  #write(line: Line): void {
    if (this.#stopped !== undefined) return;
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    if (this.#bytes + bytes.length > this.#mostBytes) {
      this.#stopped = 'the recording has its largest size';
      return;
    }
    this.#bytes += bytes.length;
    this.#writing = this.#writing
      .then(() => this.#file.appendFile(bytes))
      .catch((error: NodeJS.ErrnoException) => {
        this.#stopped ??= `the recording cannot be written (${error.code})`;
      });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }
}

function toLine({ method, path, as, type, accept, body, leftOut, answer }: Exchange): ExchangeLine {
  return {
    ...{ type: 'exchange', method, path, as },
    ...(type !== undefined && { content_type: type }),
    ...(accept !== undefined && { accept }),
    ...(body && { body: body.toString('base64') }),
    ...(leftOut !== undefined && { left_out: leftOut }),
    ...(answer && {
      answer: {
        status: answer.status,
        ...(answer.type !== undefined && { content_type: answer.type }),
        ...(answer.body && { body: answer.body.toString('base64') }),
        milliseconds: Math.round(answer.milliseconds),
      },
    }),
  };
}

function fromLine({ method, path, as, content_type, accept, body, left_out, answer }: ExchangeLine): Exchange {
  return {
    ...{ method, path, as },
    ...(content_type !== undefined && { type: content_type }),
    ...(accept !== undefined && { accept }),
    ...(body !== undefined && { body: Buffer.from(body, 'base64') }),
    ...(left_out !== undefined && { leftOut: left_out }),
    ...(answer && {
      answer: {
        status: answer.status,
        ...(answer.content_type !== undefined && { type: answer.content_type }),
        ...(answer.body !== undefined && { body: Buffer.from(answer.body, 'base64') }),
        milliseconds: answer.milliseconds,
      },
    }),
  };
}

/** The head of a recording; undefined when the file is none. */
export async function readRecordingHead(path: string): Promise<RecordingHead | undefined> {
  for await (const { text } of readLines(path)) {
    const head = parse(text);
    return head?.type === 'recording' && head.format === RECORDING_FORMAT ? head : undefined;
  }
  return undefined;
}

/** One exchange after another; half a line at the end is what a proxy that was killed left. */
export async function* readRecording(
  path: string,
  onCredentials: (as: string, headers: Credentials) => void,
): AsyncGenerator<Exchange> {
  for await (const { text } of readLines(path)) {
    const line = parse(text);
    if (line?.type === 'exchange') yield fromLine(line);
    else if (line?.type === 'credentials') onCredentials(line.as, line.headers);
  }
}

function parse(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
