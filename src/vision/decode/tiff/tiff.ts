import type { Size } from '../../geometry/box.ts';
import type { Container } from '../containers/container.ts';
import { readJpeg } from '../jpeg/jpeg.ts';
import { type IfdEntry, openTiff, readIfd, type TiffLayout, wholeNumbers } from './ifd.ts';
import { arePiecesIntact, type TiffPieces } from './tiffPieces.ts';
import { type TiffValue, writeTiff } from './writeTiff.ts';

const TAG = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  orientation: 274,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  jpegTables: 347,
} as const;
/** None, CCITT ×3, LZW, JPEG, Deflate, PackBits, old Deflate: what the image library can read. */
const COMPRESSIONS = new Set([1, 2, 3, 4, 5, 7, 8, 32_773, 32_946]);
/** Pages in a pyramid, notes of editors, XMP, IPTC, layers, EXIF, GPS: nothing that shows in the first page. */
const LEFT_OUT = new Set([330, 700, 33_723, 34_377, 34_665, 34_853, 37_724]);
const PLACES: ReadonlySet<number> = new Set([
  TAG.stripOffsets,
  TAG.stripByteCounts,
  TAG.tileOffsets,
  TAG.tileByteCounts,
]);
const LARGEST_TAG = 4 * 1024 * 1024;
const MOST_SAMPLES = 8;
const MOST_BITS = 32;
const JPEG = 7;
/** JPEG whose codes are followed, since the library keeps warnings within a TIFF to itself: bytes, and pieces with their tables. */
const [MOST_FOLLOWED, MOST_FOLLOWED_PIECES] = [8 * 1024 * 1024, 256];
const LONG = 4;
/** Above are the wider types of BigTIFF, which pages need for offsets only. */
const LAST_CLASSIC_TYPE = 13;
/** Strips and tiles of the first page: a row each is the most that makes sense. */
const MOST_PIECES = 70_000;
const LARGEST_TILE = 4096;

const SEPARATE_PLANES = 2;
/** Zero is black; RGB. */
const ZERO_IS_BLACK = [1, 2];
/** Colours at half the resolution: rows of another length. */
const YCBCR = 6;

/** The first page. Undefined when there is none. */
export function readTiff(bytes: Uint8Array): Container | undefined {
  const tiff = openTiff(bytes);
  if (!tiff) return undefined;
  const entries = readIfd(bytes, tiff.firstIfd, tiff);
  const value = (tag: number) => {
    const entry = entries.find((candidate) => candidate.tag === tag);
    return entry && wholeNumbers(bytes, entry, tiff.littleEndian, 1)[0];
  };
  const [width, height] = [value(TAG.width), value(TAG.height)];
  if (!width || !height) return undefined;
  const orientation = value(TAG.orientation) ?? 1;
  const list = (tag: number) => {
    const entry = entries.find((candidate) => candidate.tag === tag);
    return entry && entry.count <= MOST_PIECES ? wholeNumbers(bytes, entry, tiff.littleEndian) : [];
  };
  return {
    size: { width, height },
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    exif: bytes,
    isolated: () => true,
    isIntact: async () => {
      const pieces = piecesOf({ width, height }, value, list);
      return pieces === undefined || (await arePiecesIntact(bytes, pieces));
    },
    slim: () => {
      const offsets = [...list(TAG.stripOffsets), ...list(TAG.tileOffsets)];
      const counts = [...list(TAG.stripByteCounts), ...list(TAG.tileByteCounts)];
      const isModest =
        COMPRESSIONS.has(value(TAG.compression) ?? 1) &&
        (value(TAG.samplesPerPixel) ?? 1) <= MOST_SAMPLES &&
        (value(TAG.bitsPerSample) ?? 1) <= MOST_BITS &&
        (value(TAG.tileWidth) ?? 16) <= LARGEST_TILE &&
        (value(TAG.tileHeight) ?? 16) <= LARGEST_TILE;
      const pieces = offsets.map((at, index) => ({ at, length: counts[index] ?? 0 }));
      const total = counts.reduce((sum, count) => sum + count, 0);
      const isInside = pieces.every(({ at, length }) => at + length <= bytes.length) && total <= 2 * bytes.length;
      if (!isModest || pieces.length === 0 || !isInside) return undefined;
      const jpegTables = entries.find(({ tag }) => tag === TAG.jpegTables);
      const isFollowed = total <= MOST_FOLLOWED && pieces.length <= MOST_FOLLOWED_PIECES;
      if (
        value(TAG.compression) === JPEG &&
        !pieces.every((piece) => isWholeJpeg(bytes, piece, jpegTables, isFollowed))
      ) {
        return undefined;
      }
      return firstPage(bytes, tiff, entries, pieces);
    },
  };
}

