import { createInflate, inflateSync } from 'node:zlib';
import { hasTornRows, type PixelRows } from '../tornRows.ts';

/** The strips or tiles of a page whose pixels are laid out in rows of bytes. */
export interface TiffPieces {
  readonly compression: number;
  readonly places: readonly TiffPlace[];
  /** Of a piece that is full. */
  readonly rows: number;
  /** Pixels of a row. */
  readonly width: number;
  readonly rowBytes: number;
  readonly pixelBytes: number;
  readonly sampleBytes: number;
  /** Samples are whole bytes, and zeros are black: on white paper shapes of all kinds begin. */
  readonly isPhoto: boolean;
}

export interface TiffPlace {
  readonly at: number;
  readonly length: number;
  /** The last strip may have less than the others. */
  readonly rows: number;
}

const [NONE, DEFLATE, OLD_DEFLATE, PACK_BITS] = [1, 8, 32_946, 32_773];
/** Larger pieces are not inflated in one go: their bytes are counted as they come, and dropped. */
const AT_ONCE_BYTES = 4 * 1024 * 1024;
/** A writer may fill a piece up. */
const SPARE_BYTES = 2;
const NO_OPERATION = 0x80;

/**
 * What the image library does not look at: the checksum of Deflate, whether PackBits make as many bytes as the piece has, and
 * holes of zeros among pixels that stand for themselves.
 */
export async function arePiecesIntact(bytes: Uint8Array, pieces: TiffPieces): Promise<boolean> {
  const { compression, places, rows, rowBytes } = pieces;
  if (compression === NONE) return !pieces.isPhoto || !hasTornRows(rowsOf(bytes, pieces));
  for (const place of places) {
    const piece = bytes.subarray(place.at, place.at + place.length);
    if (compression === PACK_BITS && !isWholePackBits(piece, [place.rows * rowBytes, rows * rowBytes])) return false;
    if (compression === DEFLATE || compression === OLD_DEFLATE) {
      if (!(await isWholeDeflate(piece, rows * rowBytes))) return false;
    }
  }
  return true;
}

function rowsOf(data: Uint8Array, { places, rows, width, rowBytes, pixelBytes, sampleBytes }: TiffPieces): PixelRows {
  return {
    data,
    width,
    // The decoder refuses what is shorter than its rows.
    height: places.reduce((sum, place) => sum + Math.min(place.rows, Math.floor(place.length / rowBytes)), 0),
    pixelBytes,
    sampleBytes,
    rowAt: (row) => (places[Math.floor(row / rows)]?.at ?? 0) + (row % rows) * rowBytes,
  };
}

/** Fails also for a piece that would become larger than it may. */
async function isWholeDeflate(piece: Uint8Array, most: number): Promise<boolean> {
  try {
    if (most <= AT_ONCE_BYTES) {
      inflateSync(piece, { maxOutputLength: most });
      return true;
    }
    const inflate = createInflate({ chunkSize: 256 * 1024 });
    inflate.end(piece);
    let made = 0;
    for await (const chunk of inflate) {
      made += (chunk as Uint8Array).length;
      if (made > most) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Zeros or noise among the codes make more bytes than the rows have, or fewer. */
function isWholePackBits(piece: Uint8Array, wanted: readonly number[]): boolean {
  let made = 0;
  let at = 0;
  while (at < piece.length) {
    if (wanted.includes(made) && piece.length - at <= SPARE_BYTES) return true;
    const code = piece[at] as number;
    if (code === NO_OPERATION) at++;
    else if (code > NO_OPERATION) {
      made += 257 - code;
      at += 2;
    } else {
      made += code + 1;
      at += code + 2;
    }
  }
  return at === piece.length && wanted.includes(made);
}
