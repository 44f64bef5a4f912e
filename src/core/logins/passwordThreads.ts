import { availableParallelism } from 'node:os';
import { WorkerPool } from '../../concurrency/threads/workerPool.ts';
import type { PasswordCost } from './passwords.ts';
import type { PasswordJob } from './passwordThread.ts';

/** Hashes passwords away from the thread that answers requests; callers decide who comes first. */
export interface PasswordHasher {
  /** Jobs that run at the same time. */
  readonly threads: number;
  hash(password: string): Promise<string>;
  /** False also for a text that is no hash. */
  verify(password: string, hash: string): Promise<boolean>;
  close(): Promise<void>;
}

/** One is kept free for logins that were good lately. */
const LEAST_THREADS = 2;
const MOST_THREADS = 4;
const QUEUE_LIMIT = 1000;

export interface PasswordThreadsOptions {
  readonly cost: PasswordCost;
  /** 0: half of the cores, from 2 to 4. */
  readonly threads: number;
  readonly onCrash?: (error: Error) => void;
}

/** Threads start with the first job: most commands hash nothing. */
export function createPasswordThreads({ cost, threads, onCrash }: PasswordThreadsOptions): PasswordHasher {
  const size = threads || Math.min(MOST_THREADS, Math.max(LEAST_THREADS, Math.floor(availableParallelism() / 2)));
  let pool: WorkerPool<PasswordJob, string | boolean> | undefined;
  const run = (job: PasswordJob) => {
    pool ??= new WorkerPool({
      entry: new URL('./passwordThread.ts', import.meta.url),
      size,
      queueLimit: QUEUE_LIMIT,
      name: 'password check',
      ...(onCrash && { onCrash }),
    });
    return pool.run(job);
  };
  return {
    threads: size,
    hash: async (password) => String(await run({ password, cost })),
    verify: async (password, hash) => (await run({ password, cost, hash })) === true,
    close: async () => pool?.close(),
  };
}
