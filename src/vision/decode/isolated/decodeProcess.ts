import { readSync, writeSync } from 'node:fs';
import { decodePixels, type PixelRequest } from '../decodePixels.ts';
import { setUpImageLibrary } from '../imageLibrary.ts';

/** The process that `decodeIsolated` starts for one picture: bytes in, width, height and pixels out. */
const { length, ...request } = JSON.parse(process.argv[2] ?? '') as Omit<PixelRequest, 'bytes'> & { length: number };

// Whoever started it may be gone, and a native call would hold an orderly exit back.
setTimeout(() => process.kill(process.pid, 'SIGKILL'), request.seconds * 1000).unref();
setUpImageLibrary();

const bytes = new Uint8Array(length);
for (let filled = 0; filled < length; ) {
  const count = readSync(0, bytes, filled, length - filled, null);
  if (count === 0) process.exit(1);
  filled += count;
}
const { width, height, data } = await decodePixels({ ...request, bytes });
const header = Buffer.alloc(8);
header.writeUInt32LE(width, 0);
header.writeUInt32LE(height, 4);
for (const part of [header, data]) {
  for (let written = 0; written < part.length; ) written += writeSync(1, part, written);
}
