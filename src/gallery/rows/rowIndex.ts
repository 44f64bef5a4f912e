import { hashOf, type IdOfRow, RowIndexSegment } from './rowIndexSegment.ts';

/** Rows of a segment before it is split: some milliseconds of work. */
const SEGMENT_ROWS = 16_384;
/** Ids that share this many leading bits of their hashes stay in one segment, however many they are. */
const MAX_DEPTH = 12;

/**
 * Finds the row of an id. A Map of a million UUID texts would cost 130 bytes a row and long garbage collections; one table
 * would stop the thread for longer the more rows it has when it grows. So it is cut up by the leading bits of the ids'
 * hashes, and a part that has become too large is split (extendible hashing; Fagin, Nievergelt, Pippenger, Strong 1979).
 */
export class RowIndex {
  readonly #idOf: IdOfRow;
  readonly #segmentRows: number;
  /** By the leading bits of a hash, as many as the deepest segment has; others stand in several places. */
  #segments: RowIndexSegment[];
  #depth = 0;
  #bytes = 0;

  /** @param segmentRows for tests */
  constructor(idOf: IdOfRow, segmentRows = SEGMENT_ROWS) {
    this.#idOf = idOf;
    this.#segmentRows = segmentRows;
    this.#segments = [this.#newSegment(0)];
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Row of the id given by four words, or -1. */
  find(id: Uint32Array): number {
    const hash = hashOf(id[0] ?? 0);
    return this.#segmentAt(hash).find(id, hash);
  }

  /** The row holds its id already; the id is not in the table. */
  add(row: number): void {
    const hash = hashOf(this.#idOf(row, 0));
    let segment = this.#segmentAt(hash);
    if (segment.count >= this.#segmentRows && segment.depth < MAX_DEPTH) {
      this.#split(segment, hash);
      segment = this.#segmentAt(hash);
    }
    this.#bytes -= segment.bytes;
    segment.add(row);
    this.#bytes += segment.bytes;
  }

  /** Forgets a row that still holds its id. */
  remove(row: number): void {
    this.#segmentOf(row).remove(row);
  }

  /** The id of row `from` will be held by row `to`; both are as before while this runs. */
  move(from: number, to: number): void {
    this.#segmentOf(from).move(from, to);
  }

  clear(): void {
    this.#bytes = 0;
    this.#depth = 0;
    this.#segments = [this.#newSegment(0)];
  }

  #segmentOf(row: number): RowIndexSegment {
    return this.#segmentAt(hashOf(this.#idOf(row, 0)));
  }

  #segmentAt(hash: number): RowIndexSegment {
    return this.#segments[leadingBits(hash, this.#depth)] as RowIndexSegment;
  }

  #newSegment(depth: number, rows?: number): RowIndexSegment {
    const segment = new RowIndexSegment(this.#idOf, depth, rows);
    this.#bytes += segment.bytes;
    return segment;
  }

  /** @param hash of any id in it */
  #split(segment: RowIndexSegment, hash: number): void {
    if (segment.depth === this.#depth) {
      this.#segments = this.#segments.flatMap((each) => [each, each]);
      this.#depth++;
    }
    const depth = segment.depth + 1;
    const halves = [this.#newSegment(depth, segment.count / 2), this.#newSegment(depth, segment.count / 2)] as const;
    this.#bytes -= halves[0].bytes + halves[1].bytes + segment.bytes;
    for (const row of segment.rows()) halves[leadingBits(hashOf(this.#idOf(row, 0)), depth) % 2 === 0 ? 0 : 1].add(row);
    this.#bytes += halves[0].bytes + halves[1].bytes;
    const places = this.#segments.length >>> segment.depth;
    const first = leadingBits(hash, segment.depth) * places;
    this.#segments.fill(halves[0], first, first + places / 2).fill(halves[1], first + places / 2, first + places);
  }
}

function leadingBits(hash: number, bits: number): number {
  // A shift by 32 would be none.
  return bits === 0 ? 0 : hash >>> (32 - bits);
}
