import { openTiff, readIfd, type TiffLayout, wholeNumbers } from './ifd.ts';
import { type TiffValue, writeTiff } from './writeTiff.ts';

const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
/** Longer values are previews and tables, not facts about the photo. */
const LONGEST_VALUE = 2048;
/** Values may overlap in the file: thousands of them can share the same bytes. */
const MOST_BYTES = 64 * 1024;
/** Notes of the maker, the user's comment, XMP, IPTC, layers, profile, pages, tiles and strips. */
const LEFT_OUT = new Set([
  EXIF_IFD,
  GPS_IFD,
  0x927c,
  0x9286,
  700,
  33_723,
  34_377,
  34_675,
  37_724,
  330,
  273,
  279,
  324,
  325,
  347,
]);
const LAST_CLASSIC_TYPE = 13;

/**
 * The facts of an EXIF block in one of their own: what is in the first directory, the one of EXIF and the one of GPS, each tag
 * once, values of a modest size. Undefined when it is no block.
 */
export function bareExif(block: Uint8Array): Uint8Array | undefined {
  const layout = openTiff(block);
  if (!layout) return undefined;
  let room = MOST_BYTES;
  const valuesOf = (ifdAt: number | undefined): TiffValue[] => {
    if (ifdAt === undefined) return [];
    const values: TiffValue[] = [];
    for (const { tag, type, count, at, bytes } of readIfd(block, ifdAt, layout)) {
      if (LEFT_OUT.has(tag) || type > LAST_CLASSIC_TYPE || bytes > Math.min(LONGEST_VALUE, room)) continue;
      room -= bytes;
      values.push({ tag, type, count, bytes: block.subarray(at, at + bytes) });
    }
    return values;
  };
  const pointed = new Map<number, TiffValue[]>();
  for (const tag of [EXIF_IFD, GPS_IFD]) {
    const values = valuesOf(pointerIn(block, layout, tag));
    if (values.length > 0) pointed.set(tag, values);
  }
  return writeTiff(layout.littleEndian, valuesOf(layout.firstIfd), pointed);
}

function pointerIn(block: Uint8Array, layout: TiffLayout, tag: number): number | undefined {
  const entry = readIfd(block, layout.firstIfd, layout).find((candidate) => candidate.tag === tag);
  return entry && wholeNumbers(block, entry, layout.littleEndian, 1)[0];
}
