import { setTimeout as pause } from 'node:timers/promises';
import type { ListId } from '../../domain/ids.ts';

/** Ids that one statement takes. */
const LISTS_AT_ONCE = 1000;
/** From one statement to the next: bounds the cost with many writers, and does not delay a single one. */
const REST_MS = 10;

/**
 * Announces changed lists, a statement at a time: what is changed meanwhile goes into the next one, each list once.
 * Not in the transaction that makes the change: NOTIFY holds a lock of the whole server until the commit is on disk and on
 * its standbys, and so makes all writers wait for each other there (docs/adr/0002).
 */
export class ListAnnouncer {
  readonly #send: (listIds: readonly ListId[]) => Promise<unknown>;
  readonly #waiting = new Set<ListId>();
  #isSending = false;

  constructor(send: (listIds: readonly ListId[]) => Promise<unknown>) {
    this.#send = send;
  }

  announce(listIds: Iterable<ListId>): void {
    for (const listId of listIds) this.#waiting.add(listId);
    if (!this.#isSending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    while (this.#waiting.size > 0) {
      const listIds = [...this.#waiting].slice(0, LISTS_AT_ONCE);
      for (const listId of listIds) this.#waiting.delete(listId);
      try {
        await this.#send(listIds);
      } catch {
        // Its pool has told what is wrong with the database, and the other nodes ask by themselves.
        this.#waiting.clear();
      }
      await pause(REST_MS, undefined, { ref: false });
    }
    this.#isSending = false;
  }
}
