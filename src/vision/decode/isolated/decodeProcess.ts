import { decodePixels, type PixelRequest } from '../decodePixels.ts';
import { setUpImageLibrary } from '../imageLibrary.ts';
import { createFrameReader } from './frames.ts';

/**
 * The process that `DecoderProcess` keeps: requests in, pictures out, one after the other. It looks at its own processor time
 * and memory, and ends itself beyond them: a native call cannot be ended otherwise, and a busy machine must not count.
 */
const LOOK_EACH_MS = 50;
/** Of Node.js, the library and the file. */
const OWN_BYTES = 200 * 1024 * 1024;
/** The library's lines, 16 bits in work, and the result. */
const BYTES_A_PIXEL = 16;

setUpImageLibrary();
const endNow = () => process.kill(process.pid, 'SIGKILL');
// The parent process is gone; an orderly exit would wait for a native call.
process.stdin.on('end', endNow);

const readFrame = createFrameReader(async (head, bytes) => {
  const request = JSON.parse(head) as Omit<PixelRequest, 'bytes'>;
  const watch = limitWork(request);
  const raster = await decodePixels({ ...request, bytes }).catch(() => undefined);
  clearInterval(watch);
  const header = Buffer.alloc(8);
  header.writeUInt32LE(raster?.width ?? 0, 0);
  header.writeUInt32LE(raster?.height ?? 0, 4);
  process.stdout.write(header);
  if (raster) process.stdout.write(raster.data);
});
process.stdin.on('data', readFrame);

function limitWork({ seconds, limit }: Omit<PixelRequest, 'bytes'>): NodeJS.Timeout {
  const before = process.cpuUsage();
  return setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    const isOver = user + system > seconds * 1e6 || process.memoryUsage.rss() > OWN_BYTES + limit * BYTES_A_PIXEL;
    if (isOver) endNow();
  }, LOOK_EACH_MS);
}
