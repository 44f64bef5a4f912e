import { workerData } from 'node:worker_threads';
import { serveJobs } from '../../../concurrency/threads/serveJobs.ts';
import type { OpenDatabase } from '../../../store/ports/openDatabase.ts';
import { readSnapshot } from '../../../store/snapshot/readSnapshot.ts';
import type { Snapshot } from '../../../store/snapshot/snapshot.ts';
import { SILENT_LOG } from '../../../store/sql/storeLog.ts';
import { openDatabase } from '../../openDatabase.ts';
import type { SnapshotAnswer, SnapshotRequest } from './threadSnapshot.ts';

const { directory } = workerData as { directory: string };

let database: OpenDatabase | undefined;
let snapshot: Snapshot | undefined;

serveJobs<SnapshotRequest, SnapshotAnswer>(async (request) => ({ response: await answer(request) }));

async function answer(request: SnapshotRequest): Promise<SnapshotAnswer> {
  if (request.kind === 'open') {
    database = await openDatabase({ type: 'pglite', directory }, SILENT_LOG);
    snapshot = await readSnapshot(database);
    const { schema, counts, portraits, sealed } = snapshot;
    return { schema, counts, portraits, sealed };
  }
  if (request.kind === 'close') {
    await snapshot?.close();
    await database?.close();
    return [];
  }
  if (!snapshot) throw new Error('the snapshot is not open');
  return request.kind === 'next' ? snapshot.next(request.table) : snapshot.images(request.descriptorIds);
}
