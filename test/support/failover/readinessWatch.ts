import { setTimeout as pause } from 'node:timers/promises';
import type { ApiTarget } from './apiClients.ts';

/** Asks `/readyz` again and again, as a load balancer does, and notes what it says. */
export class ReadinessWatch {
  /** Answers in their order, each one that differs from the one before. */
  readonly answers: ('ready' | 'not ready' | 'wrong')[] = [];
  longestMs = 0;
  readonly #target: ApiTarget;
  readonly #loop: Promise<void>;
  #stopping = false;

  constructor(target: ApiTarget) {
    this.#target = target;
    this.#loop = this.#watch();
  }

  async until(answer: 'ready' | 'not ready', withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (this.answers.at(-1) !== answer) {
      if (performance.now() > deadline) throw new Error(`/readyz did not become ${answer}: ${this.answers}`);
      await pause(5);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#loop;
  }

  async #watch(): Promise<void> {
    for (; !this.#stopping; await pause(20)) {
      const began = performance.now();
      const answer = await this.#ask();
      this.longestMs = Math.max(this.longestMs, performance.now() - began);
      if (answer !== this.answers.at(-1)) this.answers.push(answer);
    }
  }

  async #ask(): Promise<'ready' | 'not ready' | 'wrong'> {
    const answer = await fetch(`${this.#target.url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return 'ready';
    return answer?.status === 503 && answer.headers.has('retry-after') ? 'not ready' : 'wrong';
  }
}
