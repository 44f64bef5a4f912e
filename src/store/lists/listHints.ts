import type { ListId } from '../../domain/ids.ts';

/** Told that lists were changed, by whichever node. */
export interface ListWatcher {
  /** The list may have changed. It may be of any account, and one that this node knows nothing of. */
  changed(listId: ListId): void;
  /** Any list may have changed without a word: hints are heard from here on. */
  missed(): void;
}

export interface ListWatch {
  close(): Promise<void>;
}

/**
 * Word of changed lists from node to node. It may come late, twice or never, and says nothing of what has changed: who
 * hears it asks the database sooner, and who does not asks later.
 */
export interface ListHints {
  /** Call it after the commit. It does not wait, and never fails. */
  announce(listIds: Iterable<ListId>): void;
  watch(watcher: ListWatcher): ListWatch;
}
