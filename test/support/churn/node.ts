import type { Serving } from '../../integration/support/commandLine.ts';

/** An answer of the API. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const TIMEOUT_MS = 20_000;

/** One process of the service, which may be gone for a while. */
export class ChurnNode {
  readonly #start: () => Promise<Serving>;
  #serving: Serving;

  static async start(start: () => Promise<Serving>): Promise<ChurnNode> {
    return new ChurnNode(start, await start());
  }

  private constructor(start: () => Promise<Serving>, serving: Serving) {
    this.#start = start;
    this.#serving = serving;
  }

  get url(): string {
    return this.#serving.url;
  }

  /** kill -9, and a new process some time later. */
  async crash(): Promise<void> {
    await this.#serving.end('SIGKILL');
    this.#serving = await this.#start();
  }

  /** Its standard error, once it has ended in good order. */
  async stop(): Promise<string> {
    return (await this.#serving.end('SIGTERM')).stderr;
  }

  /** @returns `refused` when the request was not even taken; undefined when whether it was carried out is not known */
  async send(method: string, path: string, token: string, json?: unknown): Promise<Reply | 'refused' | undefined> {
    try {
      const response = await fetch(`${this.url}/4${path}`, {
        method,
        headers: { 'X-Auth-Token': token, ...(json !== undefined && { 'Content-Type': 'application/json' }) },
        ...(json !== undefined && { body: JSON.stringify(json) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED' ? 'refused' : undefined;
    }
  }
}
