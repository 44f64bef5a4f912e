import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly image?: Uint8Array;
}

const TIMEOUT_MS = 60_000;

/**
 * Keeps connections open, and notes how long each kind of call took. Anything but 2xx is an error: it is kept, with the first answers, and
 * thrown, so that who called gives up what it was about.
 */
export class SoakClient {
  readonly #agent: Agent;
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #took = new Map<string, number[]>();
  readonly errors: string[] = [];
  calls = 0;

  constructor(url: string, headers: Readonly<Record<string, string>>, connections: number) {
    this.#url = new URL(url);
    this.#headers = headers;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @param name kind of the call, for the figures. @throws where the answer is not 2xx */
  async call(name: string, call: Call): Promise<Answer> {
    const start = performance.now();
    const answer = await this.#send(call).catch((error: unknown) => ({ status: 0, body: Buffer.from(String(error)) }));
    this.calls++;
    const took = this.#took.get(name);
    if (took) took.push(performance.now() - start);
    else this.#took.set(name, [performance.now() - start]);
    if (answer.status < 200 || answer.status > 299) {
      const text = `${name}: ${answer.status} ${answer.body.toString('utf8', 0, 300)}`;
      this.errors.push(text);
      throw new Error(text);
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
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: this.#url.hostname,
          port: this.#url.port,
          method,
          path,
          headers,
          timeout: TIMEOUT_MS,
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts) }));
          answer.on('error', reject);
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
