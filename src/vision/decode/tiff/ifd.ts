import { viewOf } from '../containers/container.ts';
import { writeTiff } from './writeTiff.ts';

/** Bytes of a value by its TIFF type, 1..18. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
/** No camera or scanner writes that many tags into one directory. */
const MOST_ENTRIES = 256;

export interface IfdEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the values lie. */
  readonly at: number;
  readonly bytes: number;
}

/** How a TIFF block lays out its directories; BigTIFF has wider fields. */
export interface TiffLayout {
  readonly littleEndian: boolean;
  readonly isBig: boolean;
  readonly firstIfd: number;
}

/** Undefined when the block is no TIFF. */
export function openTiff(bytes: Uint8Array): TiffLayout | undefined {
  if (bytes.length < 16) return undefined;
  const view = viewOf(bytes);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const littleEndian = order === 0x4949;
  const version = view.getUint16(2, littleEndian);
  if (version === 42) return { littleEndian, isBig: false, firstIfd: view.getUint32(4, littleEndian) };
  if (version === 43) return { littleEndian, isBig: true, firstIfd: Number(view.getBigUint64(8, littleEndian)) };
  return undefined;
}

/** Reads the fields of a directory, which BigTIFF has wider. */
function fieldsOf(view: DataView, { littleEndian, isBig }: TiffLayout) {
  const long = (at: number) => (isBig ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian));
  return {
    entryBytes: isBig ? 20 : 12,
    countBytes: isBig ? 8 : 2,
    /** Values up to that size lie in the entry itself. */
    longBytes: isBig ? 8 : 4,
    long,
    count: (at: number) => (isBig ? long(at) : view.getUint16(at, littleEndian)),
  };
}

/** Entries of the directory at `ifdAt`, the first of each tag, without those whose values lie outside the block. */
export function readIfd(bytes: Uint8Array, ifdAt: number, layout: TiffLayout): IfdEntry[] {
  const view = viewOf(bytes);
  const { entryBytes, countBytes, longBytes, long, count } = fieldsOf(view, layout);
  const entries = new Map<number, IfdEntry>();
  if (ifdAt < 8 || ifdAt + countBytes > bytes.length) return [];
  const total = count(ifdAt);
  for (let index = 0; index < total && entries.size < MOST_ENTRIES; index++) {
    const entryAt = ifdAt + countBytes + index * entryBytes;
    if (entryAt + entryBytes > bytes.length) break;
    const tag = view.getUint16(entryAt, layout.littleEndian);
    const type = view.getUint16(entryAt + 2, layout.littleEndian);
    const values = long(entryAt + 4);
    const size = (TYPE_BYTES[type] ?? 0) * values;
    const inlineAt = entryAt + 4 + longBytes;
    const at = size <= longBytes ? inlineAt : long(inlineAt);
    if (size === 0 || at + size > bytes.length || entries.has(tag)) continue;
    entries.set(tag, { tag, type, count: values, at, bytes: size });
  }
  return [...entries.values()];
}

/** Numbers of a BYTE, SHORT, LONG or LONG8 entry, at most `most` of them. */
export function wholeNumbers(bytes: Uint8Array, entry: IfdEntry, littleEndian: boolean, most = entry.count): number[] {
  const view = viewOf(bytes);
  const readers: Readonly<Record<number, (at: number) => number>> = {
    1: (at) => view.getUint8(at),
    3: (at) => view.getUint16(at, littleEndian),
    4: (at) => view.getUint32(at, littleEndian),
    16: (at) => Number(view.getBigUint64(at, littleEndian)),
  };
  const read = readers[entry.type];
  if (!read) return [];
  const step = entry.bytes / entry.count;
  return Array.from({ length: Math.min(entry.count, most) }, (_, index) => read(entry.at + index * step));
}

const ORIENTATION = 0x0112;

/** 1..8; 1 when the block does not say. */
export function orientationIn(exif: Uint8Array | undefined): number {
  const tiff = exif && openTiff(exif);
  if (!exif || !tiff) return 1;
  const entry = readIfd(exif, tiff.firstIfd, tiff).find(({ tag }) => tag === ORIENTATION);
  const value = entry && wholeNumbers(exif, entry, tiff.littleEndian, 1)[0];
  return value && value >= 1 && value <= 8 ? value : 1;
}

/** A TIFF block that says nothing but the orientation. */
export function orientationBlock(orientation: number): Buffer {
  return writeTiff(true, [{ tag: ORIENTATION, type: 3, count: 1, bytes: Uint8Array.of(orientation, 0) }]);
}
