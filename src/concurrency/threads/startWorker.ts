import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * A build has the compiled file at the entry's place. Source files run under tsx in tests and benchmarks; Node 20 does
 * not hand its loader on to threads, so the thread registers it before it imports the entry.
 */
export function startWorker(entry: URL, options: WorkerOptions): Worker {
  if (extname(fileURLToPath(import.meta.url)) !== '.ts')
    return new Worker(new URL(entry.href.replace(/\.ts$/, '.js')), options);
  const loader = import.meta.resolve('tsx/esm/api');
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}); })`;
  return new Worker(code, { ...options, eval: true });
}
