import { createReadStream } from 'node:fs';

const LINE_FEED = 0x0a;
/** A descriptor with a large portrait, sealed. */
const LONGEST_LINE = 64 * 1024 * 1024;

export interface RawLine {
  readonly text: string;
  /** Of the file up to the end of this line. */
  readonly end: number;
  /** The line with its end. */
  readonly bytes: Buffer;
}

/** Whole lines of a file, told by bytes: readers of lines also break at U+2028, which texts may hold. What stands behind the last line feed is left out. */
export async function* readLines(path: string): AsyncGenerator<RawLine> {
  let rest: Buffer = Buffer.alloc(0);
  let end = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = rest.indexOf(LINE_FEED); at >= 0; at = rest.indexOf(LINE_FEED, from)) {
      const bytes = rest.subarray(from, at + 1);
      end += bytes.length;
      from = at + 1;
      yield { text: bytes.toString('utf8', 0, bytes.length - 1), end, bytes };
    }
    rest = rest.subarray(from);
    if (rest.length > LONGEST_LINE) throw new Error('a line is too long');
  }
}
