import { arch, cpus, release, totalmem, type } from 'node:os';

/** One line that says what the figures were measured on. */
export function describeMachine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cores[0]?.model.trim() ?? 'unknown processor';
  return `${cores.length} × ${model}, ${memory} GB, ${type()} ${release()} ${arch()}, Node.js ${process.version}`;
}
