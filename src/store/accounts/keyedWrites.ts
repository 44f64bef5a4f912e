import { AsyncLocalStorage } from 'node:async_hooks';
import { ClaimLost } from '../../domain/errors.ts';
import type { StoreContext } from '../ports/dialect.ts';
import { atomically } from '../sql/context.ts';
import { type KeyedRequest, noteSteps } from './idempotencyKeyStore.ts';

/** A request with a key while it runs. */
export interface KeyedRun {
  readonly request: KeyedRequest;
  /** What writes of an attempt before this one returned, in their order. */
  readonly done: readonly unknown[];
  /** Makes results bytes that only the holder of the key can read. */
  readonly seal: (results: readonly unknown[]) => Uint8Array;
}

/**
 * Writes of a request with a key. Each notes what it returned in its own transaction, so that a later attempt of the same
 * request is given that instead of doing it once more. Results must survive JSON.
 */
export class KeyedWrites {
  readonly #runs = new AsyncLocalStorage<{ readonly run: KeyedRun; readonly results: unknown[]; next: number }>();

  /** Whether the caller works for a request with a key. */
  get isOpen(): boolean {
    return this.#runs.getStore() !== undefined;
  }

  within<Result>(run: KeyedRun, work: () => Promise<Result>): Promise<Result> {
    return this.#runs.run({ run, results: [...run.done], next: 0 }, work);
  }

  /** As `atomically`; for a request with a key, at most once. @throws ClaimLost when another attempt has taken over */
  async transaction<Result>(context: StoreContext, work: (tx: StoreContext) => Promise<Result>): Promise<Result> {
    const open = this.#runs.getStore();
    if (!open) return atomically(context, work);
    const place = open.next++;
    if (place < open.results.length) return open.results[place] as Result;
    const result = await atomically(context, async (tx) => {
      const done = await work(tx);
      const noted = await noteSteps(tx, open.run.request, open.run.seal([...open.results, done ?? null]));
      if (!noted) throw new ClaimLost();
      return done;
    });
    open.results.push(result ?? null);
    return result;
  }
}
