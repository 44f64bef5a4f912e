import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { entryPoint } from '../../../concurrency/threads/entryPoint.ts';
import type { Raster } from '../../raster/raster.ts';
import type { PixelRequest } from '../decodePixels.ts';
import { frameOf } from './frames.ts';

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Width and height, before the pixels; 0 and 0 for a file that cannot be decoded. */
const ANSWER_HEADER = 8;
/** It counts its processor time itself; this is for one that does not even do that, on however busy a machine. */
const WALL_TIMES = 10;
/** So long is it kept for the next picture. */
const IDLE_MS = 60_000;

/**
 * Decodes in a process of its own that is killed beyond its processor time or memory: a native call on a thread cannot be
 * ended, and a thread that waits for one cannot be either. It is started by the first picture that needs it, kept for the
 * next, and started again after it was killed.
 */
export class DecoderProcess {
  #child: Child | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  /** Of the process that is kept, if there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** @throws when the process could not decode, or ended before it had */
  decode(request: PixelRequest): Promise<Raster> {
    const decoded = this.#last.then(() => this.#decodeNext(request));
    this.#last = decoded.catch(() => {});
    return decoded;
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  async #decodeNext({ bytes, ...request }: PixelRequest): Promise<Raster> {
    clearTimeout(this.#idle);
    this.#child ??= this.#start();
    const child = this.#child;
    holdsProcess(child, true);
    const deadline = setTimeout(() => child.kill('SIGKILL'), request.seconds * 1000 * WALL_TIMES);
    try {
      const answer = answerOf(child);
      for (const part of frameOf(request, bytes)) child.stdin.write(part);
      return await answer;
    } finally {
      clearTimeout(deadline);
      holdsProcess(child, false);
      this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
    }
  }

  #start(): Child {
    const [command, ...commandArguments] = commandLine();
    const child = spawn(command as string, commandArguments, {
      stdio: ['pipe', 'pipe', 'ignore'],
      // Foreign bytes are decoded there: no secret of the environment goes along.
      env: bareEnvironment(),
    });
    const forget = () => {
      if (this.#child === child) this.#child = undefined;
    };
    child.on('error', forget);
    child.on('exit', forget);
    // It died before it read everything; its end says so.
    child.stdin.on('error', () => {});
    return child;
  }
}

/** An idle process does not keep the service from ending. */
function holdsProcess(child: Child, held: boolean): void {
  for (const each of [child, child.stdin, child.stdout]) {
    if (each === child || each instanceof Socket) (each as { ref(): void; unref(): void })[held ? 'ref' : 'unref']();
  }
}

/** The next picture that the process gives. */
function answerOf(child: Child): Promise<Raster> {
  return new Promise((resolve, reject) => {
    const answer = collect();
    const settle = (act: () => void) => {
      child.stdout.off('data', add);
      child.off('close', lost);
      child.off('error', lost);
      act();
    };
    const add = (chunk: Buffer) => {
      const raster = answer.add(chunk);
      if (raster) settle(() => (raster.width > 0 ? resolve(raster) : reject(new Error('not decodable'))));
    };
    const lost = () => settle(() => reject(new Error('the decoder process ended without an answer')));
    child.stdout.on('data', add);
    child.on('close', lost);
    child.on('error', lost);
  });
}

function commandLine(): string[] {
  const { url, isSource } = entryPoint(new URL('./decodeProcess.ts', import.meta.url));
  return [process.execPath, ...(isSource ? ['--import', import.meta.resolve('tsx')] : []), fileURLToPath(url)];
}

function bareEnvironment(): NodeJS.ProcessEnv {
  const names = [
    'PATH',
    'SystemRoot',
    'TMPDIR',
    'TEMP',
    'LD_LIBRARY_PATH',
    'MALLOC_MMAP_THRESHOLD_',
    'MALLOC_TRIM_THRESHOLD_',
  ];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Gives the picture when the last of its bytes has come. */
function collect() {
  let head = Buffer.alloc(0);
  let data: Uint8Array | undefined;
  let filled = 0;
  let size = { width: 0, height: 0 };
  const add = (chunk: Buffer): Raster | undefined => {
    if (data) {
      data.set(chunk.subarray(0, data.length - filled), filled);
      filled += chunk.length;
      return filled >= data.length ? { ...size, data } : undefined;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < ANSWER_HEADER) return undefined;
    size = { width: head.readUInt32LE(0), height: head.readUInt32LE(4) };
    data = new Uint8Array(size.width * size.height * 3);
    return add(head.subarray(ANSWER_HEADER));
  };
  return { add };
}
