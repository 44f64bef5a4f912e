import type { LowBits } from '../containers/lowBits.ts';
import { type PrefixCode, prefixCodeOf, readSymbol } from './prefixCode.ts';

/** Of the lengths of a code's lengths. */
const LENGTH_ORDER = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/** Symbols of lengths that repeat: the last one, zeros, many zeros. */
const REPEATS = [
  { bits: 2, least: 3 },
  { bits: 3, least: 3 },
  { bits: 7, least: 11 },
] as const;
const REPEAT_LAST = 16;
const USUAL_LENGTH = 8;

/** One code as it stands in the file. Undefined when it is none. */
export function readPrefixCode(bits: LowBits, symbols: number): PrefixCode | undefined {
  const lengths = new Uint8Array(symbols);
  if (bits.flag()) {
    const isPair = bits.flag();
    const one = bits.number(bits.flag() ? 8 : 1);
    const other = isPair ? bits.number(8) : one;
    if (one >= symbols || other >= symbols) return undefined;
    lengths[one] = 1;
    lengths[other] = 1;
    return prefixCodeOf(lengths);
  }
  const lengthsOfLengths = new Uint8Array(LENGTH_ORDER.length);
  const given = bits.number(4) + 4;
  for (const symbol of LENGTH_ORDER.slice(0, given)) lengthsOfLengths[symbol] = bits.number(3);
  const code = prefixCodeOf(lengthsOfLengths);
  if (!code) return undefined;
  let left = symbols;
  if (bits.flag()) {
    left = 2 + bits.number(2 + 2 * bits.number(3));
    if (left > symbols) return undefined;
  }
  let last = USUAL_LENGTH;
  for (let at = 0; at < symbols && left > 0; left--) {
    const length = readSymbol(bits, code);
    if (length < REPEAT_LAST) {
      lengths[at++] = length;
      if (length > 0) last = length;
      continue;
    }
    const { bits: extra, least } = REPEATS[(length - REPEAT_LAST) as 0 | 1 | 2];
    const end = at + least + bits.number(extra);
    if (end > symbols) return undefined;
    lengths.fill(length === REPEAT_LAST ? last : 0, at, end);
    at = end;
  }
  return prefixCodeOf(lengths);
}
