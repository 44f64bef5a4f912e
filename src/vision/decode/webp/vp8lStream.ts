import type { Size } from '../../geometry/box.ts';
import { LowBits } from '../containers/lowBits.ts';
import { watchZeroRuns } from '../containers/zeroRuns.ts';
import { type Doubt, tilesOf, walkImage } from './vp8lImage.ts';

/** Signature, sizes, whether there is alpha, version. */
const HEADER = 5;
const SIGNATURE = 0x2f;
const [PREDICTOR, COLOUR, GREEN] = [0, 1, 2];
/**
 * Bits that fill the last byte up; old versions of libwebp left some bytes more, of zeros, too; one fills a chunk up to an even
 * length.
 */
const MOST_LEFT = 72;

/**
 * Walks through the prefix codes of a picture in lossless WebP without making pixels, and tells whether they end where the
 * data does: libwebp minds only those that end too early.
 * @param data a chunk `VP8L`
 */
export function isWholeVp8l(data: Uint8Array, size: Size): boolean {
  return data.length > HEADER && data[0] === SIGNATURE && isWholeStream(data.subarray(HEADER), size);
}

/** The same for a chunk `ALPH`, whose first byte tells how it is coded. Rows that stand for themselves cannot be looked at. */
export function isWholeAlpha(data: Uint8Array, size: Size): boolean {
  if (data.length === 0) return false;
  return ((data[0] as number) & 3) === 1 ? isWholeStream(data.subarray(1), size) : true;
}

function isWholeStream(data: Uint8Array, size: Size): boolean {
  const bits = new LowBits(data);
  const doubt = walkStream(bits, size, data);
  if (doubt) return doubt === 'unknown';
  const left = bits.left();
  return left >= 0 && left <= MOST_LEFT && bits.isSpent();
}

function walkStream(bits: LowBits, { width, height }: Size, data: Uint8Array): Doubt | undefined {
  const seen = new Set<number>();
  let across = width;
  // An encoder that tries predictors copies flat areas, too; the quickest ones code them pixel by pixel, which looks like holes.
  let isThorough = false;
  while (bits.flag()) {
    const kind = bits.number(2);
    if (seen.has(kind)) return 'damaged';
    seen.add(kind);
    if (kind === GREEN) continue;
    let size: Size;
    if (kind === PREDICTOR || kind === COLOUR) {
      const tileBits = bits.number(3) + 2;
      size = { width: tilesOf(across, tileBits), height: tilesOf(height, tileBits) };
    } else {
      const colours = bits.number(8) + 1;
      size = { width: colours, height: 1 };
      // Several pixels of a palette share a byte.
      across = tilesOf(across, colours > 16 ? 0 : colours > 4 ? 1 : colours > 2 ? 2 : 3);
    }
    const pixels = kind === PREDICTOR ? new Uint32Array(size.width * size.height) : undefined;
    const doubt = walkImage(bits, size, { pixels });
    if (doubt) return doubt;
    isThorough ||= pixels?.some((mode) => mode !== pixels[0]) ?? false;
  }
  const zeros = isThorough ? watchZeroRuns(data, width * height) : undefined;
  return walkImage(bits, { width: across, height }, { isMain: true, zeros });
}
