import { asciiAt, type Container, LARGEST_PROFILE, viewOf } from '../containers/container.ts';
import { meaningOfZeros } from '../containers/zeroCodes.ts';
import { orientationBlock, orientationIn } from '../tiff/ifd.ts';
import { isWholeScan } from './huffmanWalk.ts';
import {
  endOfScan,
  type JpegFrame,
  type JpegScan,
  type JpegTables,
  readFrame,
  readHuffmanTables,
  readQuantTables,
  readScan,
} from './jpegSegments.ts';

/** The image library's own limit; cameras and encoders write 10 to 14. */
const MOST_SCANS = 100;
/** Cameras write some hundreds at most; 64 MB of empty ones would keep a thread for minutes. */
const MOST_SEGMENTS = 20_000;
/** Encoders stay below; each more is one more pass over all coefficients. */
const USUAL_SCANS = 20;
/** That many zero bytes in coded data are a hole, or a flat area: only the codes tell which. */
const HOLE = Buffer.alloc(16);
const START = Uint8Array.of(0xff, 0xd8);
const END = Uint8Array.of(0xff, 0xd9);
/** JFIF 1.01 without a density: all that a decoder asks of it is whether it is there. */
const JFIF = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
const SOS = 0xda;
const EOI = 0xd9;

interface Layout {
  readonly frame: JpegFrame;
  readonly exif: Uint8Array | undefined;
  readonly isJfif: boolean;
  readonly adobe: Uint8Array | undefined;
  readonly profile: Uint8Array[];
  /** Where the frame and what follows it begins. */
  readonly headAt: number;
  /** Tables before the frame. */
  readonly tables: Uint8Array[];
}

interface Segment {
  readonly marker: number;
  readonly at: number;
  readonly body: Uint8Array;
  readonly next: number;
}

/** Undefined when there is no frame header, or too much before it. */
export function readJpeg(bytes: Uint8Array): Container | undefined {
  const layout = readLayout(bytes);
  if (!layout) return undefined;
  const { frame, exif } = layout;
  const orientation = orientationIn(exif);
  let read: { readonly rest: ReturnType<typeof readRest> } | undefined;
  const restOnce = () => {
    read ??= { rest: frame.width > 0 && frame.height > 0 ? readRest(bytes, layout) : undefined };
    return read.rest;
  };
  return {
    size: frame,
    orientation,
    exif,
    isolated: () => (restOnce()?.scans ?? 0) > USUAL_SCANS,
    isWholeToTheEnd: () => readRest(bytes, layout, true) !== undefined,
    slim: () => {
      const rest = restOnce();
      if (!rest) return undefined;
      const { isJfif, adobe, profile, tables } = layout;
      const block = orientation > 1 ? [exifSegment(orientationBlock(orientation))] : [];
      const own = [START, ...(isJfif ? [JFIF] : []), ...block, ...(adobe ? [adobe] : []), ...profile, ...tables];
      return Buffer.concat([...own, ...rest.parts, END]);
    },
  };
}

function exifSegment(block: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0]);
  head.writeUInt16BE(block.length + 8, 2);
  return Buffer.concat([head, block]);
}

/** The next marker segment at or after `at`; what lies before its FF is skipped, as decoders do. */
function segmentAt(bytes: Uint8Array, from: number): Segment | undefined {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && (bytes[at + 1] === 0xff || bytes[at + 1] === 0)) at = bytes.indexOf(0xff, at + 1);
  const marker = at < 0 ? undefined : bytes[at + 1];
  if (marker === undefined) return undefined;
  if (marker === EOI || (marker >= 0xd0 && marker <= 0xd8) || marker === 1) {
    return { marker, at, body: bytes.subarray(at + 2, at + 2), next: at + 2 };
  }
  if (at + 4 > bytes.length) return undefined;
  const next = at + 2 + viewOf(bytes).getUint16(at + 2);
  if (next < at + 4 || next > bytes.length) return undefined;
  return { marker, at, body: bytes.subarray(at + 4, next), next };
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** DHT, DAC, DQT, DRI. */
function isTable(marker: number): boolean {
  return marker === 0xc4 || marker === 0xcc || marker === 0xdb || marker === 0xdd;
}

