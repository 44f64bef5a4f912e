import type { BoolDecoder } from './boolDecoder.ts';
import type { MacroblockKind } from './vp8Modes.ts';

const COEFFICIENTS = 16;
/** Probabilities of what stands before; of a band; of a kind of block. */
const [BRANCHES, BAND, KIND] = [11, 33, 264];
const [LUMA_WITHOUT_DC, LUMA_DC, COLOUR, LUMA] = [0, KIND, 2 * KIND, 3 * KIND];
/** Where the probabilities of a coefficient begin; those of a seventeenth are never used. */
const BANDS = Uint16Array.of(0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0).map((band) => band * BAND);
/** Of the bits of large numbers (RFC 6386, 13.2). */
const EXTRA_BITS = [
  Uint8Array.of(173, 148, 140),
  Uint8Array.of(176, 155, 140, 135),
  Uint8Array.of(180, 157, 141, 134, 130),
  Uint8Array.of(254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129),
] as const;
/** Contexts of a macroblock: four of luma, two of each colour, one of the DC values. */
const [CONTEXTS, BLUE, RED, DC_VALUES] = [9, 4, 6, 8];

/** Walks through the tokens of macroblocks, one after the other, a row at a time (RFC 6386, 13). */
export function createTokenWalk(columns: number, probabilities: Uint8Array) {
  const above = new Uint8Array(columns * CONTEXTS);
  const beside = new Uint8Array(CONTEXTS);

  function walkBlocks(decoder: BoolDecoder, from: number, at: number, side: number, plan: number, first: number): void {
    for (let y = at; y < at + side; y++) {
      for (let x = from + at; x < from + at + side; x++) {
        const context = (above[x] as number) + (beside[y] as number);
        const isFilled = walkBlock(decoder, probabilities, plan, context, first) ? 1 : 0;
        above[x] = isFilled;
        beside[y] = isFilled;
      }
    }
  }

  return {
    beginRow: () => beside.fill(0),
    walk: (decoder: BoolDecoder, column: number, { isSplit, hasTokens }: MacroblockKind): void => {
      const from = column * CONTEXTS;
      if (!hasTokens) {
        // Where there is no block of DC values, the context of the last one stays.
        const end = isSplit ? DC_VALUES : CONTEXTS;
        above.fill(0, from, from + end);
        beside.fill(0, 0, end);
        return;
      }
      if (!isSplit) walkBlocks(decoder, from, DC_VALUES, 1, LUMA_DC, 0);
      walkBlocks(decoder, from, 0, 4, isSplit ? LUMA : LUMA_WITHOUT_DC, isSplit ? 0 : 1);
      walkBlocks(decoder, from, BLUE, 2, COLOUR, 0);
      walkBlocks(decoder, from, RED, 2, COLOUR, 0);
    },
  };
}

/** Whether there was a token before the end of the block. */
function walkBlock(
  decoder: BoolDecoder,
  probabilities: Uint8Array,
  kind: number,
  context: number,
  first: number,
): boolean {
  let at = kind + (BANDS[first] as number) + context * BRANCHES;
  for (let index = first; index < COEFFICIENTS; ) {
    if (!decoder.bit(probabilities[at] as number)) return index > first;
    while (!decoder.bit(probabilities[at + 1] as number)) {
      index++;
      if (index === COEFFICIENTS) return true;
      at = kind + (BANDS[index] as number);
    }
    index++;
    const next = kind + (BANDS[index] as number);
    if (decoder.bit(probabilities[at + 2] as number)) {
      skipLarge(decoder, probabilities, at);
      at = next + 2 * BRANCHES;
    } else at = next + BRANCHES;
    decoder.bit(128); // The sign.
  }
  return true;
}

/** A number above 1. */
function skipLarge(decoder: BoolDecoder, probabilities: Uint8Array, at: number): void {
  if (!decoder.bit(probabilities[at + 3] as number)) {
    if (decoder.bit(probabilities[at + 4] as number)) decoder.bit(probabilities[at + 5] as number);
    return;
  }
  if (!decoder.bit(probabilities[at + 6] as number)) {
    if (!decoder.bit(probabilities[at + 7] as number)) decoder.bit(159);
    else {
      decoder.bit(165);
      decoder.bit(145);
    }
    return;
  }
  const high = decoder.bit(probabilities[at + 8] as number);
  const low = decoder.bit(probabilities[at + 9 + high] as number);
  for (const probability of EXTRA_BITS[(2 * high + low) as 0 | 1 | 2 | 3]) decoder.bit(probability);
}
