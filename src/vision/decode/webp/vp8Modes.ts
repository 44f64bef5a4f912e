import type { Vp8Frame } from './vp8Header.ts';
import { BLOCK_MODE_PROBABILITIES } from './vp8Tables.ts';

const [DC, TRUE_MOTION, VERTICAL, HORIZONTAL] = [0, 1, 2, 3];
/** By branch: a further branch above 0, a mode at or below it (RFC 6386, 11.2). */
const BLOCK_MODE_TREE = Int8Array.of(0, 1, -1, 2, -2, 3, 4, 6, -3, 5, -4, -5, -6, 7, -7, 8, -8, -9);
const BRANCHES = 9;
const MODES = 10;

/** What the tokens of a macroblock depend on. */
export interface MacroblockKind {
  /** It predicts each block of its own, and has no block of DC values. */
  readonly isSplit: boolean;
  readonly hasTokens: boolean;
}

const KINDS: readonly MacroblockKind[] = [
  { isSplit: false, hasTokens: false },
  { isSplit: false, hasTokens: true },
  { isSplit: true, hasTokens: false },
  { isSplit: true, hasTokens: true },
];

/** Reads the modes of macroblocks, one after the other, a row at a time (RFC 6386, 11). */
export function createModeReader({ first, columns, segmentProbabilities, skipProbability }: Vp8Frame) {
  const above = new Uint8Array(columns * 4).fill(DC);
  const beside = new Uint8Array(4).fill(DC);
  return {
    beginRow: () => beside.fill(DC),
    read: (column: number): MacroblockKind => {
      if (segmentProbabilities) {
        const [half, low, high] = segmentProbabilities;
        first.bit(first.bit(half) ? high : low);
      }
      const hasTokens = skipProbability === undefined || first.bit(skipProbability) === 0;
      const isSplit = first.bit(145) === 0;
      const from = column * 4;
      if (isSplit) {
        for (let y = 0; y < 4; y++) {
          let mode = beside[y] as number;
          for (let x = from; x < from + 4; x++) {
            const place = ((above[x] as number) * MODES + mode) * BRANCHES;
            let branch = 0;
            do {
              const bit = first.bit(BLOCK_MODE_PROBABILITIES[place + branch] as number);
              branch = BLOCK_MODE_TREE[2 * branch + bit] as number;
            } while (branch > 0);
            mode = -branch;
            above[x] = mode;
          }
          beside[y] = mode;
        }
      } else {
        const mode = first.bit(156) ? (first.bit(128) ? TRUE_MOTION : HORIZONTAL) : first.bit(163) ? VERTICAL : DC;
        above.fill(mode, from, from + 4);
        beside.fill(mode);
      }
      // The mode of colours.
      if (first.bit(142) && first.bit(114)) first.bit(183);
      return KINDS[(isSplit ? 2 : 0) + (hasTokens ? 1 : 0)] as MacroblockKind;
    },
  };
}
