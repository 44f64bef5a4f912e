import { viewOf } from '../containers/container.ts';
import { BoolDecoder } from './boolDecoder.ts';
import { TOKEN_KEPT_PROBABILITIES, TOKEN_PROBABILITIES } from './vp8Tables.ts';

/** Frame tag, start code, sizes. */
const FRAME_HEADER = 10;
const SEGMENTS = 4;
const FILTER_DELTAS = 8;
const QUANT_DELTAS = 5;

/** A key frame of VP8, read up to its first macroblock. */
export interface Vp8Frame {
  /** Macroblocks of 16×16 pixels. */
  readonly columns: number;
  readonly rows: number;
  /** Goes on with the modes of macroblocks. */
  readonly first: BoolDecoder;
  /** Tokens of the rows, in turn. */
  readonly partitions: readonly BoolDecoder[];
  /** Of the tree of segments, when each macroblock names its own. */
  readonly segmentProbabilities: readonly [number, number, number] | undefined;
  /** That a macroblock has tokens, when some have none. */
  readonly skipProbability: number | undefined;
  readonly tokenProbabilities: Uint8Array;
}

/** The headers of a frame (RFC 6386, 9). Undefined when it is no key frame, or shorter than its partitions. */
export function readVp8Frame(data: Uint8Array): Vp8Frame | undefined {
  if (data.length < FRAME_HEADER) return undefined;
  const view = viewOf(data);
  const tag = view.getUint16(0, true) | (view.getUint8(2) << 16);
  const isInterFrame = (tag & 1) === 1;
  const firstEnd = FRAME_HEADER + (tag >> 5);
  if (isInterFrame || firstEnd > data.length) return undefined;
  const first = new BoolDecoder(data.subarray(FRAME_HEADER, firstEnd));
  first.number(2); // Colour space, clamping.
  const segmentProbabilities = readSegments(first);
  skipFilter(first);
  const partitions = splitTokens(data.subarray(firstEnd), 1 << first.number(2));
  if (!partitions) return undefined;
  first.number(7); // Base of the quantisers.
  for (let delta = 0; delta < QUANT_DELTAS; delta++) skipSigned(first, 4);
  first.number(1); // Whether probabilities last: there is no next frame.
  const tokenProbabilities = TOKEN_PROBABILITIES.map((usual, index) =>
    first.bit(TOKEN_KEPT_PROBABILITIES[index] as number) ? first.number(8) : usual,
  );
  return {
    columns: ((view.getUint16(6, true) & 0x3fff) + 15) >> 4,
    rows: ((view.getUint16(8, true) & 0x3fff) + 15) >> 4,
    first,
    partitions,
    segmentProbabilities,
    skipProbability: first.flag() ? first.number(8) : undefined,
    tokenProbabilities,
  };
}

function readSegments(first: BoolDecoder): [number, number, number] | undefined {
  if (!first.flag()) return undefined;
  const hasMap = first.flag();
  if (first.flag()) {
    first.number(1); // Absolute or not.
    for (let segment = 0; segment < SEGMENTS; segment++) skipSigned(first, 7);
    for (let segment = 0; segment < SEGMENTS; segment++) skipSigned(first, 6);
  }
  const probability = () => (first.flag() ? first.number(8) : 255);
  return hasMap ? [probability(), probability(), probability()] : undefined;
}

function skipFilter(first: BoolDecoder): void {
  first.number(1 + 6 + 3); // Kind, level, sharpness.
  const hasDeltas = first.flag();
  if (!hasDeltas || !first.flag()) return;
  for (let delta = 0; delta < FILTER_DELTAS; delta++) skipSigned(first, 6);
}

/** A number that may be absent, and its sign. */
function skipSigned(first: BoolDecoder, bits: number): void {
  if (first.flag()) first.number(bits + 1);
}

/** Lengths of all partitions but the last one stand before them. */
function splitTokens(data: Uint8Array, count: number): BoolDecoder[] | undefined {
  let at = 3 * (count - 1);
  if (at > data.length) return undefined;
  const partitions: BoolDecoder[] = [];
  for (let index = 0; index < count - 1; index++) {
    const length = viewOf(data).getUint16(index * 3, true) | ((data[index * 3 + 2] as number) << 16);
    if (at + length > data.length) return undefined;
    partitions.push(new BoolDecoder(data.subarray(at, at + length)));
    at += length;
  }
  return [...partitions, new BoolDecoder(data.subarray(at))];
}
