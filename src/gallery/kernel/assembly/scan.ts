/**
 * The search kernel (AssemblyScript, compiled to WASM SIMD by ../build.js, with and without relaxed SIMD): scores
 * quantised rows against probes and collects every row whose true cosine may belong to the best `limit` keys. What the
 * digits and the numbers of a probe mean, and why sums do not overflow: ../../rows/quantize.ts and ../../byteProbe.ts.
 *
 * A block holds `BLOCK_ROWS` rows. The coarse digits of four rows share one stream of bytes: 32 digits of the first, 32 of the
 * second, and so on. One linear stream keeps the hardware prefetcher ahead, and four rows share each load of the probe.
 * Nothing else stands between the blocks' streams, for the same reason. The fine digits of a row stand together: they are
 * read for the few rows of a block whose coarse digits leave a chance, after all their cache lines were asked for at once.
 */

import { collect, hasRoom, sift } from './candidates.ts';
import { scoreCoarse, scoreFine } from './scores.ts';
import { BATCH_BLOCKS, BLOCK_ROWS, blockAt, rowAt, SCORES_BYTES, Search } from './search.ts';

const CACHE_LINE: usize = 64;

/**
 * Goes on at `nextBlock`. Stops after the last block, or before when the candidates must be taken away first. Several
 * blocks at a time: the stream of coarse digits is left less often, and more of the fine ones are asked for at once.
 */
export function scan(search: Search): void {
  while (search.nextBlock < search.blockCount) {
    if (!hasRoom(search)) return;
    const first = search.nextBlock;
    const end = min(first + BATCH_BLOCKS, search.blockCount);
    let survivors: u32 = 0;
    for (let place = first; place < end; place++) {
      const rows = place + 1 === search.blockCount ? search.rowsInLastBlock : BLOCK_ROWS;
      const scores = search.scores + ((<usize>(place - first) * BLOCK_ROWS) << 2);
      const block = blockAt(search, place);
      for (let probe: u32 = 0; probe < search.probeCount; probe++) {
        scoreCoarse(search, block, rows, probe, scores + <usize>probe * SCORES_BYTES);
      }
      survivors = sift(search, block, rows, place * BLOCK_ROWS, scores, survivors);
    }
    if (survivors > 0) {
      repeatLast(search, survivors);
      touch(search, survivors);
      scoreFine(search, survivors, first * BLOCK_ROWS);
      collect(search, survivors);
    }
    search.nextBlock = end;
  }
}

/** The last survivor takes the places up to a multiple of four: it is in the cache already. */
function repeatLast(search: Search, count: u32): void {
  const end = search.survivors + ((<usize>count) << 2);
  v128.store(end, i32x4.splat(load<u32>(end - 4)));
}

/** Asks for all fine digits that `scoreFine` reads, so that memory is waited for once and not for each row. */
function touch(search: Search, count: u32): void {
  const half = search.dimension / 2;
  let touched: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const start = search.fine + rowAt(search, load<u32>(search.survivors + ((<usize>index) << 2))) * half;
    for (let at = start; at < start + half; at += CACHE_LINE) touched += load<u8>(at);
  }
  search.touched = touched;
}
