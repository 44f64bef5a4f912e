import type { Kysely } from 'kysely';
import type { ListId } from '../../domain/ids.ts';
import type { Dialect, StoreContext } from '../ports/dialect.ts';
import type { Database } from '../sql/schema.ts';
import type { StoreLog } from '../sql/storeLog.ts';
import type { GalleryFeed, ListHead, StoredVector } from './listFeed.ts';
import { readChangesAfter, readListHead } from './listHistory.ts';
import { readDescriptorsList, readPersonsList } from './listVectors.ts';

type Load = GalleryFeed['load'];
type OnBatch = Parameters<Load>[1];

/**
 * The loads of the gallery, each by the quickest way that there is.
 * @param standby see `createGalleryFeed`
 * @returns `GalleryFeed.load`; what `onBatch` throws passes through, and it throws Unavailable
 */
export function createListLoader(
  context: StoreContext,
  log: StoreLog,
  standby?: () => Kysely<Database> | undefined,
): Load {
  const { db } = context;
  let isStreaming = false;

  async function fromStandby(listId: ListId, head: ListHead, onBatch: OnBatch, dialect: Dialect): Promise<boolean> {
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
        return dialect.streamList?.(tx, listId, head.kind) ?? byKey({ db: tx, dialect }, listId, head);
      },
    );
  }

  async function stream(listId: ListId, head: ListHead, onBatch: OnBatch, { streamList }: Dialect): Promise<boolean> {
    // One at a time: it holds its connection for seconds.
    if (!streamList || isStreaming) return false;
    isStreaming = true;
    try {
      const onFailure = (err: unknown) =>
        log.info({ err, listId }, 'database: a list is read by keys, not as a stream');
      return await inOneTransaction(db, onBatch, onFailure, async (tx) => streamList(tx, listId, head.kind));
    } finally {
      isStreaming = false;
    }
  }

  return async (listId, onBatch, beside) => {
    // Before the first batch: what changes from here on is in the log after this version.
    const head = await readListHead(db, listId);
    if (!head) return undefined;
    const dialect: Dialect = beside
      ? { ...context.dialect, vectorStatementsAtOnce: 0, streamList: undefined }
      : context.dialect;
    if (!(await fromStandby(listId, head, onBatch, dialect)) && !(await stream(listId, head, onBatch, dialect))) {
      // Each batch a statement of its own: other transactions come in between, and it goes on with another host.
      for await (const batch of byKey({ ...context, dialect }, listId, head)) await onBatch(batch);
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

function byKey(context: StoreContext, listId: ListId, { kind }: ListHead): AsyncGenerator<StoredVector[]> {
  return kind === 'persons' ? readPersonsList(context, listId) : readDescriptorsList(context, listId);
}
