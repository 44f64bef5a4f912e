import type { Size } from '../../geometry/box.ts';
import { asciiAt, type Container, LARGEST_PROFILE, viewOf } from '../containers/container.ts';
import { hasZeroRun } from '../containers/zeroRuns.ts';
import { orientationBlock, orientationIn } from '../tiff/ifd.ts';
import { isWholeAlpha, isWholeVp8l } from './vp8lStream.ts';
import { isWholeVp8 } from './vp8Partitions.ts';

const RIFF_HEADER = 12;
const CHUNK_HEADER = 8;
/** Place, size and duration of a frame. */
const FRAME_HEADER = 16;
/** Bits of VP8X. */
const HAS_PROFILE = 0x20;
const HAS_ALPHA = 0x10;
const HAS_EXIF = 0x08;
const IS_ANIMATED = 0x02;
/** Beyond, codes are not followed, which would take a second and more: of lossy data, and of lossless pictures. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_PIXELS = 8_000_000;

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
}

/** Undefined when the first picture's header is not there. */
export function readWebp(bytes: Uint8Array): Container | undefined {
  if (bytes.length < RIFF_HEADER + CHUNK_HEADER) return undefined;
  const end = RIFF_HEADER - 4 + viewOf(bytes).getUint32(4, true);
  const extended = asciiAt(bytes, RIFF_HEADER, 4) === 'VP8X';
  const chunks = readChunks(
    bytes.subarray(RIFF_HEADER, Math.min(end, bytes.length)),
    new Set(['EXIF', 'ICCP', 'ANMF', 'VP8X', 'ANIM', 'ALPH', 'VP8 ', 'VP8L']),
  );
  const first = chunks.found.get('VP8X') ?? chunks.found.get('VP8 ') ?? chunks.found.get('VP8L');
  const size = first && sizeOf(first);
  if (!size) return undefined;
  const exif = withoutPrefix(chunks.found.get('EXIF')?.body);
  const orientation = orientationIn(exif);
  const isWhole = chunks.isWhole && end <= bytes.length + 1;
  return {
    size,
    orientation,
    exif,
    isolated: () => false,
    isIntact: async () => isWholePicture(pictureOf(chunks.found), size),
    slim: () => (isWhole ? still(chunks.found, extended, orientation) : undefined),
  };
}

/** The first chunk of each of these types. Chunks are tiny at worst, so nothing is kept of the others. */
function readChunks(bytes: Uint8Array, wanted: ReadonlySet<string>): { found: Map<string, Chunk>; isWhole: boolean } {
  const found = new Map<string, Chunk>();
  const view = viewOf(bytes);
  let at = 0;
  while (at + CHUNK_HEADER <= bytes.length) {
    const length = view.getUint32(at + 4, true);
    const next = at + CHUNK_HEADER + length;
    const body = bytes.subarray(at + CHUNK_HEADER, next);
    const type = asciiAt(bytes, at, 4);
    if (wanted.has(type) && !found.has(type)) found.set(type, { type, body });
    if (next > bytes.length) return { found, isWhole: false };
    at = next + (length & 1);
  }
  return { found, isWhole: true };
}

function sizeOf({ type, body }: Chunk): Size | undefined {
  const view = viewOf(body);
  if (body.length < 10) return undefined;
  if (type === 'VP8X') {
    return {
      width: 1 + view.getUint16(4, true) + (view.getUint8(6) << 16),
      height: 1 + view.getUint16(7, true) + (view.getUint8(9) << 16),
    };
  }
  if (type === 'VP8 ') return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff };
  const bits = view.getUint32(1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Some writers put the prefix that EXIF has in JPEG before the block. */
function withoutPrefix(exif: Uint8Array | undefined): Uint8Array | undefined {
  return exif && asciiAt(exif, 0, 4) === 'Exif' ? exif.subarray(6) : exif;
}

function still(chunks: ReadonlyMap<string, Chunk>, extended: boolean, orientation: number): Uint8Array | undefined {
  const frame = chunks.get('ANMF');
  const { pixels, alpha } = pictureOf(chunks);
  if (!pixels) return undefined;
  if (!extended) return riff([chunkOf(pixels.type, pixels.body)]);
  const header = chunks.get('VP8X');
  if (!header) return undefined;
  const profile = chunks.get('ICCP');
  const keepsProfile = profile && profile.body.length <= LARGEST_PROFILE;
  const flags = Buffer.from(header.body);
  flags[0] =
    ((flags[0] as number) & HAS_ALPHA) |
    (keepsProfile ? HAS_PROFILE : 0) |
    (orientation > 1 ? HAS_EXIF : 0) |
    (frame ? IS_ANIMATED : 0);
  const animation = chunks.get('ANIM');
  return riff([
    chunkOf('VP8X', flags),
    ...(keepsProfile ? [chunkOf('ICCP', profile.body)] : []),
    ...(frame && animation ? [chunkOf('ANIM', animation.body)] : []),
    ...(frame ? [chunkOf('ANMF', frame.body)] : []),
    ...(!frame && alpha ? [chunkOf('ALPH', alpha.body)] : []),
    ...(!frame ? [chunkOf(pixels.type, pixels.body)] : []),
    ...(orientation > 1 ? [chunkOf('EXIF', orientationBlock(orientation))] : []),
  ]);
}

interface Picture {
  readonly pixels: Chunk | undefined;
  readonly alpha: Chunk | undefined;
}

/** The coded data of the picture, or of the first frame. */
function pictureOf(chunks: ReadonlyMap<string, Chunk>): Picture {
  const frame = chunks.get('ANMF');
  const coded = frame
    ? readChunks(frame.body.subarray(FRAME_HEADER), new Set(['ALPH', 'VP8 ', 'VP8L']))
    : { found: chunks, isWhole: true };
  if (!coded.isWhole) return { pixels: undefined, alpha: undefined };
  const { found } = coded;
  return { pixels: found.get('VP8 ') ?? found.get('VP8L'), alpha: found.get('ALPH') };
}

/** Its own header must not make more work than the size that was checked. */
function isWholePicture({ pixels, alpha }: Picture, canvas: Size): boolean {
  const size = pixels && sizeOf(pixels);
  if (!size || size.width > canvas.width || size.height > canvas.height) return false;
  const area = size.width * size.height;
  const isLossless = pixels.type === 'VP8L';
  const isModest = isLossless ? area <= MOST_PIXELS : pixels.body.length <= MOST_BYTES;
  if (!isModest) return !hasZeroRun(pixels.body, area);
  if (isLossless) return isWholeVp8l(pixels.body, size);
  return isWholeVp8(pixels.body) && (!alpha || area > MOST_PIXELS || isWholeAlpha(alpha.body, size));
}

function chunkOf(type: string, body: Uint8Array): Buffer {
  const header = Buffer.alloc(CHUNK_HEADER);
  header.write(type, 'latin1');
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat(body.length & 1 ? [header, body, Buffer.alloc(1)] : [header, body]);
}

function riff(chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  return Buffer.concat([chunkOf('RIFF', body)]);
}
