import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import { CommandFailed } from '../commandFailed.ts';
import { EXIT } from '../exitCodes.ts';
import { readLines } from './archive/readLines.ts';

const SYNC_MS = 1000;

/**
 * What a run has done, one JSON object a line, so that a run that was killed goes on. A line is handed to the system before
 * `append` resolves, which outlives the process; every second it is synced. The first line says which run it is.
 */
export class Journal<Line extends object> {
  readonly #path: string;
  readonly #file: FileHandle;
  #writing: Promise<void> = Promise.resolve();
  #unsynced = false;
  readonly #timer: NodeJS.Timeout;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
    this.#timer = setInterval(() => void this.#sync(), SYNC_MS);
    this.#timer.unref();
  }

  /**
   * Begins a journal, or takes up the one that is there: `replay` is given its lines. Half a line at the end is cut off.
   * @throws CommandFailed when another process writes it, it is no journal, or it cannot be written
   */
  static async open<Line extends object>(path: string, replay: (line: Line) => void): Promise<Journal<Line>> {
    await lock(path);
    try {
      const file = await open(path, 'a+', 0o600);
      const journal = new Journal<Line>(path, file);
      const whole = await replayLines(path, replay);
      if (whole < (await file.stat()).size) await file.truncate(whole);
      return journal;
    } catch (error) {
      await rm(`${path}.lock`, { force: true });
      throw explained(path, error);
    }
  }

  /** @throws CommandFailed, as for a full disk */
  append(line: Line): Promise<void> {
    const written = this.#writing.then(async () => {
      await this.#file.appendFile(`${JSON.stringify(line)}\n`);
      this.#unsynced = true;
    });
    // The next line is tried for itself.
    this.#writing = written.catch(() => undefined);
    return written.catch((error: unknown) => {
      throw explained(this.#path, error);
    });
  }

  async #sync(): Promise<void> {
    if (!this.#unsynced) return;
    this.#unsynced = false;
    // What cannot be synced is noticed by the next write.
    await this.#file.datasync().catch(() => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    await this.#sync();
    await this.#file.close();
    await rm(`${this.#path}.lock`, { force: true });
  }
}

/** @returns bytes up to the end of the last whole line */
async function replayLines<Line>(path: string, replay: (line: Line) => void): Promise<number> {
  let whole = 0;
  for await (const { text, end } of readLines(path)) {
    replay(parse(path, text));
    whole = end;
  }
  return whole;
}

function parse<Line>(path: string, text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    throw new CommandFailed(`${path} is no journal: name another file or delete it`, EXIT.usage);
  }
}

/** One process a journal; what a dead one left is taken over. */
async function lock(path: string): Promise<void> {
  for (;;) {
    try {
      const file = await open(`${path}.lock`, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw explained(path, error);
    }
    const holder = Number(await readFile(`${path}.lock`, 'utf8').catch(() => '0'));
    // The own number is that of a process before this one: in containers numbers repeat.
    if (holder > 0 && holder !== process.pid && isAlive(holder)) {
      throw new CommandFailed(`process ${holder} writes ${path}: wait for it, or name another journal`, EXIT.usage);
    }
    await rm(`${path}.lock`, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function explained(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  return new CommandFailed(`${path} cannot be written (${String(error.code)})`, EXIT.failure);
}
