import exifr from 'exifr';
import { readContainer } from './containers/readContainer.ts';
import { formatOf } from './format.ts';
import { bareExif } from './tiff/bareExif.ts';

/**
 * The tags' names in the EXIF standard where the library says them another way (it follows ExifTool), since clients
 * know the standard's.
 */
const STANDARD_NAMES: Readonly<Record<string, string>> = {
  ModifyDate: 'DateTime',
  CreateDate: 'DateTimeDigitized',
  ISO: 'ISOSpeedRatings',
  ExposureCompensation: 'ExposureBiasValue',
  ExifImageWidth: 'PixelXDimension',
  ExifImageHeight: 'PixelYDimension',
  SubSecTime: 'SubsecTime',
  SubSecTimeOriginal: 'SubsecTimeOriginal',
  SubSecTimeDigitized: 'SubsecTimeDigitized',
  FocalLengthIn35mmFormat: 'FocalLengthIn35mmFilm',
};

/**
 * EXIF tags by their standard names with the first letter small (`make`, `dateTime`, `fNumber`), values as found.
 * Empty when there are none or they cannot be read: EXIF is decoration and never makes a picture bad. The library reads a
 * block made of the facts alone: from the file itself it takes minutes where thousands of tags overlap.
 */
export async function readExif(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const tags: Record<string, unknown> = {};
  try {
    const block = exifBlockOf(bytes);
    if (!block) return tags;
    const found: unknown = await exifr.parse(block, {
      tiff: true,
      ifd0: {},
      exif: true,
      gps: true,
      interop: false,
      xmp: false,
      iptc: false,
      icc: false,
      jfif: false,
      ihdr: false,
      makerNote: false,
      userComment: false,
      reviveValues: false,
      translateValues: false,
      translateKeys: true,
      mergeOutput: true,
    });
    if (typeof found !== 'object' || found === null) return tags;
    for (const [name, value] of Object.entries(found)) {
      const plain = plainValue(value);
      // A number for a name is a tag unknown to the library.
      if (plain !== undefined && /^[A-Za-z]/.test(name)) tags[wireName(STANDARD_NAMES[name] ?? name)] = plain;
    }
  } catch {
    return {};
  }
  return tags;
}

function exifBlockOf(bytes: Uint8Array): Uint8Array | undefined {
  const recognised = formatOf(bytes);
  if (!recognised || !('format' in recognised)) return undefined;
  const exif = readContainer(recognised.format, bytes)?.exif;
  return exif && bareExif(exif);
}

function wireName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Values that JSON can carry. Undefined for anything else. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').trim();
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items = Array.from(value as ArrayLike<unknown>, plainValue);
    return items.length <= MAX_ITEMS && items.every((item) => item !== undefined) ? items : undefined;
  }
  return undefined;
}

/** Longer arrays are tables of a camera (curves, strips), not facts about the photo. */
const MAX_ITEMS = 16;
