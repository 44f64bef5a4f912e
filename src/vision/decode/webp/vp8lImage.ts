import type { Size } from '../../geometry/box.ts';
import type { LowBits } from '../containers/lowBits.ts';
import type { ZeroRuns } from '../containers/zeroRuns.ts';
import { type PrefixCode, readSymbol } from './prefixCode.ts';
import { readPrefixCode } from './vp8lCodes.ts';

const LITERALS = 256;
const LENGTHS = 24;
const DISTANCES = 40;
const MOST_CACHE_BITS = 11;
/** Of all codes of an image: encoders stay far below, and memory must have a bound. */
const MOST_ENTRIES = 8 * 1024 * 1024;
/** Distances that stand for a neighbour: rows above << 4 | 8 less the columns to the left. */
// biome-ignore format: numbers a line
const NEIGHBOURS = Uint8Array.of(
  24, 7, 23, 25, 40, 6, 39, 41, 22, 26, 38, 42, 56, 5, 55, 57, 21, 27, 54, 58,
  37, 43, 72, 4, 71, 73, 20, 28, 53, 59, 70, 74, 36, 44, 88, 69, 75, 52, 60, 3,
  87, 89, 19, 29, 86, 90, 35, 45, 68, 76, 85, 91, 51, 61, 104, 2, 103, 105, 18, 30,
  102, 106, 34, 46, 84, 92, 67, 77, 101, 107, 50, 62, 120, 1, 119, 121, 83, 93, 17, 31,
  100, 108, 66, 78, 118, 122, 33, 47, 117, 123, 49, 63, 99, 109, 82, 94, 0, 116, 124, 65,
  79, 16, 32, 98, 110, 48, 115, 125, 81, 95, 64, 114, 126, 97, 111, 80, 113, 127, 96, 112,
);

/** Damaged, or more than is followed here. */
export type Doubt = 'damaged' | 'unknown';

/** Codes of a part of the image. */
interface Group {
  /** Green, lengths and places in the cache; red; blue; alpha; distances. */
  readonly codes: readonly [PrefixCode, PrefixCode, PrefixCode, PrefixCode, PrefixCode];
}

interface Groups {
  readonly groups: readonly Group[];
  /** Number of the group by tile; undefined when there is but one. */
  readonly tiles: Uint32Array | undefined;
  readonly tileBits: number;
}

/** What an image is for. */
interface Use {
  /** The picture itself: it may have codes of its own for each tile. */
  readonly isMain?: boolean;
  readonly zeros?: ZeroRuns | undefined;
  /** Where to put the pixels, for who needs them. */
  readonly pixels?: Uint32Array | undefined;
}

/** Walks through an image of colours, with the codes that stand before it. */
export function walkImage(bits: LowBits, size: Size, { isMain = false, zeros, pixels }: Use): Doubt | undefined {
  const cacheBits = bits.flag() ? bits.number(4) : 0;
  if (cacheBits > MOST_CACHE_BITS) return 'damaged';
  const groups = readGroups(bits, size, isMain, cacheBits > 0 ? 1 << cacheBits : 0);
  if (typeof groups === 'string') return groups;
  return walkPixels(bits, size, groups, zeros, pixels && createStore(pixels, cacheBits));
}