/** Undefined when the rows of the pieces are laid out in a way that only the decoder knows. */
function piecesOf(
  { width, height }: Size,
  value: (tag: number) => number | undefined,
  list: (tag: number) => readonly number[],
): TiffPieces | undefined {
  const bits = value(TAG.bitsPerSample) ?? 1;
  const samples = value(TAG.samplesPerPixel) ?? 1;
  const photometric = value(TAG.photometric) ?? 0;
  if (photometric === YCBCR) return undefined;
  const tileWidth = value(TAG.tileWidth);
  const rows = tileWidth ? (value(TAG.tileHeight) ?? 1) : Math.min(value(TAG.rowsPerStrip) ?? height, height);
  if (rows < 1) return undefined;
  const rowWidth = tileWidth ?? width;
  const planes = value(TAG.planar) === SEPARATE_PLANES ? samples : 1;
  const down = Math.ceil(height / rows);
  const count = down * (tileWidth ? Math.ceil(width / tileWidth) : 1) * planes;
  const lengths = list(tileWidth ? TAG.tileByteCounts : TAG.stripByteCounts);
  const sampleBytes = Math.ceil(bits / 8);
  const lastRows = tileWidth ? rows : height - (down - 1) * rows;
  return {
    compression: value(TAG.compression) ?? 1,
    places: list(tileWidth ? TAG.tileOffsets : TAG.stripOffsets)
      .slice(0, count)
      .map((at, index) => ({
        at,
        length: lengths[index] ?? 0,
        rows: index % down === down - 1 ? lastRows : rows,
      })),
    rows,
    width: rowWidth,
    rowBytes: Math.ceil((rowWidth * bits * (samples / planes)) / 8),
    pixelBytes: sampleBytes * (samples / planes),
    sampleBytes,
    isPhoto: bits % 8 === 0 && ZERO_IS_BLACK.includes(photometric),
  };
}

/** A strip or tile in JPEG, whose tables may stand once for all: the library draws what comes out of a damaged one. */
function isWholeJpeg(
  bytes: Uint8Array,
  { at, length }: { at: number; length: number },
  tables: IfdEntry | undefined,
  isFollowed: boolean,
): boolean {
  const piece = bytes.subarray(at, at + length);
  const whole = tables
    ? Buffer.concat([bytes.subarray(tables.at, tables.at + tables.bytes - 2), piece.subarray(2)])
    : piece;
  const jpeg = readJpeg(whole);
  return jpeg?.slim() !== undefined && (!isFollowed || jpeg.isWholeToTheEnd?.() !== false);
}

/** A file of the first page alone: the tags that its pixels need, and its strips or tiles. */
function firstPage(
  bytes: Uint8Array,
  { littleEndian }: TiffLayout,
  entries: readonly IfdEntry[],
  pieces: readonly { at: number; length: number }[],
): Uint8Array {
  const longs = (tag: number, numbers: readonly number[]): TiffValue => {
    const view = new DataView(new ArrayBuffer(numbers.length * 4));
    numbers.forEach((number, index) => {
      view.setUint32(index * 4, number, littleEndian);
    });
    return { tag, type: LONG, count: numbers.length, bytes: new Uint8Array(view.buffer) };
  };
  const lengths = pieces.map(({ length }) => length);
  const blockFor = (dataAt: number): Buffer => {
    let next = dataAt;
    const offsets = lengths.map((length) => {
      next += length;
      return next - length;
    });
    const values = entries
      .filter(
        ({ tag, type, bytes: size }) =>
          !LEFT_OUT.has(tag) && (type <= LAST_CLASSIC_TYPE || PLACES.has(tag)) && size <= LARGEST_TAG,
      )
      .map(({ tag, type, count, at, bytes: size }): TiffValue => {
        if (tag === TAG.stripOffsets || tag === TAG.tileOffsets) return longs(tag, offsets);
        if (tag === TAG.stripByteCounts || tag === TAG.tileByteCounts) return longs(tag, lengths);
        return { tag, type, count, bytes: bytes.subarray(at, at + size) };
      });
    return writeTiff(littleEndian, values);
  };
  const block = blockFor(blockFor(0).length);
  return Buffer.concat([block, ...pieces.map(({ at, length }) => bytes.subarray(at, at + length))]);
}
