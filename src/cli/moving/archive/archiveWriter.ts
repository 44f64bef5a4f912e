import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { CommandFailed } from '../../commandFailed.ts';
import { EXIT } from '../../exitCodes.ts';
import type { ArchiveLine, ContentLine } from './archiveLines.ts';
import { createLineCipher, isPreamble, type LineCipher, PLAIN, WrongPassphrase } from './lineCipher.ts';
import { readLines } from './readLines.ts';

/**
 * Writes an export. It stands under a name of its own until it is whole; one that was broken off is gone on with behind its last
 * whole line.
 */
export class ArchiveWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #cipher: LineCipher;
  readonly #hash: Hash;
  #lines: number;
  /** Types and ids of what is in it already, `person 0f0e…`, and the name of its head. */
  readonly written: ReadonlySet<string>;

  private constructor(
    path: string,
    file: FileHandle,
    cipher: LineCipher,
    hash: Hash,
    written: ReadonlySet<string>,
    lines: number,
  ) {
    this.#path = path;
    this.#file = file;
    this.#cipher = cipher;
    this.#hash = hash;
    this.#lines = lines;
    this.written = written;
  }

  /** @throws CommandFailed */
  static async open(path: string, passphrase: string | undefined): Promise<ArchiveWriter> {
    if (existsSync(path)) throw new CommandFailed(`${path} exists: name another file or delete it`, EXIT.usage);
    const part = `${path}.part`;
    try {
      const file = await open(part, 'a+', 0o600);
      const hash = createHash('sha256');
      const written = new Set<string>();
      let cipher: LineCipher | undefined;
      let lines = 0;
      let end = 0;
      for await (const line of readLines(part)) {
        if (!cipher) cipher = cipherOf(line.text, passphrase, part);
        if (lines > 0 || !isPreamble(line.text)) written.add(nameOf(cipher.open(line.text, lines)));
        hash.update(line.bytes);
        lines++;
        ({ end } = line);
      }
      await file.truncate(end);
      const made = cipher ?? (passphrase === undefined ? PLAIN : createLineCipher(passphrase));
      const writer = new ArchiveWriter(path, file, made, hash, written, lines);
      if (!cipher && made.preamble !== undefined) await writer.#write(made.preamble);
      return writer;
    } catch (error) {
      if (error instanceof WrongPassphrase)
        throw new CommandFailed(`the passphrase is not that of ${part}`, EXIT.usage);
      throw explained(part, error);
    }
  }

  /** @throws CommandFailed, as for a full disk */
  async add(line: ContentLine): Promise<void> {
    await this.#write(this.#cipher.seal(JSON.stringify(line), this.#lines));
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(`${text}\n`);
    try {
      await this.#file.appendFile(bytes);
    } catch (error) {
      throw explained(this.#path, error);
    }
    this.#hash.update(bytes);
    this.#lines++;
  }

  /** The archive is whole: it gets its name. */
  async finish(): Promise<void> {
    const end: ArchiveLine = { type: 'end', lines: this.#lines, sha256: this.#hash.copy().digest('hex') };
    await this.#write(this.#cipher.seal(JSON.stringify(end), this.#lines));
    await this.#file.sync();
    await rename(`${this.#path}.part`, this.#path);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

function cipherOf(first: string, passphrase: string | undefined, part: string): LineCipher {
  if (isPreamble(first) !== (passphrase !== undefined)) {
    throw new CommandFailed(
      `${part} was begun ${passphrase === undefined ? 'with' : 'without'} a passphrase`,
      EXIT.usage,
    );
  }
  return passphrase === undefined ? PLAIN : createLineCipher(passphrase, first);
}

function nameOf(text: string): string {
  const line = JSON.parse(text) as ArchiveLine;
  if (line.type === 'head') return headName(line.email, line.list_id);
  return 'id' in line ? `${line.type} ${line.id}` : line.type;
}

/** What the head is called in `written`. */
export function headName(email: string, listId: string | null): string {
  return `head ${email} ${listId ?? ''}`;
}

/** The content of a file that holds a passphrase. @throws CommandFailed */
export async function readPassphrase(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`${file} cannot be read (${error.code})`, EXIT.usage);
  });
  const passphrase = text.replace(/\r?\n$/, '');
  if (passphrase === '') throw new CommandFailed(`${file} holds no passphrase`, EXIT.usage);
  return passphrase;
}

function explained(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  return new CommandFailed(`${path} cannot be written (${String(error.code)})`, EXIT.failure);
}
