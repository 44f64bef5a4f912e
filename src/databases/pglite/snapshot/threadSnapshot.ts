import { WorkerPool } from '../../../concurrency/threads/workerPool.ts';
import type { DescriptorId } from '../../../domain/ids.ts';
import type { BackedTable, PortableRow } from '../../../store/snapshot/backedTables.ts';
import type { Snapshot, SnapshotImage } from '../../../store/snapshot/snapshot.ts';

/** What the thread is asked. */
export type SnapshotRequest =
  | { readonly kind: 'open' }
  | { readonly kind: 'next'; readonly table: BackedTable }
  | { readonly kind: 'images'; readonly descriptorIds: readonly DescriptorId[] }
  | { readonly kind: 'close' };

/** What it answers, kind by kind. */
export type SnapshotAnswer =
  | Pick<Snapshot, 'schema' | 'counts' | 'portraits' | 'sealed'>
  | readonly PortableRow[]
  | readonly SnapshotImage[];

/**
 * A snapshot of a folder with a PGlite database that no other process opens, read on a thread of its own: PGlite computes where
 * it is called, and the main thread serves.
 * @param onClosed told when the folder is no longer in use
 */
export async function openThreadSnapshot(directory: string, onClosed: () => Promise<void>): Promise<Snapshot> {
  const pool = new WorkerPool<SnapshotRequest, SnapshotAnswer>({
    entry: new URL('./snapshotThread.ts', import.meta.url),
    size: 1,
    queueLimit: 2,
    name: 'snapshot',
    workerData: { directory },
  });
  const close = async () => {
    try {
      await pool.run({ kind: 'close' });
    } finally {
      await pool.close();
      await onClosed();
    }
  };
  try {
    await pool.ready();
    const head = (await pool.run({ kind: 'open' })) as Pick<Snapshot, 'schema' | 'counts' | 'portraits' | 'sealed'>;
    return {
      ...head,
      next: async (table) => (await pool.run({ kind: 'next', table })) as readonly PortableRow[],
      images: async (descriptorIds) => (await pool.run({ kind: 'images', descriptorIds })) as readonly SnapshotImage[],
      close,
    };
  } catch (error) {
    await pool.close();
    await onClosed();
    throw error;
  }
}
