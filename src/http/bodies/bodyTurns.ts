import type { ServerResponse } from 'node:http';
import { ClientGone } from '../../domain/errors.ts';

/** What the work on a body waits in. */
export interface WorkQueue {
  /** @throws when it is full */
  requireRoom(): void;
}

interface Waiting {
  readonly queue: WorkQueue;
  readonly begin: () => void;
  readonly refuse: (error: unknown) => void;
}

/** Refusals in one turn: they cost a fraction of a millisecond each. */
const REFUSED_TOGETHER = 8;

/**
 * Of a crowd of bodies two begin in each turn of the event loop: the one that waits longest, and the one that came last, whose
 * client is the likeliest to be there still. Those that began go on beside them. So a body is whole before the last of
 * the crowd has begun, and what the rest is then refused for, or whose client has left by then, was not read for nothing.
 */
export class BodyTurns {
  /** In the order of their arrival. */
  readonly #waiting = new Set<Waiting>();
  #isTurnTaken = false;

  /**
   * Resolves when a body may begin.
   * @throws what the queue throws when it is full; ClientGone when the connection closed before
   */
  async take(queue: WorkQueue, response: ServerResponse): Promise<void> {
    queue.requireRoom();
    if (!this.#isTurnTaken) {
      this.#isTurnTaken = true;
      setImmediate(() => this.#nextTurn());
      return;
    }
    let leave: () => void = () => undefined;
    await new Promise<void>((begin, refuse) => {
      const waiting = { queue, begin, refuse };
      leave = () => {
        this.#waiting.delete(waiting);
        refuse(new ClientGone());
      };
      this.#waiting.add(waiting);
      response.once('close', leave);
    }).finally(() => response.off('close', leave));
  }

  #nextTurn(): void {
    const waiting = [...this.#waiting];
    const newest = waiting.at(-1);
    if (newest && waiting.length > 1) this.#settle(newest);
    for (const each of waiting.slice(0, REFUSED_TOGETHER)) {
      if (this.#settle(each)) break;
    }
    this.#isTurnTaken = waiting.length > 0;
    if (this.#isTurnTaken) setImmediate(() => this.#nextTurn());
  }

  /** True: it begins. */
  #settle(waiting: Waiting): boolean {
    if (!this.#waiting.delete(waiting)) return false;
    try {
      waiting.queue.requireRoom();
    } catch (error) {
      waiting.refuse(error);
      return false;
    }
    waiting.begin();
    return true;
  }
}
