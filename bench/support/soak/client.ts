import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Buffer;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly image?: Uint8Array;
}

/** A call that was not answered with 2xx. Times are those of `performance.now`. */
export interface Failure {
  readonly name: string;
  /** 0: no answer, and `text` says why. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
  readonly began: number;
  readonly ended: number;
}

const TIMEOUT_MS = 60_000;
const SHOWN_CHARACTERS = 300;

export function showFailure({ name, status, text }: Failure): string {
  return `${name}: ${status} ${text.slice(0, SHOWN_CHARACTERS)}`;
}

/**
 * Keeps connections open, and notes how long each kind of call took. Anything but 2xx is an error: it is kept, and thrown, so that who called
 * gives up what it was about.
 */
export class SoakClient {
  readonly #agent: Agent;
  readonly #urls: readonly URL[];
  readonly #headers: Readonly<Record<string, string>>;
  readonly #took = new Map<string, number[]>();
  readonly errors: Failure[] = [];
  calls = 0;
  #next = 0;

  /** @param urls of the nodes, which get calls in turns */
  constructor(urls: readonly string[], headers: Readonly<Record<string, string>>, connections: number) {
    this.#urls = urls.map((url) => new URL(url));
    this.#headers = headers;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @param name kind of the call, for the figures. @throws where the answer is not 2xx */
  async call(name: string, call: Call): Promise<Answer> {
    const began = performance.now();
    const answer = await this.#send(call).catch(
      (error: unknown): Answer => ({ status: 0, retryAfter: undefined, body: Buffer.from(String(error)) }),
    );
    const ended = performance.now();
    this.calls++;
    const took = this.#took.get(name);
    if (took) took.push(ended - began);
    else this.#took.set(name, [ended - began]);
    const { status, retryAfter, body } = answer;
    if (status < 200 || status > 299) {
      const failure = { name, status, retryAfter, text: body.toString('utf8'), began, ended };
      this.errors.push(failure);
      throw new Error(showFailure(failure));
    }
    return answer;
  }

  async json<Body>(name: string, call: Call): Promise<Body> {
    const { body } = await this.call(name, call);
    return JSON.parse(body.toString()) as Body;
  }

  /** Milliseconds by kind since the last time. */
  takeDurations(): ReadonlyMap<string, readonly number[]> {
    const taken = new Map(this.#took);
    this.#took.clear();
    return taken;
  }

  close(): void {
    this.#agent.destroy();
  }

  #send({ method, path, json, image }: Call): Promise<Answer> {
    const body = image ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)));
    const type = image ? 'image/jpeg' : 'application/json';
    const headers = { ...this.#headers, ...(body && { 'content-type': type, 'content-length': body.length }) };
    const { hostname: host, port } = this.#urls[this.#next++ % this.#urls.length] as URL;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host,
          port,
          method,
          path,
          headers,
          timeout: TIMEOUT_MS,
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              retryAfter: answer.headers['retry-after'],
              body: Buffer.concat(parts),
            }),
          );
          answer.on('error', reject);
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
