import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Raster } from '../../raster/raster.ts';
import type { PixelRequest } from '../decodePixels.ts';

/** Width and height, before the pixels. */
const ANSWER_HEADER = 8;

/**
 * Decodes in a process of its own that is killed at its deadline: a native call on a thread cannot be ended, and a thread
 * that waits for one cannot be either. Costs a start of Node.js, about 0.2 s of processor time and 100 MB while it runs.
 * @throws when the process could not decode, or not in time
 */
export function decodeIsolated({ bytes, failOn, limit, seconds }: PixelRequest): Promise<Raster> {
  return new Promise((resolve, reject) => {
    const [command, ...commandArguments] = commandLine();
    const child = spawn(
      command as string,
      [...commandArguments, JSON.stringify({ failOn, limit, seconds, length: bytes.length })],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
        // Foreign bytes are decoded there: no secret of the environment goes along.
        env: bareEnvironment(),
      },
    );
    const deadline = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    const answer = collect();
    child.stdout.on('data', (chunk: Buffer) => answer.add(chunk));
    // It died before it read everything; `close` says so.
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(deadline);
      const raster = answer.raster();
      if (raster) resolve(raster);
      else reject(new Error('the decoder process gave no picture'));
    });
    child.stdin.end(bytes);
  });
}

/** A build has the compiled file; sources run under tsx in tests and benchmarks. */
function commandLine(): string[] {
  const isSource = extname(fileURLToPath(import.meta.url)) === '.ts';
  const entry = fileURLToPath(new URL(`./decodeProcess${isSource ? '.ts' : '.js'}`, import.meta.url));
  return [process.execPath, ...(isSource ? ['--import', import.meta.resolve('tsx')] : []), entry];
}

function bareEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'LD_LIBRARY_PATH'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function collect() {
  let head = Buffer.alloc(0);
  let data: Uint8Array | undefined;
  let filled = 0;
  let size = { width: 0, height: 0 };
  const add = (chunk: Buffer): void => {
    if (data) {
      data.set(chunk.subarray(0, data.length - filled), filled);
      filled += chunk.length;
      return;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < ANSWER_HEADER) return;
    size = { width: head.readUInt32LE(0), height: head.readUInt32LE(4) };
    data = new Uint8Array(size.width * size.height * 3);
    add(head.subarray(ANSWER_HEADER));
  };
  return {
    add,
    raster: (): Raster | undefined => (data && filled === data.length ? { ...size, data } : undefined),
  };
}