function readGroups(bits: LowBits, { width, height }: Size, isMain: boolean, cached: number): Groups | Doubt {
  let tiles: Uint32Array | undefined;
  let tileBits = 0;
  let count = 1;
  if (isMain && bits.flag()) {
    tileBits = bits.number(3) + 2;
    const size = { width: tilesOf(width, tileBits), height: tilesOf(height, tileBits) };
    tiles = new Uint32Array(size.width * size.height);
    const doubt = walkImage(bits, size, { pixels: tiles });
    if (doubt) return doubt;
    for (let tile = 0; tile < tiles.length; tile++) {
      const group = ((tiles[tile] as number) >>> 8) & 0xffff;
      tiles[tile] = group;
      if (group >= count) count = group + 1;
    }
  }
  const groups: Group[] = [];
  let entries = 0;
  for (let group = 0; group < count; group++) {
    const codes: PrefixCode[] = [];
    for (const symbols of [LITERALS + LENGTHS + cached, LITERALS, LITERALS, LITERALS, DISTANCES]) {
      const code = readPrefixCode(bits, symbols);
      if (!code || bits.left() < 0) return 'damaged';
      entries += code.table.length;
      codes.push(code);
    }
    if (entries > MOST_ENTRIES) return 'unknown';
    groups.push({ codes: codes as unknown as Group['codes'] });
  }
  return { groups, tiles, tileBits };
}

/** How many squares of 2^bits pixels a side has. */
export function tilesOf(side: number, bits: number): number {
  return (side + (1 << bits) - 1) >> bits;
}

function walkPixels(
  bits: LowBits,
  { width, height }: Size,
  { groups, tiles, tileBits }: Groups,
  zeros: ZeroRuns | undefined,
  store: ReturnType<typeof createStore> | undefined,
): Doubt | undefined {
  const total = width * height;
  const tilesAcross = tilesOf(width, tileBits);
  const tileMask = (1 << tileBits) - 1;
  let [green, red, blue, alpha, distances] = (groups[0] as Group).codes;
  let [x, y] = [0, 0];
  let entered = true;
  for (let at = 0; at < total; ) {
    if (tiles && (entered || (x & tileMask) === 0)) {
      const group = tiles[(y >> tileBits) * tilesAcross + (x >> tileBits)] as number;
      [green, red, blue, alpha, distances] = (groups[group] as Group).codes;
      entered = false;
    }
    const symbol = readSymbol(bits, green);
    let length = 1;
    if (symbol < LITERALS) {
      const redValue = readSymbol(bits, red);
      const blueValue = readSymbol(bits, blue);
      const alphaValue = readSymbol(bits, alpha);
      store?.put(at, ((alphaValue << 24) | (redValue << 16) | (symbol << 8) | blueValue) >>> 0);
    } else if (symbol < LITERALS + LENGTHS) {
      length = prefixed(bits, symbol - LITERALS);
      const distance = distanceOf(prefixed(bits, readSymbol(bits, distances)), width);
      if (distance > at || at + length > total) return 'damaged';
      store?.copy(at, distance, length);
      entered = true;
    } else store?.putCached(at, symbol - LITERALS - LENGTHS);
    at += length;
    x += length;
    while (x >= width) {
      x -= width;
      y++;
    }
    if (bits.left() < 0 || zeros?.isHole(bits.position(), at)) return 'damaged';
  }
  return undefined;
}

/** A number of which the symbol tells the size. */
function prefixed(bits: LowBits, symbol: number): number {
  if (symbol < 4) return symbol + 1;
  const extra = (symbol - 2) >> 1;
  return ((2 + (symbol & 1)) << extra) + bits.number(extra) + 1;
}

function distanceOf(code: number, width: number): number {
  if (code > NEIGHBOURS.length) return code - NEIGHBOURS.length;
  const neighbour = NEIGHBOURS[code - 1] as number;
  return Math.max(1, (neighbour >> 4) * width + 8 - (neighbour & 15));
}

/** Pixels, and the cache of the last ones by a hash. */
function createStore(pixels: Uint32Array, cacheBits: number) {
  const cache = new Uint32Array(1 << cacheBits);
  const put = (at: number, colour: number) => {
    pixels[at] = colour;
    if (cacheBits > 0) cache[Math.imul(0x1e35a7bd, colour) >>> (32 - cacheBits)] = colour;
  };
  return {
    put,
    putCached: (at: number, place: number) => put(at, cache[place] as number),
    copy: (at: number, distance: number, length: number) => {
      for (let to = at; to < at + length; to++) put(to, pixels[to - distance] as number);
    },
  };
}
