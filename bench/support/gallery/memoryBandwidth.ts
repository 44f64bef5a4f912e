import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import asc from 'assemblyscript/asc';

const BYTES = 2 ** 30;
const ROUNDS = 7;

/** Reads memory as fast as WASM can: the limit of any scan, whatever it computes. */
const READER = `
export function read(from: usize, bytes: usize): i64 {
  let a = i64x2.splat(0), b = i64x2.splat(0), c = i64x2.splat(0), d = i64x2.splat(0);
  const end = from + bytes;
  while (from < end) {
    a = v128.xor(a, v128.load(from));
    b = v128.xor(b, v128.load(from, 16));
    c = v128.xor(c, v128.load(from, 32));
    d = v128.xor(d, v128.load(from, 48));
    from += 64;
  }
  a = v128.xor(v128.xor(a, b), v128.xor(c, d));
  return i64x2.extract_lane(a, 0) ^ i64x2.extract_lane(a, 1);
}`;

const THREAD = `
const { parentPort, workerData: { module, memory, from, bytes } } = require('node:worker_threads');
const { read } = new WebAssembly.Instance(module, { env: { memory } }).exports;
parentPort.on('message', () => { read(from, bytes); parentPort.postMessage('done'); });`;

/** Bytes a second that `threads` threads read together; the median of several rounds over a gibibyte. */
export async function measureBandwidth(threads: number): Promise<number> {
  const module = await compileReader();
  const pages = BYTES / 65_536;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  new Uint32Array(memory.buffer).fill(0x01020304);
  const share = BYTES / threads;
  const workers = Array.from({ length: threads }, (_, index) => {
    return new Worker(THREAD, { eval: true, workerData: { module, memory, from: index * share, bytes: share } });
  });
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const started = performance.now();
    await Promise.all(
      workers.map((worker) => {
        const answer = once(worker, 'message');
        worker.postMessage('read');
        return answer;
      }),
    );
    // The first round compiles.
    if (round > 0) rounds.push(BYTES / ((performance.now() - started) / 1000));
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return rounds.toSorted((a, b) => a - b)[ROUNDS >> 1] as number;
}

async function compileReader(): Promise<WebAssembly.Module> {
  const { error, binary, stderr } = await asc.compileString(READER, {
    optimizeLevel: 3,
    runtime: 'stub',
    importMemory: true,
    noExportMemory: true,
    sharedMemory: true,
    initialMemory: 1,
    maximumMemory: 65_536,
    enable: ['simd', 'threads'],
  });
  if (error || !binary) throw new Error(`the memory reader does not compile\n${stderr.toString()}`);
  return new WebAssembly.Module(binary);
}
