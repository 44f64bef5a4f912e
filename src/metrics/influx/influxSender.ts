import { type InfluxRequest, influxLines } from './influxLines.ts';

export interface InfluxOptions {
  /** Its write resource, database and all. */
  readonly url: URL;
  /** Empty: no credentials are sent. */
  readonly user: string;
  readonly password: string;
  readonly log: { warn(facts: object, message: string): void; info(facts: object, message: string): void };
  /** From one post to the next, in milliseconds. */
  readonly intervalMs?: number;
}

/** Lines that wait; what comes on top is dropped and counted. */
const MOST_LINES = 20_000;
const TIMEOUT_MS = 5000;
const INTERVAL_MS = 1000;

/** Sends a point of each request in the background, once a second. Points of a post that failed are lost. */
export class InfluxSender {
  readonly #options: InfluxOptions;
  readonly #timer: NodeJS.Timeout;
  #lines: string[] = [];
  #sending: Promise<void> | undefined;
  #healthy = true;
  #lost = 0;

  constructor(options: InfluxOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#send(), options.intervalMs ?? INTERVAL_MS).unref();
  }

  /** Lines that were dropped, or whose post failed. */
  get lost(): number {
    return this.#lost;
  }

  push(request: InfluxRequest): void {
    const lines = influxLines(request, Date.now());
    if (this.#lines.length + lines.length > MOST_LINES) this.#lost += lines.length;
    else this.#lines.push(...lines);
  }

  /** Sends what waits, once. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sending;
    this.#send();
    await this.#sending;
  }

  #send(): void {
    if (this.#sending || this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    this.#sending = this.#post(lines)
      .then(
        () => this.#note(true),
        (err: unknown) => {
          this.#lost += lines.length;
          this.#note(false, err);
        },
      )
      .finally(() => {
        this.#sending = undefined;
      });
  }

  async #post(lines: readonly string[]): Promise<void> {
    const { url, user, password } = this.#options;
    const credentials = Buffer.from(`${user}:${password}`).toString('base64');
    const answer = await fetch(url, {
      method: 'POST',
      body: lines.join('\n'),
      headers: { ...(user !== '' && { Authorization: `Basic ${credentials}` }) },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`InfluxDB answered ${answer.status}`);
  }

  #note(healthy: boolean, err?: unknown): void {
    if (this.#healthy === healthy) return;
    this.#healthy = healthy;
    const { log } = this.#options;
    if (healthy) log.info({ lost: this.#lost }, 'metrics: InfluxDB takes points again');
    else log.warn({ err, lost: this.#lost }, 'metrics: InfluxDB takes no points, they are lost');
  }
}