function readLayout(bytes: Uint8Array): Layout | undefined {
  let exif: Uint8Array | undefined;
  let adobe: Uint8Array | undefined;
  let isJfif = false;
  let profileBytes = 0;
  const profile: Uint8Array[] = [];
  const tables: Uint8Array[] = [];
  for (let [at, count] = [2, 0]; ++count <= MOST_SEGMENTS; ) {
    const segment = segmentAt(bytes, at);
    if (!segment || segment.marker === SOS || segment.marker === EOI) return undefined;
    const { marker, body } = segment;
    const whole = bytes.subarray(segment.at, segment.next);
    if (isFrame(marker)) {
      const frame = readFrame(marker, body);
      if (!frame) return undefined;
      if (profileBytes > LARGEST_PROFILE) profile.length = 0;
      return { frame, exif, isJfif, adobe, profile, headAt: segment.at, tables };
    }
    if (isTable(marker)) tables.push(whole);
    else if (marker === 0xe0 && asciiAt(body, 0, 5) === 'JFIF\0') isJfif = true;
    else if (marker === 0xe1 && asciiAt(body, 0, 6) === 'Exif\0\0') exif ??= body.subarray(6);
    else if (marker === 0xe2 && asciiAt(body, 0, 12) === 'ICC_PROFILE\0') {
      profileBytes += body.length;
      if (profileBytes <= LARGEST_PROFILE) profile.push(whole);
    } else if (marker === 0xee && body.length >= 12 && asciiAt(body, 0, 5) === 'Adobe') adobe ??= whole;
    at = segment.next;
  }
  return undefined;
}

/**
 * From the frame header to the end of the last scan, without application data; undefined when it is not whole.
 * @param follows whether the codes of all sequential scans are followed, not only of those that have a hole
 */
function readRest(
  bytes: Uint8Array,
  layout: Layout,
  follows = false,
): { parts: Uint8Array[]; scans: number } | undefined {
  const { frame } = layout;
  const tables: JpegTables = { huffman: new Map(), dcSteps: new Map() };
  let interval = 0;
  const define = (marker: number, body: Uint8Array): boolean => {
    if (marker === 0xc4) return readHuffmanTables(body, tables);
    if (marker === 0xdb) return readQuantTables(body, tables);
    if (marker === 0xdd) interval = body.length === 2 ? viewOf(body).getUint16(0) : interval;
    return true;
  };
  for (const table of layout.tables) if (!define(table[1] as number, table.subarray(4))) return undefined;
  const progress = createProgress(frame);
  const parts: Uint8Array[] = [];
  let scans = 0;
  let count = 0;
  for (let at = layout.headAt; !(progress.isSequential && progress.isWhole()); ) {
    const segment = segmentAt(bytes, at);
    if (++count > MOST_SEGMENTS) return undefined;
    if (!segment || segment.marker === EOI) break;
    const { marker, body } = segment;
    at = segment.next;
    if (marker === SOS) {
      const scan = readScan(body);
      if (!scan || ++scans > MOST_SCANS) return undefined;
      const end = endOfScan(bytes, at);
      const data = bytes.subarray(at, end);
      // The library itself warns of codes that end early, not of a hole that it reads as codes. To follow the codes takes a good
      // part of decoding them. Pictures of motion JPEG leave out the usual Huffman tables: only the decoder knows them.
      const zeros = isHuffman(frame) && hasHole(data) ? meaningOfZeros(scan, tables) : 'unknown';
      if (zeros === 'hole') return undefined;
      if ((zeros === 'flat' || (follows && isHuffman(frame) && tables.huffman.size > 0)) && progress.isSequential) {
        if (!isWholeScan(data, frame, scan, tables, interval)) return undefined;
      }
      progress.note(scan);
      parts.push(bytes.subarray(segment.at, end));
      at = end;
    } else if (isTable(marker) || segment.at === layout.headAt) {
      if (!define(marker, body)) return undefined;
      parts.push(bytes.subarray(segment.at, segment.next));
    } else if (isFrame(marker)) return undefined;
  }
  return progress.isWhole() ? { parts, scans } : undefined;
}

/** Not arithmetic coding. */
function isHuffman({ marker }: JpegFrame): boolean {
  return marker <= 0xc2;
}

function hasHole(data: Uint8Array): boolean {
  return Buffer.from(data.buffer, data.byteOffset, data.length).includes(HOLE);
}

/**
 * Which coefficients have come with all their bits. A file whose last scans were cut off shows a picture, a blurred one.
 */
function createProgress(frame: JpegFrame) {
  const isSequential = frame.marker <= 0xc1 && frame.precision === 8;
  const missing = new Map(frame.components.map(({ id }) => [id, new Uint8Array(64).fill(1)]));
  return {
    isSequential,
    note: ({ components, spectralStart, spectralEnd, approximation }: JpegScan) => {
      for (const { id } of components) {
        if (approximation === 0) missing.get(id)?.fill(0, spectralStart, spectralEnd + 1);
      }
    },
    isWhole: () => [...missing.values()].every((coefficients) => !coefficients.includes(1)),
  };
}
