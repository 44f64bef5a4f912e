import { type Container, viewOf } from './container.ts';

const ISPE = Buffer.from('ispe');
/** The boxes that describe the picture stand before its data. */
const DESCRIPTION_BYTES = 64 * 1024;

/**
 * AVIF. Of several pictures in the file (tiles, transparency, a thumbnail) the largest counts; the decoder has its own
 * limit for the whole. Undefined when no size is found.
 */
export function readHeif(bytes: Uint8Array): Container | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, DESCRIPTION_BYTES));
  const view = viewOf(head);
  let size: Container['size'] | undefined;
  for (let at = head.indexOf(ISPE); at >= 0 && at + 16 <= head.length; at = head.indexOf(ISPE, at + 4)) {
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!size || found.width * found.height > size.width * size.height) size = found;
  }
  // The decoder turns it upright by itself: the format has its own boxes for that.
  return size && { size, orientation: 1, exif: undefined, isolated: () => true, slim: () => bytes };
}
