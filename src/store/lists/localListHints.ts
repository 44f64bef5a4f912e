import type { ListHints, ListWatcher } from './listHints.ts';

/** Hints within the only process that there is: to send them through its database would be a detour. */
export function createLocalListHints(): ListHints {
  const watchers = new Set<ListWatcher>();
  return {
    announce(listIds) {
      for (const listId of listIds) for (const watcher of watchers) watcher.changed(listId);
    },
    watch(watcher) {
      watchers.add(watcher);
      return {
        async close() {
          watchers.delete(watcher);
        },
      };
    },
  };
}
