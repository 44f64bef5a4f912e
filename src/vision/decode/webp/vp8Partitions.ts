import type { BoolDecoder } from './boolDecoder.ts';
import { readVp8Frame } from './vp8Header.ts';
import { createModeReader } from './vp8Modes.ts';
import { createTokenWalk } from './vp8Tokens.ts';

/**
 * Bits behind the last one that means something. libwebp leaves 16 to 31 of them, other encoders at least those that decide a
 * bit, and at most four bytes more; one fills a chunk up to an even length.
 */
const [LEAST_LEFT, MOST_LEFT] = [8, 56];

/**
 * Walks through the modes and tokens of a picture in lossy WebP without making pixels, and tells whether each partition ends
 * where the picture does, in the zeros that encoders leave there. Arithmetic codes never fall into step again behind damage,
 * and libwebp minds only those that end too early.
 * @param data a chunk `VP8 `
 */
export function isWholeVp8(data: Uint8Array): boolean {
  const frame = readVp8Frame(data);
  if (!frame) return false;
  const { columns, rows, first, partitions } = frame;
  const modes = createModeReader(frame);
  const tokens = createTokenWalk(columns, frame.tokenProbabilities);
  for (let row = 0; row < rows; row++) {
    const partition = partitions[row % partitions.length] as BoolDecoder;
    modes.beginRow();
    tokens.beginRow();
    for (let column = 0; column < columns; column++) tokens.walk(partition, column, modes.read(column));
    if (first.left() < 0 || partition.left() < 0) return false;
  }
  // There may be more partitions than rows.
  return endsHere(first) && partitions.slice(0, rows).every(endsHere);
}

function endsHere(decoder: BoolDecoder): boolean {
  const left = decoder.left();
  return left >= LEAST_LEFT && left <= MOST_LEFT && decoder.isSpent();
}
