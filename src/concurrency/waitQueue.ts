import type { Caller } from '../domain/caller.ts';
import { ClientGone } from '../domain/errors.ts';

interface Waiter<Value> {
  readonly caller: Caller | undefined;
  serve(value: Value): void;
  dismiss(error: Error): void;
}

/** Callers that wait for something, first come first served, each no longer than its own deadline; who has left is passed over. */
export class WaitQueue<Value> {
  readonly #waiters = new Set<Waiter<Value>>();

  get length(): number {
    return this.#waiters.size;
  }

  /** @throws what `onTimeout` makes when the caller's turn has not come by `deadline` (clock of `performance.now`) */
  wait(deadline: number, onTimeout: () => Error, caller?: Caller): Promise<Value> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter<Value> = {
        caller,
        serve(value) {
          leave();
          resolve(value);
        },
        dismiss(error) {
          leave();
          reject(error);
        },
      };
      const timer = setTimeout(() => waiter.dismiss(onTimeout()), Math.max(0, deadline - performance.now()));
      this.#waiters.add(waiter);
    });
  }

  /** False: no one is waiting. */
  serveFirst(value: Value): boolean {
    for (const waiter of this.#waiters) {
      if (waiter.caller?.isGone) {
        waiter.dismiss(new ClientGone());
        continue;
      }
      waiter.serve(value);
      return true;
    }
    return false;
  }

  /** Gives the places of those that have left to others. */
  dismissGone(): void {
    for (const waiter of [...this.#waiters]) if (waiter.caller?.isGone) waiter.dismiss(new ClientGone());
  }

  serveAll(value: Value): void {
    for (const waiter of [...this.#waiters]) waiter.serve(value);
  }

  dismissAll(error: Error): void {
    for (const waiter of [...this.#waiters]) waiter.dismiss(error);
  }
}
