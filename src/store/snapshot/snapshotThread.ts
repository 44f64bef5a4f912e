import { workerData } from 'node:worker_threads';
import { serveJobs } from '../../threads/serveJobs.ts';
import { type OpenDatabase, openDatabase } from '../openDatabase.ts';
import { readSnapshot } from './readSnapshot.ts';
import type { Snapshot } from './snapshot.ts';
import type { SnapshotAnswer, SnapshotRequest } from './threadSnapshot.ts';

const SILENT = { info: () => undefined, warn: () => undefined };
const { directory } = workerData as { directory: string };

let database: OpenDatabase | undefined;
let snapshot: Snapshot | undefined;

serveJobs<SnapshotRequest, SnapshotAnswer>(async (request) => ({ response: await answer(request) }));

async function answer(request: SnapshotRequest): Promise<SnapshotAnswer> {
  if (request.kind === 'open') {
    database = await openDatabase({ type: 'pglite', directory }, SILENT);
    snapshot = await readSnapshot(database);
    const { schema, counts, portraits } = snapshot;
    return { schema, counts, portraits };
  }
  if (request.kind === 'close') {
    await snapshot?.close();
    await database?.close();
    return [];
  }
  if (!snapshot) throw new Error('the snapshot is not open');
  return request.kind === 'next' ? snapshot.next(request.table) : snapshot.images(request.descriptorIds);
}
