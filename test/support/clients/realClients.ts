import { spawn, spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface ClientRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Path of the body. */
  readonly file: string;
  /** Without `Content-Length`. */
  readonly chunked?: boolean;
}

/** Status 0: the client lost the answer, and `text` says how. */
export interface ClientAnswer {
  readonly status: number;
  readonly text: string;
}

/** An HTTP client that people use, sending one request after the other. */
export interface RealClient {
  readonly name: string;
  readonly installed: boolean;
  send(requests: readonly ClientRequest[]): Promise<readonly ClientAnswer[]>;
}

const PYTHON_SCRIPT = fileURLToPath(new URL('./send.py', import.meta.url));
const JAVA_SOURCE = fileURLToPath(new URL('./Send.java', import.meta.url));

const runs = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

export const realClients: readonly RealClient[] = [
  { name: 'fetch of Node', installed: true, send: (requests) => each(requests, byFetch) },
  {
    name: 'http.client of Python',
    installed: runs('python3', '--version'),
    send: async (requests) => {
      const answers = JSON.parse(await output('python3', [PYTHON_SCRIPT], JSON.stringify(requests))) as [
        number,
        string,
      ][];
      return answers.map(([status, answer]) => ({ status, text: answer }));
    },
  },
  { name: 'curl', installed: runs('curl', '--version'), send: (requests) => each(requests, byCurl) },
  {
    name: 'java.net.http',
    installed: runs('javac', '-version'),
    send: async (requests) => {
      const lines = requests.map(({ method, url, file, chunked = false, headers }) =>
        [method, url, file, chunked, ...Object.entries(headers).flat()].join('\t'),
      );
      const answers = await output('java', [JAVA_SOURCE], lines.join('\n'));
      return answers
        .trimEnd()
        .split('\n')
        .map((line) => {
          const [status = '0', ...rest] = line.split('\t');
          return { status: Number(status), text: rest.join('\t') };
        });
    },
  },
];

async function each(
  requests: readonly ClientRequest[],
  send: (request: ClientRequest) => Promise<ClientAnswer>,
): Promise<readonly ClientAnswer[]> {
  const answers: ClientAnswer[] = [];
  for (const request of requests) answers.push(await send(request));
  return answers;
}

async function byFetch({ method, url, headers, file, chunked }: ClientRequest): Promise<ClientAnswer> {
  try {
    const answer = chunked
      ? await fetch(url, {
          method,
          headers,
          body: Readable.toWeb(createReadStream(file)) as ReadableStream,
          duplex: 'half',
        } as RequestInit)
      : await fetch(url, { method, headers, body: new Uint8Array(await readFile(file)) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    return { status: 0, text: String(error instanceof Error ? (error.cause ?? error) : error) };
  }
}

async function byCurl({ method, url, headers, file, chunked }: ClientRequest): Promise<ClientAnswer> {
  const all = chunked ? { ...headers, 'Transfer-Encoding': 'chunked' } : headers;
  const named = Object.entries(all).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const args = ['-sS', '-X', method, ...named, '--data-binary', `@${file}`, '-w', '\n%{http_code}', url];
  try {
    const lines = (await output('curl', args)).split('\n');
    return { status: Number(lines.at(-1)), text: lines.slice(0, -1).join('\n') };
  } catch (error) {
    return { status: 0, text: String(error) };
  }
}

/** @throws with what the command complained of */
async function output(command: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const [out, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${complaint}`);
  return out;
}
