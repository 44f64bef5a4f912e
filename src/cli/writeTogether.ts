import { pino, symbols } from 'pino';

type Destination = ReturnType<typeof pino.destination> & {
  /** Writes a line below `warn` that did not come by way of a logger. */
  writeLater(line: string): void;
};

/** Milliseconds that a line waits for others. */
const TOGETHER_MS = 20;
/** Bytes that are written at once. */
const MOST_BYTES = 65_536;
/** UTF-8 of one unit of a text. */
const MOST_BYTES_A_UNIT = 3;
/** Pino's numbers of levels: of `info`, and of the first one whose lines wait for nothing. */
const INFO = 30;
const AT_ONCE = 40;

/**
 * Writes lines that follow each other in one piece: a write of its own costs several times what the line does. Warnings and errors
 * are written at once, with what waits before them. The end of the process writes the rest, but for an end by SIGKILL or the like.
 * @param dest a file, or the number of one that is open
 */
export function writeTogether(dest: string | number): Destination {
  const destination = pino.destination({ dest, sync: false, contentMode: 'buffer' });
  const { flushSync } = destination;
  // Its types know texts alone.
  const write = destination.write as unknown as (bytes: Uint8Array) => boolean;
  // Bytes from the start: a text made of many pieces must be put together before it is written, at twice the cost.
  const room = Buffer.allocUnsafeSlow(MOST_BYTES);
  let [waiting, timer]: [number, NodeJS.Timeout | undefined] = [0, undefined];
  /** Copies them: they are written by another thread, while the next lines come. */
  const take = () => {
    clearTimeout(timer);
    const lines = Buffer.from(room.subarray(0, waiting));
    [waiting, timer] = [0, undefined];
    return lines;
  };
  const pass = () => {
    if (waiting > 0) write.call(destination, take());
  };
  // Pino tells the level of a line to who asks for it.
  const told = { [symbols.needsMetadataGsym]: true, lastLevel: 0 };
  const together = Object.assign(destination, told, {
    write(this: typeof told, line: string) {
      const most = line.length * MOST_BYTES_A_UNIT;
      if (waiting + most > MOST_BYTES) pass();
      if (most > MOST_BYTES) write.call(destination, Buffer.from(line));
      else waiting += room.write(line, waiting);
      if (this.lastLevel >= AT_ONCE) pass();
      else if (waiting > 0) timer ??= setTimeout(pass, TOGETHER_MS);
      return true;
    },
    writeLater(line: string) {
      together.lastLevel = INFO;
      // By its name: pino puts another one in its place when the reader has gone.
      together.write(line);
    },
    flushSync() {
      flushSync.call(destination);
      // Its own writes are done by another thread, which nobody waits for at the end.
      if (waiting > 0) pino.destination({ dest, sync: true }).write(take().toString());
    },
  });
  return together;
}
