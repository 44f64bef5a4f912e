import { constants, existsSync } from 'node:fs';
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { newId } from '../../domain/ids.ts';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';

/** What the pairs depend on: a run with other values is another run. */
export type RunParameters = Readonly<Record<string, string | number>>;

/** How far a run is. Totals of all its parts. */
export interface Progress {
  /** The last probe whose pairs are in the file. */
  readonly after: string | undefined;
  readonly probes: number;
  readonly comparisons: number;
  readonly pairs: number;
  readonly skipped: number;
}

interface Journal extends Progress {
  /** The process that writes: who takes the run up writes another. */
  readonly writer: string;
  readonly parameters: RunParameters;
  /** Of the output up to there; anything after it was written by a part that did not end. */
  readonly bytes: number;
}

/** What the system says when the name is at fault, and no later try ends otherwise. */
const WRONG_PLACE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG', 'ELOOP']);
const START: Progress = { after: undefined, probes: 0, comparisons: 0, pairs: 0, skipped: 0 };

/**
 * The output of a run that may be killed at any moment, with a journal beside it. The output is on the disk before the
 * journal says so, and is cut back to what the journal says before a run resumes: no line is lost, none appears twice.
 */
export class PairFile {
  readonly #path: string;
  readonly #parameters: RunParameters;
  readonly #output: FileHandle;
  readonly #writer: string;
  #bytes: number;
  progress: Progress;
  /** It resumes where an earlier run ended. */
  readonly resumed: boolean;

  private constructor(
    path: string,
    output: FileHandle,
    { parameters, writer, bytes, ...progress }: Journal,
    resumed: boolean,
  ) {
    this.#path = path;
    this.#output = output;
    this.#parameters = parameters;
    this.#writer = writer;
    this.#bytes = bytes;
    this.progress = progress;
    this.resumed = resumed;
  }

  /**
   * Starts a run, or takes up the one that the journal tells of.
   * @param header first line of a new output
   * @throws CommandFailed when the output is of a finished run, the journal of another one, or neither can be written
   */
  static open(path: string, parameters: RunParameters, header: string): Promise<PairFile> {
    return explained(path, () => PairFile.#open(path, parameters, header));
  }

  static async #open(path: string, parameters: RunParameters, header: string): Promise<PairFile> {
    const known = await readJournal(path);
    if (known) requireSame(path, known.parameters, parameters);
    else if (existsSync(path)) throw new CommandFailed(`${path} exists: name another file or delete it`, EXIT.usage);
    const journal: Journal = { ...START, parameters, bytes: 0, ...known, writer: newId() };
    // Before the output: whenever the process stops, the run can be resumed.
    await replaceFile(journalOf(path), JSON.stringify(journal));
    const output = await open(path, constants.O_RDWR | constants.O_CREAT);
    const file = new PairFile(path, output, journal, known !== undefined);
    try {
      if ((await output.stat()).size < journal.bytes) throw new CommandFailed(tooShort(path), EXIT.failure);
      await output.truncate(journal.bytes);
      if (journal.bytes === 0) await file.append(header, journal);
    } catch (error) {
      await file.close();
      throw error;
    }
    return file;
  }

  /** Lines and how far the run is with them; both are safe when it resolves. @throws CommandFailed, as for a full disk */
  append(lines: string, progress: Progress): Promise<void> {
    return explained(this.#path, () => this.#append(lines, progress));
  }

  async #append(lines: string, { after, probes, comparisons, pairs, skipped }: Progress): Promise<void> {
    await this.#requireOwn();
    const bytes = Buffer.from(lines);
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#output.write(bytes, done, bytes.length - done, this.#bytes + done);
      done += bytesWritten;
    }
    await this.#output.datasync();
    this.#bytes += bytes.length;
    this.progress = { after, probes, comparisons, pairs, skipped };
    const journal: Journal = {
      parameters: this.#parameters,
      writer: this.#writer,
      bytes: this.#bytes,
      ...this.progress,
    };
    await replaceFile(journalOf(this.#path), JSON.stringify(journal));
  }

  /** The run is done: without a journal it cannot be resumed. @throws CommandFailed */
  async finish(): Promise<void> {
    await this.#requireOwn();
    // The run that this one took over from may have written again.
    await this.#output.truncate(this.#bytes);
    await rm(journalOf(this.#path), { force: true });
  }

  /** @throws CommandFailed when the same command has been started again */
  async #requireOwn(): Promise<void> {
    const journal = await readJournal(this.#path);
    // Without either the folder is gone, and what is written next says so.
    if (journal ? journal.writer === this.#writer : !existsSync(this.#path)) return;
    throw new CommandFailed(`${this.#path} was taken over by another run of the same command`, EXIT.failure);
  }

  async close(): Promise<void> {
    await this.#output.close();
  }
}

/** An error of the system in one line that names the output, not a stack: its cause is outside. */
async function explained<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
    const code = String(error.code);
    const exitCode = WRONG_PLACE.has(code) ? EXIT.usage : EXIT.failure;
    throw new CommandFailed(`${path} cannot be written (${code})`, exitCode);
  }
}

function tooShort(path: string): string {
  return `${path} has less in it than ${journalOf(path)} says: delete both and start anew`;
}

function journalOf(path: string): string {
  return `${path}.journal`;
}

async function readJournal(path: string): Promise<Journal | undefined> {
  const text = await readFile(journalOf(path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Journal;
  } catch {
    throw new CommandFailed(
      `${journalOf(path)} is not a journal: delete it and ${path}, and start again`,
      EXIT.failure,
    );
  }
}

function requireSame(path: string, before: RunParameters, now: RunParameters): void {
  const different = Object.keys(now).filter((name) => before[name] !== now[name]);
  if (different.length === 0) return;
  const list = different.map((name) => `${name} ${before[name]} and not ${now[name]}`).join(', ');
  throw new CommandFailed(
    `${journalOf(path)} is of a run with ${list}: repeat that one, name another file, or delete both`,
    EXIT.usage,
  );
}

/** A reader sees the old or the new text, whole, whenever the process or the machine stops. */
async function replaceFile(path: string, text: string): Promise<void> {
  const next = `${path}.next`;
  const file = await open(next, 'w');
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}
