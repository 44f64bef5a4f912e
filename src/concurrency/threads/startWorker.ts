import { Worker, type WorkerOptions } from 'node:worker_threads';
import { entryPoint } from './entryPoint.ts';

/** Node.js 20 does not hand the loader of sources on to threads, so a thread registers it before it imports its entry. */
export function startWorker(entry: URL, options: WorkerOptions): Worker {
  const { url, isSource } = entryPoint(entry);
  if (!isSource) return new Worker(url, options);
  const loader = import.meta.resolve('tsx/esm/api');
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(url.href)}); })`;
  return new Worker(code, { ...options, eval: true });
}
