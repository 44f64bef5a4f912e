import { pino, symbols } from 'pino';

type Destination = ReturnType<typeof pino.destination> & {
  /** Writes a line below `warn` that did not come by way of a logger. */
  writeLater(line: string): void;
};

/** Milliseconds that a line waits for others. */
const TOGETHER_MS = 20;
/** Characters that are written at once. */
const MOST_CHARACTERS = 65_536;
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
  let [waiting, timer]: [string, NodeJS.Timeout | undefined] = ['', undefined];
  const take = () => {
    clearTimeout(timer);
    const lines = waiting;
    [waiting, timer] = ['', undefined];
    return lines;
  };
  const pass = () => void write.call(destination, bytesOf(take()));
  // Pino tells the level of a line to who asks for it.
  const told = { [symbols.needsMetadataGsym]: true, lastLevel: 0 };
  const together = Object.assign(destination, told, {
    write(this: typeof told, line: string) {
      waiting += line;
      if (this.lastLevel >= AT_ONCE || waiting.length > MOST_CHARACTERS) pass();
      else timer ??= setTimeout(pass, TOGETHER_MS);
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
      if (waiting !== '') pino.destination({ dest, sync: true }).write(take());
    },
  });
  return together;
}

/** Node makes room for three bytes a character of a text that it is given to write, which the system must find each time. */
function bytesOf(lines: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(lines));
  bytes.write(lines);
  return bytes;
}
