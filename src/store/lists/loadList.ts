import type { Kysely } from 'kysely';
import type { ListId } from '../../domain/ids.ts';
import { openStream } from '../encryption/openStream.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { StreamList } from '../ports/openDatabase.ts';
import type { Database } from '../sql/schema.ts';
import type { StoreLog } from '../sql/storeLog.ts';
import type { GalleryFeed, ListHead, StoredVector } from './listFeed.ts';
import { readChangesAfter, readListHead } from './listHistory.ts';
import { readDescriptorsList, readPersonsList } from './listVectors.ts';

type Load = GalleryFeed['load'];
type OnBatch = Parameters<Load>[1];

export interface ListLoading {
  readonly log: StoreLog;
  readonly streamList?: StreamList | undefined;
  /** A database that may lag behind this one; loads are read there when it has what this one has. */
  readonly standby?: () => Kysely<Database> | undefined;
}

/**
 * The loads of the gallery, each by the quickest way that there is.
 * @returns `GalleryFeed.load`; what `onBatch` throws passes through, and it throws Unavailable
 */
export function createListLoader(context: StoreContext, { log, streamList, standby }: ListLoading): Load {
  const { db, dialect, workingModel, sealing } = context;
  let isStreaming = false;

  async function fromStandby(listId: ListId, head: ListHead, onBatch: OnBatch, isBeside: boolean): Promise<boolean> {
    const there = standby?.();
    if (!there) return false;
    // Its pool tells what became of a host; that recovery cancelled a statement is nothing to tell of.
    return inOneTransaction(
      there,
      onBatch,
      () => {},
      async (tx) => {
        // What is read on one host is never older than the moment that it was proven to have gone through.
        if (!(await readChangesAfter(tx, listId, head)).complete) return undefined;
        const stream = isBeside ? undefined : streamList;
        const there = { db: tx, dialect, workingModel, sealing };
        return stream
          ? openStream(context, stream(tx, listId, head.kind, workingModel))
          : byKey(there, listId, head, isBeside);
      },
    );
  }

  async function stream(listId: ListId, head: ListHead, onBatch: OnBatch, isBeside: boolean): Promise<boolean> {
    // One at a time: it holds its connection for seconds.
    if (!streamList || isStreaming || isBeside) return false;
    isStreaming = true;
    try {
      const onFailure = (err: unknown) =>
        log.info({ err, listId }, 'database: a list is read by keys, not as a stream');
      return await inOneTransaction(db, onBatch, onFailure, async (tx) =>
        openStream(context, streamList(tx, listId, head.kind, workingModel)),
      );
    } finally {
      isStreaming = false;
    }
  }

  return async (listId, onBatch, beside) => {
    // Before the first batch: what changes from here on is in the log after this version.
    const head = await readListHead(db, listId);
    if (!head) return undefined;
    const isBeside = beside !== undefined;
    if (!(await fromStandby(listId, head, onBatch, isBeside)) && !(await stream(listId, head, onBatch, isBeside))) {
      // Each batch a statement of its own: other transactions come in between, and it goes on with another host.
      for await (const batch of byKey(context, listId, head, isBeside)) await onBatch(batch);
    }
    return (await readListHead(db, listId)) && head;
  };
}

/** @returns false when the list must be read in another way, perhaps after some batches, which do no harm */
async function inOneTransaction(
  db: Kysely<Database>,
  onBatch: OnBatch,
  onFailure: (error: unknown) => void,
  read: (tx: Kysely<Database>) => Promise<AsyncIterable<StoredVector[]> | undefined>,
): Promise<boolean> {
  let refusal: { readonly error: unknown } | undefined;
  try {
    return await db.transaction().execute(async (tx) => {
      const batches = await read(tx);
      for await (const batch of batches ?? []) {
        try {
          await onBatch(batch);
        } catch (error) {
          refusal = { error };
          throw error;
        }
      }
      return batches !== undefined;
    });
  } catch (error) {
    if (refusal) throw refusal.error;
    onFailure(error);
    return false;
  }
}

/** @param isBeside no search waits for it: nothing is read ahead */
function byKey(
  context: StoreContext,
  listId: ListId,
  { kind }: ListHead,
  isBeside: boolean,
): AsyncGenerator<StoredVector[]> {
  const read = kind === 'persons' ? readPersonsList : readDescriptorsList;
  return read(context, listId, isBeside ? { ahead: 0 } : {});
}
