import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 20;

export interface Told {
  readonly ms: readonly number[];
  /** 503 with `Retry-After`: there was no room. */
  readonly later: number;
  readonly failed: number;
}

export interface Wish {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly status: number;
}

/** Clients that want nothing but an answer: one that asks with a new connection each time, one after the other, for each wish. */
export class OtherClients {
  readonly #url: string;
  readonly #wishes: Readonly<Record<string, Wish>>;

  constructor(url: string, wishes: Readonly<Record<string, Wish>>) {
    this.#url = url;
    this.#wishes = wishes;
  }

  /** Asks until the work is done. @returns what they were told, by wish */
  async during(work: Promise<unknown>): Promise<ReadonlyMap<string, Told>> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    const all = await Promise.all(
      Object.entries(this.#wishes).map(async ([name, wish]): Promise<[string, Told]> => {
        const told = { ms: [] as number[], later: 0, failed: 0 };
        while (!isDone) {
          const begun = performance.now();
          const status = await ask(this.#url, wish).catch(() => 'failed' as const);
          if (status === wish.status) told.ms.push(performance.now() - begun);
          else if (status === 503) told.later++;
          else told.failed++;
          await pause(PAUSE_MS);
        }
        return [name, told];
      }),
    );
    await done;
    return new Map(all);
  }
}

/** @returns the status; a 503 that does not say when to come again is a failure */
function ask(url: string, { method, path, headers, body }: Wish): Promise<number | 'failed'> {
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve, reject) => {
    const asked = request(url + path, { agent, method, headers }, (answer) => {
      const { statusCode = 0, headers: told } = answer;
      answer.on('error', reject).resume();
      answer.on('end', () => resolve(statusCode === 503 && told['retry-after'] === undefined ? 'failed' : statusCode));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
