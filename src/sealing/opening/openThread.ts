import { serveJobs } from '../../concurrency/threads/serveJobs.ts';
import { type OpenedBlobs, openPacked, type PackedBlobs } from './packedBlobs.ts';

serveJobs<PackedBlobs, OpenedBlobs>(async (packed) => {
  const response = openPacked(packed);
  return { response, transfer: [response.bytes.buffer] };
});
