import type { LowBits } from '../containers/lowBits.ts';

const LONGEST = 15;
const ROOT_BITS = 8;

/**
 * A prefix code as a table by the next bits, lowest first: length << 16 | symbol. Longer codes go through a second table, which
 * its entry in the first tells: bits << 24 | place.
 */
export interface PrefixCode {
  readonly table: Int32Array;
  readonly mask: number;
}

/** Undefined when the lengths make no whole tree. A symbol alone needs no bits. */
export function prefixCodeOf(lengths: Uint8Array): PrefixCode | undefined {
  const counts = new Uint16Array(LONGEST + 1);
  for (const length of lengths) (counts[length] as number)++;
  const used = lengths.length - (counts[0] as number);
  if (used === 0) return undefined;
  if (used === 1) return { table: Int32Array.of(lengths.findIndex((length) => length > 0)), mask: 0 };
  const next = new Uint32Array(LONGEST + 2);
  for (let length = 1; length <= LONGEST; length++) {
    next[length + 1] = ((next[length] as number) + (counts[length] as number)) << 1;
  }
  if (next[LONGEST + 1] !== 1 << (LONGEST + 1)) return undefined;
  let longest = LONGEST;
  while (counts[longest] === 0) longest--;
  const rootBits = Math.min(longest, ROOT_BITS);
  const rootSize = 1 << rootBits;
  const codes = new Uint16Array(lengths.length);
  const deepest = new Uint8Array(rootSize);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const code = reversed((next[length] as number)++, length);
    codes[symbol] = code;
    const prefix = code & (rootSize - 1);
    if (length > rootBits) deepest[prefix] = Math.max(deepest[prefix] as number, length - rootBits);
  }
  const places = new Int32Array(rootSize);
  let size = rootSize;
  for (let prefix = 0; prefix < rootSize; prefix++) {
    places[prefix] = size;
    if (deepest[prefix]) size += 1 << (deepest[prefix] as number);
  }
  const table = new Int32Array(size);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const code = codes[symbol] as number;
    const entry = (length << 16) | symbol;
    if (length <= rootBits) {
      for (let at = code; at < rootSize; at += 1 << length) table[at] = entry;
      continue;
    }
    const prefix = code & (rootSize - 1);
    const [place, bits] = [places[prefix] as number, deepest[prefix] as number];
    table[prefix] = (bits << 24) | place;
    const step = 1 << (length - rootBits);
    for (let at = code >> rootBits; at < 1 << bits; at += step) table[place + at] = entry;
  }
  return { table, mask: rootSize - 1 };
}

function reversed(code: number, length: number): number {
  let bits = 0;
  for (let bit = 0; bit < length; bit++) bits = (bits << 1) | ((code >> bit) & 1);
  return bits;
}

/** The next symbol. */
export function readSymbol(bits: LowBits, { table, mask }: PrefixCode): number {
  const window = bits.window();
  let entry = table[window & mask] as number;
  const more = entry >> 24;
  if (more > 0) entry = table[(entry & 0xffff) + ((window >>> ROOT_BITS) & ((1 << more) - 1))] as number;
  bits.skip((entry >> 16) & 0xff);
  return entry & 0xffff;
}
