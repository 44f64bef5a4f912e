import { vi } from 'vitest';
import { type DescriptorId, newId } from '../../../src/domain/ids.ts';
import { silentLog } from '../../../src/gallery/memory/galleryLog.ts';
import { createMemoryGallery } from '../../../src/gallery/memory/memoryGallery.ts';
import { startFollowing } from '../../../src/gallery/memory/startFollowing.ts';
import type { Store } from '../../../src/store/store.ts';
import { CONDITION_MS } from '../../support/patience.ts';
import { aList, anAccount, clock } from '../store/support/rows.ts';

const DIMENSION = 8;
const MODEL = 'net';
/** Longer than any test: what is seen before was neither polled nor asked for by a search. */
const NEVER_MS = 60_000;
const PATIENCE = { timeout: CONDITION_MS, interval: 20 };

/** A list that one node changes, as another node sees it that follows it and is never asked to look. */
export interface FollowedList {
  readonly listId: string;
  attach(): Promise<DescriptorId>;
  /** Ids that a search finds. */
  found(): Promise<readonly DescriptorId[]>;
  /** Resolves when a search finds it. */
  seen(descriptorId: DescriptorId): Promise<void>;
  close(): Promise<void>;
}

/** @param pollMs how often the other node asks by itself */
export async function followList(writing: Store, reading: Store, pollMs = NEVER_MS): Promise<FollowedList> {
  const accountId = await anAccount(writing);
  const listId = await aList(writing, accountId, 'descriptors');
  const gallery = createMemoryGallery({ feed: reading.galleryFeed, workers: 0, maxAgeMs: NEVER_MS });
  await gallery.prewarm([listId], { modelId: MODEL, dimension: DIMENSION });
  await gallery.catchUp();
  const following = startFollowing({ gallery, intervalMs: pollMs, log: silentLog });
  const watch = reading.watchLists(following);
  const vector = new Float32Array(DIMENSION).fill(1 / Math.sqrt(DIMENSION));

  async function found() {
    const candidates = { kind: 'list', listId } as const;
    const search = { candidates, probes: [vector], modelId: MODEL, limit: 1000, groupBy: 'descriptor' } as const;
    return (await gallery.search(accountId, search)).map(({ descriptorId }) => descriptorId);
  }

  return {
    listId,
    async attach() {
      const descriptorId = newId<DescriptorId>();
      const face = { descriptorId, createTime: clock(), modelId: MODEL, hasPortrait: false, vector };
      await writing.descriptors.createMany(accountId, [face]);
      await writing.transaction(async (tx) => {
        await tx.lists.linkDescriptors(accountId, listId, [descriptorId], clock());
        await tx.lists.recordChange([listId], { add: [descriptorId] });
      });
      return descriptorId;
    },
    found,
    seen: (descriptorId) =>
      vi.waitFor(async () => {
        if (!(await found()).includes(descriptorId)) throw new Error(`${descriptorId} was not seen`);
      }, PATIENCE),
    async close() {
      await watch?.close();
      await following.close();
      await gallery.close();
    },
  };
}

/** Where the sessions are that listen for changed lists; the statement is the last that they sent. */
export const LISTENERS = `from pg_stat_activity
  where application_name = 'luna-backport3' and query like 'select pg_backend_pid()%' and pid <> pg_backend_pid()`;
