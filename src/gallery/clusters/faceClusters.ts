import { WorkerPool } from '../../concurrency/threads/workerPool.ts';
import {
  type ClusterAnswer,
  type ClusterJob,
  type ClusterRows,
  type Compared,
  type Grouped,
  type GroupJob,
  type Nearest,
  type NearestJob,
  type PersonJob,
  STOPPED,
} from './clusterJobs.ts';

/** How far a piece of work is; and the way to end it. */
export class ClusterProgress {
  readonly shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  readonly #numbers = new Int32Array(this.shared);

  get rows(): number {
    return Atomics.load(this.#numbers, 0);
  }

  stop(): void {
    Atomics.store(this.#numbers, 1, 1);
  }
}

/** Vectors of length 1 that fill a shared buffer one after the other. */
export class RowCollector {
  readonly #dimension: number;
  #rows: Float32Array;
  #count = 0;

  constructor(dimension: number, expected: number) {
    this.#dimension = dimension;
    this.#rows = sharedFloats(Math.max(1, expected) * dimension);
  }

  get count(): number {
    return this.#count;
  }

  /** False for a vector of another length, or without direction, which is left out. */
  add(vector: Float32Array): boolean {
    if (vector.length !== this.#dimension) return false;
    let squares = 0;
    for (const value of vector) squares += value * value;
    if (!(squares > 0) || !Number.isFinite(squares)) return false;
    const from = this.#count * this.#dimension;
    if (from + this.#dimension > this.#rows.length) this.#grow();
    const length = Math.sqrt(squares);
    for (let at = 0; at < vector.length; at++) this.#rows[from + at] = (vector[at] as number) / length;
    this.#count++;
    return true;
  }

  rows(progress: ClusterProgress): ClusterRows {
    const used = this.#count * this.#dimension;
    const own = used === this.#rows.length ? this.#rows : sharedFloats(used);
    if (own !== this.#rows) own.set(this.#rows.subarray(0, used));
    return { vectors: own.buffer as SharedArrayBuffer, dimension: this.#dimension, progress: progress.shared };
  }

  #grow(): void {
    const larger = sharedFloats(this.#rows.length * 2);
    larger.set(this.#rows);
    this.#rows = larger;
  }
}

/** Groups faces by their likeness on a thread of its own, which lives only while there is work. */
export interface FaceClusters {
  /** Undefined when it was stopped. @throws Unavailable when the thread died */
  group(job: Omit<GroupJob, 'kind'>): Promise<Grouped | undefined>;
  /** Undefined when it was stopped. @throws Unavailable when the thread died */
  comparePersons(job: Omit<PersonJob, 'kind'>): Promise<Compared | undefined>;
  /** Undefined when it was stopped. @throws Unavailable when the thread died */
  nearest(job: Omit<NearestJob, 'kind'>): Promise<readonly Nearest[] | undefined>;
}

export function createFaceClusters(): FaceClusters {
  async function run(job: ClusterJob): Promise<ClusterAnswer | undefined> {
    const pool = new WorkerPool<ClusterJob, ClusterAnswer>({
      entry: new URL('./clusterThread.ts', import.meta.url),
      name: 'face clusters',
      size: 1,
      queueLimit: 1,
    });
    try {
      return await pool.run(job);
    } catch (error) {
      if (error instanceof Error && error.message === STOPPED) return undefined;
      throw error;
    } finally {
      await pool.close();
    }
  }
  return {
    group: (job) => run({ ...job, kind: 'groups' }) as Promise<Grouped | undefined>,
    comparePersons: (job) => run({ ...job, kind: 'persons' }) as Promise<Compared | undefined>,
    nearest: (job) => run({ ...job, kind: 'nearest' }) as Promise<readonly Nearest[] | undefined>,
  };
}

function sharedFloats(count: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(count * Float32Array.BYTES_PER_ELEMENT));
}
