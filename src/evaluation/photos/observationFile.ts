import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Observation } from './observation.ts';

/** What the observations hold for; others are thrown away. */
export interface ObservedBy {
  readonly modelId: string;
  readonly dimension: number;
  readonly choice: FaceChoice;
  readonly estimates: boolean;
  readonly liveness: boolean;
}

/** Which of several faces a photo is about: the largest, or the one nearest to the middle. */
export type FaceChoice = 'largest' | 'central';

const FORMAT = 3;

/**
 * Observations of a run, kept while it goes on: a line of JSON for each photo, and the vectors in a file of their own. A vector is written before
 * the line that names it, so that what a stopped run left behind fits together.
 */
export class ObservationFile {
  readonly observations = new Map<string, Observation>();
  readonly dimension: number;
  readonly #lines: FileHandle;
  readonly #vectors: FileHandle;
  #rows = 0;
  /** Lines are written one after the other, in the order of the calls. */
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(lines: FileHandle, vectors: FileHandle, dimension: number) {
    this.#lines = lines;
    this.#vectors = vectors;
    this.dimension = dimension;
  }

  /** Opens the files in `folder`, which is made; what they hold for another engine, or other questions, is dropped. */
  static async open(folder: string, by: ObservedBy): Promise<ObservationFile> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'observations.jsonl');
    const header = JSON.stringify({ format: FORMAT, ...by });
    const known = await readLines(path, header);
    const lines = await open(path, 'a');
    const vectors = await open(join(folder, 'vectors.f32'), 'a+');
    const file = new ObservationFile(lines, vectors, by.dimension);
    if (known === undefined) {
      await lines.truncate(0);
      await vectors.truncate(0);
      await lines.appendFile(`${header}\n`);
      return file;
    }
    await truncate(path, known.bytes);
    file.#rows = Math.floor((await vectors.stat()).size / file.#rowBytes);
    await vectors.truncate(file.#rows * file.#rowBytes);
    for (const observation of known.observations) {
      if ((observation.face?.row ?? -1) < file.#rows) file.observations.set(observation.file, observation);
    }
    return file;
  }

  get rows(): number {
    return this.#rows;
  }

  get #rowBytes(): number {
    return this.dimension * 4;
  }

  /** @param make is given the row of the vector */
  add(vector: Float32Array | undefined, make: (row: number) => Observation): Promise<void> {
    const written = this.#writing.then(async () => {
      const row = this.#rows;
      if (vector) {
        await this.#vectors.appendFile(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
        this.#rows++;
      }
      const observation = make(row);
      await this.#lines.appendFile(`${JSON.stringify(observation)}\n`);
      this.observations.set(observation.file, observation);
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** Rows from `start` on, behind each other. */
  async read(start: number, count: number): Promise<Float32Array> {
    const rows = new Float32Array(count * this.dimension);
    const { bytesRead } = await this.#vectors.read(new Uint8Array(rows.buffer), {
      position: start * this.#rowBytes,
    });
    if (bytesRead !== rows.byteLength) throw new Error(`the file of vectors ends before row ${start + count}`);
    return rows;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#lines.close();
    await this.#vectors.close();
  }
}

/** Undefined when there is no file, or its first line is another one. A last line that is cut off is left out. */
async function readLines(
  path: string,
  header: string,
): Promise<{ observations: Observation[]; bytes: number } | undefined> {
  const observations: Observation[] = [];
  let bytes = 0;
  let first = true;
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (first && line !== header) return undefined;
      if (!first) {
        const observation = parseLine(line);
        if (!observation) break;
        observations.push(observation);
      }
      first = false;
      bytes += Buffer.byteLength(line) + 1;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return first ? undefined : { observations, bytes };
}

function parseLine(line: string): Observation | undefined {
  try {
    return JSON.parse(line) as Observation;
  } catch {
    return undefined;
  }
}
